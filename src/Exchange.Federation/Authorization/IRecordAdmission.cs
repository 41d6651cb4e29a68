namespace Exchange.Federation.Authorization;

/// <summary>
/// Has the last word on records whose gates have passed, a stage at a time and before anything is fetched: what depends on more than one record, or
/// on what was read before. Port. Thread-safe; never throws, a fault refuses.
/// </summary>
public interface IRecordAdmission
{
    /// <summary>Whether records of the type are asked about at all.</summary>
    bool Concerns(string type);

    /// <summary>The coordinates that it has to know of to be open on a record.</summary>
    IReadOnlySet<string> Watched { get; }

    /// <summary>Admits records, none where all were refused already: who is refused by it may have to look like them.</summary>
    /// <param name="type">The entity type.</param>
    /// <param name="records">The records that are open, each once.</param>
    /// <param name="cancellation">Ends the request.</param>
    ValueTask<AdmittedRecords> AdmitAsync(string type, IReadOnlyList<OpenRecord> records, CancellationToken cancellation);
}

/// <summary>A record that is open.</summary>
/// <param name="Key">Its key towards departments.</param>
/// <param name="Watched">The watched coordinates that are selected and open on it.</param>
public readonly record struct OpenRecord(string Key, IReadOnlySet<string> Watched);

/// <summary>The verdict on the records of one stage.</summary>
/// <param name="Records">Parallel to the records asked about.</param>
/// <param name="OthersReason">The opaque reason that looked-up records give which were refused before; null to leave theirs.</param>
public sealed record AdmittedRecords(IReadOnlyList<RecordAdmission> Records, int? OthersReason);

/// <summary>The verdict on one record.</summary>
/// <param name="Reason">The opaque reason why it is refused as a whole; 0 where it is admitted.</param>
/// <param name="Closed">The watched coordinates that are closed on it after all.</param>
/// <param name="ClosedReason">The opaque reason of those.</param>
public readonly record struct RecordAdmission(int Reason, IReadOnlySet<string> Closed, int ClosedReason);
