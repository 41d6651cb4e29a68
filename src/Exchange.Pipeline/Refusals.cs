using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Exchange.Audit.Records;
using Exchange.Audit.Writing;
using Exchange.Pipeline.Callers;

namespace Exchange.Pipeline;

/// <summary>
/// Sums up refused unauthenticated requests per minute and origin, so that a stranger can neither go unrecorded nor fill the disk. Origins are
/// kept as keyed hashes. Thread-safe.
/// </summary>
public sealed class Refusals(IAccessLog log, TimeProvider time, byte[] key)
{
    private const int MaxOrigins = 10_000;
    private const string Others = "others";

    private ConcurrentDictionary<(string Origin, TokenFault Fault), long> _counts = new();

    /// <summary>Counts one refusal.</summary>
    public void Count(string origin, TokenFault fault)
    {
        var counts = _counts;
        var entry = counts.Count < MaxOrigins || counts.ContainsKey((origin, fault)) ? (origin, fault) : (Others, fault);
        counts.AddOrUpdate(entry, 1, static (_, count) => count + 1);
    }

    /// <summary>Writes what was counted since the last call; called once a minute and when the hub stops. Throws what the log throws, losing nothing.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellation)
    {
        var counted = Interlocked.Exchange(ref _counts, new ConcurrentDictionary<(string Origin, TokenFault Fault), long>());
        var now = time.GetUtcNow();
        foreach (var origin in counted.GroupBy(entry => entry.Key.Origin))
        {
            try
            {
                await log.AppendAsync(Summary(now, origin), cancellation);
            }
            catch
            {
                Return(counted);
                throw;
            }

            foreach (var entry in origin)
            {
                counted.TryRemove(entry.Key, out _);
            }
        }
    }

    private RefusalSummary Summary(DateTimeOffset now, IGrouping<string, KeyValuePair<(string Origin, TokenFault Fault), long>> origin) => new()
    {
        Time = now,
        Minute = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero),
        SourceHash = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(origin.Key))),
        Counts = [.. origin.Select(entry => new RefusalCount("UNAUTHENTICATED_" + entry.Key.Fault.ToString().ToUpperInvariant(), entry.Value))],
    };

    private void Return(ConcurrentDictionary<(string Origin, TokenFault Fault), long> counted)
    {
        foreach (var entry in counted)
        {
            _counts.AddOrUpdate(entry.Key, entry.Value, (_, count) => count + entry.Value);
        }
    }
}
