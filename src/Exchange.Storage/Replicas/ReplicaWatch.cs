namespace Exchange.Storage.Replicas;

/// <summary>
/// What one hub has seen of the others' beats, by its own monotonic clock. A replica whose beat did not grow for longer than a lease lasts
/// has none. Thread-safe.
/// </summary>
internal sealed class ReplicaWatch(TimeProvider time, TimeSpan deadAfter)
{
    private readonly Lock _lock = new();
    private Dictionary<string, Seen> _seen = new(StringComparer.Ordinal);
    private long _begun = long.MinValue;

    /// <summary>The moment before the read that is known.</summary>
    public long Begun => Interlocked.Read(ref _begun);

    /// <summary>Takes what was read; one after the other.</summary>
    /// <param name="beats">All replicas.</param>
    /// <param name="begun">The moment before the read.</param>
    /// <param name="ended">The moment after it.</param>
    public void Take(IReadOnlyList<ReplicaBeat> beats, long begun, long ended)
    {
        lock (_lock)
        {
            var seen = new Dictionary<string, Seen>(StringComparer.Ordinal);
            foreach (var beat in beats)
            {
                var isStill = _seen.TryGetValue(beat.Replica, out var earlier) && earlier.Beat.Beat == beat.Beat;
                seen[beat.Replica] = new Seen(beat, isStill ? earlier.Since : ended);
            }

            _seen = seen;
            Interlocked.Exchange(ref _begun, begun);
        }
    }

    /// <summary>Whether, by what was read last, every replica has applied <paramref name="position"/> or has lost its lease.</summary>
    public bool IsSettled(long position)
    {
        lock (_lock)
        {
            return _seen.Values.All(seen => seen.Beat.Confirmed >= position || IsDead(seen, deadAfter));
        }
    }

    /// <summary>The replicas that have not beaten for so long.</summary>
    public IReadOnlyList<ReplicaBeat> Dead(TimeSpan forLongerThan)
    {
        lock (_lock)
        {
            return [.. _seen.Values.Where(seen => IsDead(seen, forLongerThan)).Select(seen => seen.Beat)];
        }
    }

    // INVARIANT: from the end of the read that first saw the beat to the beginning of the one that saw it last: never longer than it was.
    private bool IsDead(Seen seen, TimeSpan after) => time.GetElapsedTime(seen.Since, _begun) >= after;

    private readonly record struct Seen(ReplicaBeat Beat, long Since);
}
