using System.Security.Cryptography;
using System.Text;
using Exchange.Audit.Records;
using Exchange.Audit.Writing;
using Exchange.Pipeline.Callers;

namespace Exchange.Pipeline;

/// <summary>
/// Sums up refused unauthenticated requests per minute and origin, so that a stranger can neither go unrecorded nor fill the disk. Origins
/// are kept as keyed hashes. Thread-safe.
/// </summary>
public sealed class Refusals(IAccessLog log, TimeProvider time, byte[] key)
{
    private const int MaxOrigins = 10_000;
    private const string Others = "others";

    private readonly Lock _lock = new();
    private Dictionary<Refusal, long> _counts = [];

    /// <summary>Counts one refusal.</summary>
    public void Count(string origin, TokenFault fault) => Count(origin, "UNAUTHENTICATED_" + fault.ToString().ToUpperInvariant());

    /// <summary>Counts one refusal under a stable error code; never one that a stranger chose.</summary>
    public void Count(string origin, string code) => Add(new Refusal(origin, code), 1);

    /// <summary>
    /// Writes what was counted since the last call; called once a minute and when the hub stops. Throws what the log throws, losing
    /// nothing.
    /// </summary>
    public async ValueTask FlushAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var origins = new Queue<IGrouping<string, KeyValuePair<Refusal, long>>>(Take().GroupBy(entry => entry.Key.Origin));
        try
        {
            while (origins.TryPeek(out var origin))
            {
                await log.AppendAsync(Summary(now, origin), cancellation);
                _ = origins.Dequeue();
            }
        }
        finally
        {
            foreach (var entry in origins.SelectMany(unwritten => unwritten))
            {
                Add(entry.Key, entry.Value);
            }
        }
    }

    private void Add(Refusal entry, long count)
    {
        lock (_lock)
        {
            var place = _counts.Count < MaxOrigins || _counts.ContainsKey(entry) ? entry : entry with { Origin = Others };
            _counts[place] = _counts.GetValueOrDefault(place) + count;
        }
    }

    private Dictionary<Refusal, long> Take()
    {
        lock (_lock)
        {
            var counted = _counts;
            _counts = [];
            return counted;
        }
    }

    private RefusalSummary Summary(DateTimeOffset now, IGrouping<string, KeyValuePair<Refusal, long>> origin) => new()
    {
        Time = now,
        Minute = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero),
        SourceHash = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(origin.Key))),
        Counts = [.. origin.Select(entry => new RefusalCount(entry.Key.Code, entry.Value))],
    };

    private readonly record struct Refusal(string Origin, string Code);
}
