using Exchange.Audit.Records;
using Exchange.Audit.Segments;
using Exchange.Audit.Writing;

namespace Exchange.Audit.Reading;

/// <summary>Which access records to look for, going back from the end of the log.</summary>
public sealed record PageRequest
{
    /// <summary>How many records are enough.</summary>
    public required int Limit { get; init; }

    /// <summary>How many entries of the log may be looked at for them.</summary>
    public required int MostExamined { get; init; }

    /// <summary>Which records count.</summary>
    public required Func<AccessRecord, bool> IsWanted { get; init; }

    /// <summary>The entry that everything older than is left out for; never where null.</summary>
    public Func<AuditEntry, bool>? IsEnd { get; init; }

    /// <summary>Where to begin: segments that begin later than this are passed over unread; null for the end of the log.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Where to begin: entries below this sequence; null for the end of the log.</summary>
    public long? Before { get; init; }

    /// <summary>Where to end: entries above this sequence; 0 for the beginning of the log.</summary>
    public long After { get; init; }

    /// <summary>Is told of every entry that is looked at and is no access record, newest first; null for nobody.</summary>
    public Action<AuditEntry>? Beside { get; init; }
}

/// <summary>What was found.</summary>
/// <param name="Records">The records, newest first.</param>
/// <param name="Next">Where to go on (<see cref="PageRequest.Before"/>); null where the log begins.</param>
public sealed record AccessPage(IReadOnlyList<AccessRecord> Records, long? Next);

/// <summary>
/// Reads the log from its end, a page at a time. Each entry that is handed out is proved against the hash of the one before it; the chain
/// as a whole is the verifier's to prove. Works while a hub writes. Thread-safe.
/// </summary>
public sealed class AccessLogPages
{
    /// <summary>How many entries are looked at for one record.</summary>
    public const int MostSearched = 500_000;

    private readonly ILogFolder _folder;

    /// <summary>How long an access may be under way before it is on the log.</summary>
    public static TimeSpan LongestUnderWay { get; } = TimeSpan.FromMinutes(10);

    /// <summary>Pages of the log in a folder.</summary>
    public AccessLogPages(string folder)
        : this(new DiskFolder(folder))
    {
    }

    internal AccessLogPages(ILogFolder folder) => _folder = folder;

    /// <summary>One page, newest first.</summary>
    /// <exception cref="AuditDamagedException">An entry is not what was written.</exception>
    /// <exception cref="AuditUnavailableException">The folder or a file in it cannot be read.</exception>
    public Task<AccessPage> ReadBackAsync(PageRequest request, CancellationToken cancellation) =>
        Task.Run(() => ReadBack(request, cancellation), cancellation);

    /// <summary>What happened after an entry of the log besides requests to the graph, oldest first: consents, accounts, policies.</summary>
    /// <param name="after">The sequence of the last entry that is known; 0 for none.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="AuditDamagedException">An entry is not what was written.</exception>
    /// <exception cref="AuditUnavailableException">The folder or a file in it cannot be read.</exception>
    public async Task<IReadOnlyList<AuditEntry>> ReadEventsAsync(long after, CancellationToken cancellation)
    {
        var events = new List<AuditEntry>();
        await ReadBackAsync(
            new PageRequest { Limit = int.MaxValue, MostExamined = int.MaxValue, IsWanted = static _ => false, After = after, Beside = events.Add },
            cancellation);
        events.Reverse();
        return events;
    }

    /// <summary>The accesses after an entry of the log, newest first, one at a time.</summary>
    /// <param name="after">The sequence of the last entry that is known; 0 for none.</param>
    /// <param name="take">Is given each; false for enough.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="AuditDamagedException">An entry is not what was written.</exception>
    /// <exception cref="AuditUnavailableException">The folder or a file in it cannot be read.</exception>
    public Task ReadAccessesAsync(long after, Func<AccessRecord, bool> take, CancellationToken cancellation) => ReadBackAsync(
        new PageRequest
        {
            Limit = int.MaxValue,
            MostExamined = int.MaxValue,
            IsWanted = static _ => false,
            IsEnd = entry => entry is AccessRecord record && !take(record),
            After = after,
        },
        cancellation);

    /// <summary>The sequence of the record with that id, looked for from the end of the log; null where it is not found in so many entries.</summary>
    public async Task<long?> FindAsync(string accessId, int mostExamined, CancellationToken cancellation)
    {
        var page = await ReadBackAsync(
            new PageRequest { Limit = 1, MostExamined = mostExamined, IsWanted = record => record.AccessId == accessId }, cancellation);
        return page.Records.Count > 0 ? page.Next ?? 1 : null;
    }

    /// <summary>
    /// The record with that id, however old: the id tells its time, and the log is read from the segment in which that lies. Null where there is
    /// none, where the id tells no time, and where the record came on the log later than <see cref="LongestUnderWay"/> after its time or is not among
    /// the <see cref="MostSearched"/> entries before the end of that segment.
    /// </summary>
    /// <exception cref="AuditDamagedException">An entry is not what was written.</exception>
    /// <exception cref="AuditUnavailableException">The folder or a file in it cannot be read.</exception>
    public async Task<AccessRecord?> FindRecordAsync(string accessId, CancellationToken cancellation)
    {
        if (AccessIdTime.Of(accessId) is not { } time)
        {
            return null;
        }

        var page = await ReadBackAsync(
            new PageRequest
            {
                Limit = 1,
                MostExamined = MostSearched,
                From = time + LongestUnderWay,
                IsWanted = record => record.AccessId == accessId,

                // WHY accesses alone: other entries may have been owed to the log for longer.
                IsEnd = entry => entry is AccessRecord record && record.Time < time - LongestUnderWay,
            },
            cancellation);
        return page.Records.Count > 0 ? page.Records[0] : null;
    }

    private AccessPage ReadBack(PageRequest request, CancellationToken cancellation)
    {
        try
        {
            return new BackwardReading(_folder, request).Run(cancellation);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new AuditUnavailableException($"The access log in '{_folder.Place}' cannot be read: {failure.Message}", failure);
        }
        catch (FormatException failure)
        {
            throw new AuditUnavailableException(
                $"An entry of the access log in '{_folder.Place}' is sound but cannot be read by this version: {failure.Message}", failure);
        }
    }
}
