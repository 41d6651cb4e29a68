namespace Exchange.Consent.Replicas;

/// <summary>
/// A hub's right to answer gated cells: it lasts <see cref="Term"/> from the moment before a beat after which the whole change feed was
/// applied, by this machine's monotonic clock and nothing else. Reads take no lock and allocate nothing. Thread-safe.
/// </summary>
public sealed class ReplicaLease
{
    /// <summary>How long a lease lasts without being renewed.</summary>
    public static readonly TimeSpan Term = TimeSpan.FromMilliseconds(500);

    private readonly TimeProvider _time;
    private readonly long _term;
    private long _until = long.MinValue;
    private long _edition;

    /// <summary>A lease that is not held yet.</summary>
    public ReplicaLease(TimeProvider time)
        : this(time, (long)(Term.TotalSeconds * time.TimestampFrequency))
    {
    }

    private ReplicaLease(TimeProvider time, long term)
    {
        _time = time;
        _term = term;
    }

    /// <summary>Whether gated cells may be answered now.</summary>
    public bool IsHeld => _time.GetTimestamp() < Interlocked.Read(ref _until);

    /// <summary>The lease as it is now, for <see cref="Covers"/>.</summary>
    public LeaseView Look()
    {
        // INVARIANT: the edition first. A renewal that comes between the two is then missing from it, and Covers finds that out.
        var edition = Interlocked.Read(ref _edition);
        return new LeaseView(IsHeld, edition);
    }

    /// <summary>
    /// Whether what was gathered since <paramref name="begun"/> may leave: the lease is held now, or it was never held in between, so that
    /// every gate that asks for it was closed.
    /// </summary>
    public bool Covers(LeaseView begun) => IsHeld || (!begun.IsHeld && begun.Edition == Interlocked.Read(ref _edition));

    /// <summary>The lease of a hub that has its store to itself: it is held and never ends of itself.</summary>
    public static ReplicaLease Unlimited(TimeProvider time) => new(time, long.MaxValue / 2) { _until = long.MaxValue };

    /// <summary>The moment to renew from; taken before the beat.</summary>
    public long Begin() => _time.GetTimestamp();

    /// <summary>Renews the lease from <paramref name="begun"/>; one renewer at a time.</summary>
    public void Renew(long begun)
    {
        // INVARIANT: another edition before it is held and another after, so that nobody who looked while it was not yet held can take the
        // gates that opened since for closed ones.
        Interlocked.Increment(ref _edition);
        Interlocked.Exchange(ref _until, Math.Max(Interlocked.Read(ref _until), begun + _term));
        Interlocked.Increment(ref _edition);
    }

    /// <summary>Gives the lease up at once.</summary>
    public void Drop() => Interlocked.Exchange(ref _until, long.MinValue);
}

/// <summary>What a lease was at one moment.</summary>
/// <param name="IsHeld">Whether it was held.</param>
/// <param name="Edition">Grows with every renewal.</param>
public readonly record struct LeaseView(bool IsHeld, long Edition);
