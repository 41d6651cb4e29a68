using Exchange.Audit.Writing;
using Exchange.Console.Policies;
using Exchange.Storage;
using Microsoft.Extensions.Logging;

namespace Exchange.Host.Composition;

/// <summary>
/// Publishes drafts whose chosen time has come, at most a second late; what came due while no hub ran, at the start of one. Every hub on the store
/// watches, and one of them does it. Nothing is published by itself while the store lacks published policies: that would pass for them.
/// </summary>
internal sealed partial class ScheduledPublication(PolicyDrafts drafts, Func<bool> isWhole, TimeProvider time, ILogger logger)
{
    // WHY not woken by what is due next: the store is asked ten times a second for other things, and so no clock but the hub's own has a part in it.
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

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
            if (isWhole())
            {
                await drafts.PublishDueAsync(stop);
            }
        }
        catch (Exception fault) when (!stop.IsCancellationRequested && (fault is AuditUnavailableException || StorageFault.IsOutage(fault)))
        {
            // Log and store say so themselves; what is still due comes again, and the record of what was published is owed.
        }
        catch (Exception fault) when (!stop.IsCancellationRequested)
        {
            // WHY every fault, and not more than its type: this is the last to know of it, and must look again.
            Failed(logger, fault is StorageException ? fault.Message : fault.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A draft of policies whose time has come could not be published: {Fault}")]
    private static partial void Failed(ILogger logger, string fault);
}
