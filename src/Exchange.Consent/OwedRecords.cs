using System.Collections.Concurrent;
using Exchange.Consent.Records;

namespace Exchange.Consent;

/// <summary>
/// Withdrawals of this hub that may be in the store without being on the access log: the store did not say what became of them, or the log
/// could not take them. They are recorded as soon as both can be reached. Thread-safe.
/// </summary>
internal sealed class OwedRecords(IConsentStore store, IConsentLog log)
{
    private readonly ConcurrentDictionary<ConsentId, int> _owed = new();

    /// <summary>Notes that the event which made this version may lack its record.</summary>
    public void Note(ConsentId id, int version) => _owed[id] = version;

    /// <summary>Records what turned out to be stored, and forgets what did not; throws what store and log throw, losing nothing.</summary>
    public async ValueTask RecordAsync(CancellationToken cancellationToken)
    {
        foreach (var (id, version) in _owed)
        {
            var consent = await store.FindAsync(id, cancellationToken).ConfigureAwait(false);
            if (consent is not null && consent.Version >= version)
            {
                // WHY even where another hub may have made this version and recorded it: a record twice is a nuisance, a lost one a defect.
                await log.RecordAsync(consent, [consent.Events[version - 1]], cancellationToken).ConfigureAwait(false);
            }

            _owed.TryRemove(new KeyValuePair<ConsentId, int>(id, version));
        }
    }
}
