using Exchange.Audit.Records;
using Exchange.Audit.Segments;

namespace Exchange.Audit.Writing;

/// <summary>Where entries are put on record. Thread safe. No receipt, no answer.</summary>
public interface IAccessLog
{
    /// <summary>
    /// Puts an entry on record and completes once it is durable. The token is heeded until the entry is handed over; after that the entry
    /// is written and the receipt returned whatever the token says.
    /// </summary>
    /// <exception cref="AuditUnavailableException">The entry is not on record, so what it tells of must not happen.</exception>
    /// <exception cref="ArgumentException">The entry breaks <see cref="EntryRules"/> or is too large.</exception>
    ValueTask<AccessReceipt> AppendAsync(AuditEntry entry, CancellationToken cancellationToken);

    /// <summary>
    /// False while the log knows that it would refuse an entry: then nothing should be begun that has to be put on record. True is no promise.
    /// </summary>
    bool CanTakeEntries { get; }
}

/// <summary>The proof that an entry is on record.</summary>
/// <param name="Sequence">Its number in the log, from 1, without gaps.</param>
/// <param name="Hash">The chain's hash over it and everything before it.</param>
public readonly record struct AccessReceipt(long Sequence, ChainHash Hash);
