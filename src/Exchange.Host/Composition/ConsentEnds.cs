using Exchange.Audit.Writing;
using Exchange.Consent;
using Exchange.Storage;
using Microsoft.Extensions.Logging;

namespace Exchange.Host.Composition;

/// <summary>
/// Enters every hour which consents have ended by themselves, at the end of their term or at the 14th birthday, so that their history says so and those
/// who received by them are told to stop. Nothing counts on it: a consent opens nothing from its end on. Every hub on the store does this.
/// </summary>
internal sealed partial class ConsentEnds(Consents consents, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    /// <summary>Looks now and every hour until told to stop.</summary>
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
            await consents.EnterEndsAsync(stop);
        }
        catch (Exception fault) when (fault is AuditUnavailableException || StorageFault.IsOutage(fault))
        {
            // Log and store say so themselves; what was not entered is in an hour, and a record that is missing is owed.
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // WHY every fault: what is stopped in the middle ends as it likes, and must not keep the hub from closing its log.
        }
        catch (Exception fault)
        {
            // WHY every fault, and not more than its type: this is the last to know of it, and must look again.
            Failed(logger, fault is StorageException or UnreadableConsentsException ? fault.Message : fault.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "That consents have ended by themselves could not be entered; they open nothing all the same: {Fault}")]
    private static partial void Failed(ILogger logger, string fault);
}
