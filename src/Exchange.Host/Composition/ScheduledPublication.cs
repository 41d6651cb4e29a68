using Exchange.Audit.Writing;
using Exchange.Console.Policies;
using Exchange.Storage;
using Microsoft.Extensions.Logging;

namespace Exchange.Host.Composition;

/// <summary>
/// Publishes drafts whose chosen time has come, at most a second late; what came due while no hub ran, at the start of one. Every hub on the store
/// watches, and one of them does it. Nothing is published by itself while the store may lack policies, or what ended an approval: until every access
/// log has been compared with it.
/// </summary>
internal sealed partial class ScheduledPublication(PolicyDrafts drafts, ComparedLogs logs, TimeProvider time, ILogger logger)
{
    // WHY not woken by what is due next: the store is asked ten times a second for other things, and so no clock but the hub's own has a part in it.
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    private bool _waits;
    private string? _failure;

    /// <summary>Watches until told to stop.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            do
            {
                await TryAsync(stop);
            }
            while (await timer.WaitForNextTickAsync(stop));
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }
    }

    private async Task TryAsync(CancellationToken stop)
    {
        try
        {
            if (await logs.AwaitedAsync(stop) is { Count: > 0 } awaited)
            {
                await TellAsync(awaited, stop);
            }
            else if (logs.IsOwnWhole)
            {
                _waits = false;
                await drafts.PublishDueAsync(stop);
                _failure = null;
            }
        }
        catch (Exception fault) when (fault is AuditUnavailableException || StorageFault.IsOutage(fault))
        {
            // Log and store say so themselves; what is still due comes again, and the record of what was published is owed.
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // WHY every fault: what is stopped in the middle ends as it likes, and must not keep the hub from closing its log.
        }
        catch (Exception fault)
        {
            // WHY every fault, and not more than its type: this is the last to know of it, and must look again.
            Tell(fault is StorageException ? fault.Message : fault.GetType().Name);
        }
    }

    // WHY not each time: it is met again at every look until somebody has mended the draft, and an operator would see nothing else.
    private void Tell(string failure)
    {
        if (failure != _failure)
        {
            Failed(logger, failure);
        }

        _failure = failure;
    }

    private async Task TellAsync(IReadOnlyList<string> awaited, CancellationToken stop)
    {
        if (!_waits && await drafts.IsAnyDueAsync(stop))
        {
            _waits = true;
            Waits(logger, string.Join(", ", awaited));
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Policies whose time has come are not published by themselves: since a hub last started, the access "
        + "logs of these hubs have not been compared with the store, and may say that an approval ended: {Hubs}. Start them, or publish by hand.")]
    private static partial void Waits(ILogger logger, string hubs);

    [LoggerMessage(Level = LogLevel.Error, Message = "A draft of policies whose time has come could not be published: {Fault}")]
    private static partial void Failed(ILogger logger, string fault);
}
