using Exchange.Audit.Records;

namespace Exchange.Audit.Reading;

/// <summary>
/// The last hour of the access log in memory: sums by minute and department, the last rows of each, and how departments answered last.
/// The log's writing loop feeds it with what is durable; no request waits for it. Its size depends on the number of departments, never on
/// that of requests. Thread-safe.
/// </summary>
public sealed class RecentAccess
{
    /// <summary>How many of the last rows are kept, of the whole hub and of each department.</summary>
    public const int KeptRows = 20;

    /// <summary>How many records <see cref="FillAsync"/> looks at before it lets the start go on.</summary>
    public const int MostRefilled = 20_000;

    private const int Minutes = 60;
    private const int BucketMinutes = 5;
    private const int MaxDepartments = 200;

    // WHY a lock: it is held for microseconds, by the writing loop once a record and by whoever looks at the sums; no request takes it.
    private readonly Lock _lock = new();
    private readonly Dictionary<string, MinuteSum>[] _sums = [.. Enumerable.Range(0, Minutes).Select(_ => new Dictionary<string, MinuteSum>())];
    private readonly long[] _minutes = new long[Minutes];
    private readonly Dictionary<string, SourceSighting> _sources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LinkedList<AccessSummary>> _rows = new(StringComparer.Ordinal);
    private readonly LinkedList<AccessSummary> _allRows = new();

    /// <summary>How each department answered when it was last asked.</summary>
    public IReadOnlyList<SourceSighting> Sources
    {
        get
        {
            lock (_lock)
            {
                return [.. _sources.Values];
            }
        }
    }

    /// <summary>Takes note of a durable entry. What is no request to the graph is passed over.</summary>
    public void Note(AuditEntry entry)
    {
        if (entry is AccessRecord record)
        {
            Note(AccessSummary.Of(record));
        }
    }

    /// <summary>The last hour: of the whole hub, or of the requests of one department.</summary>
    public RecentHour Read(DateTimeOffset now, string? department)
    {
        var last = MinuteOf(now);
        var first = last - Minutes + 1;
        var total = new MinuteSum();
        var buckets = new int[Minutes / BucketMinutes];
        AccessSummary[] rows;
        lock (_lock)
        {
            for (var minute = first; minute <= last; minute++)
            {
                var slot = (int)(minute % Minutes);
                foreach (var sum in _minutes[slot] == minute ? Of(_sums[slot], department) : [])
                {
                    total.Add(sum);
                    buckets[(minute - first) / BucketMinutes] += sum.Requests;
                }
            }

            rows = [.. department is null ? _allRows : _rows.GetValueOrDefault(department) ?? []];
        }

        return new RecentHour
        {
            From = DateTimeOffset.FromUnixTimeSeconds(first * 60),
            Requests = total.Requests,
            Answered = total.Answered,
            Refused = total.Refused,
            Failed = total.Failed,
            Buckets = buckets,
            Withheld = [.. total.Withheld.OrderByDescending(sum => sum.Records).ThenBy(sum => sum.Reason, StringComparer.Ordinal)],
            Last = rows,
        };
    }

    /// <summary>
    /// Takes note of what the log holds of the last hour, reading it from its end: at most <see cref="MostRefilled"/> records. Call it once,
    /// before requests are accepted.
    /// </summary>
    public async Task FillAsync(AccessLogPages log, DateTimeOffset now, CancellationToken cancellation)
    {
        var begin = now - TimeSpan.FromMinutes(Minutes);
        var found = await log.ReadBackAsync(
            new PageRequest
            {
                Limit = MostRefilled,
                MostExamined = MostRefilled,
                IsWanted = static _ => true,
                IsEnd = entry => entry.Time < begin,
            },
            cancellation);
        foreach (var record in found.Records.Reverse())
        {
            Note(record);
        }
    }

    private static IEnumerable<MinuteSum> Of(Dictionary<string, MinuteSum> sums, string? department) =>
        department is null ? sums.Values
        : sums.TryGetValue(department, out var sum) ? [sum]
        : [];

    private static long MinuteOf(DateTimeOffset time) => time.ToUnixTimeSeconds() / 60;

    private void Note(AccessSummary access)
    {
        if (access.IsOwnReading)
        {
            return;
        }

        lock (_lock)
        {
            Count(access);

            // WHY: a query editor reads the graph's shape whenever it is opened; such rows would push out those that tell of people.
            if (access.AsksNoData)
            {
                return;
            }

            Keep(_allRows, access);
            if (_rows.TryGetValue(access.Caller.Department, out var rows) || _rows.Count < MaxDepartments)
            {
                Keep(_rows[access.Caller.Department] = rows ?? new LinkedList<AccessSummary>(), access);
            }

            foreach (var source in access.Sources)
            {
                See(new SourceSighting(source.Department, source.State, source.AsOf, access.Time));
            }
        }
    }

    private void Count(AccessSummary access)
    {
        var minute = MinuteOf(access.Time);
        var slot = (int)(minute % Minutes);
        if (minute < _minutes[slot])
        {
            return;
        }

        if (minute > _minutes[slot])
        {
            _sums[slot].Clear();
            _minutes[slot] = minute;
        }

        var sums = _sums[slot];
        if (sums.TryGetValue(access.Caller.Department, out var sum) || sums.Count < MaxDepartments)
        {
            (sums[access.Caller.Department] = sum ?? new MinuteSum()).Add(access);
        }
    }

    private void See(SourceSighting seen)
    {
        var isNews = !_sources.TryGetValue(seen.Department, out var known) ? _sources.Count < MaxDepartments : known.At <= seen.At;
        if (isNews)
        {
            _sources[seen.Department] = seen;
        }
    }

    private static void Keep(LinkedList<AccessSummary> rows, AccessSummary access)
    {
        rows.AddFirst(access);
        if (rows.Count > KeptRows)
        {
            rows.RemoveLast();
        }
    }
}
