using System.Collections.Concurrent;
using Exchange.Consent.Lifecycle;
using Exchange.Policy;
using Exchange.Policy.People;

namespace Exchange.Consent;

/// <summary>
/// Every consent in memory, in the form in which a gate asks: may this department have this scope of this person for this purpose now?
/// Reads take no lock and allocate nothing; an <see cref="Apply"/> is seen whole by the very next read. Thread-safe.
/// </summary>
/// <remarks>
/// A combination of recipient, purpose and scope is a <em>kind</em>, interned to a small integer; a consent is two sets of bits over kinds
/// (permitted, denied) with its dates beside them, and a person has a short immutable array of these.
/// </remarks>
public sealed class ConsentIndex
{
    private readonly ConcurrentDictionary<Kind, int> _kinds = new();
    private readonly ConcurrentDictionary<PersonKey, Entry[]> _people = new();
    private readonly Lock _writing = new();
    private long _version;

    /// <summary>
    /// Grows with every change that can close something: a known consent in another state, a refusal. Who reads the same version before and after
    /// a time knows that nothing was closed to them in between by an <see cref="Apply"/> that had returned. A mere giving leaves it as it is.
    /// </summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>
    /// Whether an active consent of the person permits it and none denies it. Unknown, suspended, withdrawn, expired or not yet begun is
    /// no.
    /// </summary>
    /// <param name="subject">The person that the record is about.</param>
    /// <param name="recipient">The department that asks.</param>
    /// <param name="purpose">The request's purpose; consents to another purpose, wider or narrower, do not count.</param>
    /// <param name="scope">The consent scope of the rule.</param>
    /// <param name="now">The request's time.</param>
    public bool Allows(PersonKey subject, DepartmentId recipient, string purpose, string scope, DateTimeOffset now)
    {
        if (!_people.TryGetValue(subject, out var entries) || !_kinds.TryGetValue(new Kind(recipient, purpose, scope), out var kind))
        {
            return false;
        }

        var permitted = false;
        foreach (ref readonly var entry in entries.AsSpan())
        {
            if (now.UtcTicks >= entry.From && now.UtcTicks < entry.Until)
            {
                if (Has(entry.Denied, kind))
                {
                    return false;
                }

                permitted |= Has(entry.Permitted, kind);
            }
        }

        return permitted;
    }

    /// <summary>
    /// Takes a consent in the state it is in. A version older than the one known is ignored, so that a late giving cannot undo a
    /// withdrawal.
    /// </summary>
    /// <param name="subject">The person that the record is about.</param>
    /// <param name="consent">The consent.</param>
    public void Apply(PersonKey subject, ConsentHistory consent)
    {
        var entry = Index(consent);
        lock (_writing)
        {
            var known = _people.GetValueOrDefault(subject, []);
            var place = Array.FindIndex(known, other => other.Id == entry.Id);
            if (place >= 0 && known[place].Version >= entry.Version)
            {
                return;
            }

            // INVARIANT: arrays are never changed once readers can see them; one reference is swapped.
            _people[subject] = place < 0 ? [.. known, entry] : [.. known[..place], entry, .. known[(place + 1)..]];
            if (place >= 0 || entry.Denied.Length > 0)
            {
                // INVARIANT: after the swap. A reader who asked the old array then sees the version grow; the other way round it might not.
                Interlocked.Increment(ref _version);
            }
        }
    }

    private static bool Has(ulong[] bits, int kind) => kind >> 6 < bits.Length && (bits[kind >> 6] & (1UL << (kind & 63))) != 0;

    private Entry Index(ConsentHistory consent)
    {
        var record = consent.Record;
        var permitted = new List<int>();
        var denied = new List<int>();
        var combinations =
            from recipient in record.Recipients
            from purpose in record.Purposes
            from scope in record.Scopes
            select new Kind(recipient.Department, purpose.Code, scope.Scope);
        foreach (var kind in combinations.Where(_ => !consent.State.IsFinal() && consent.State != ConsentState.Requested))
        {
            var effect = record.Decision.Decide(kind.Recipient, kind.Purpose, kind.Scope);
            if (effect == Records.ConsentEffect.Permit && consent.State == ConsentState.Active)
            {
                permitted.Add(Number(kind));
            }
            else if (effect == Records.ConsentEffect.Deny)
            {
                // WHY: a refusal on hold is still a refusal; putting something on hold never opens.
                denied.Add(Number(kind));
            }
        }

        return new Entry(record.Id.Value, consent.Version, record.ValidFrom.UtcTicks, consent.Ends.UtcTicks, Bits(permitted), Bits(denied));
    }

    private int Number(Kind kind)
    {
        lock (_writing)
        {
            return _kinds.GetOrAdd(kind, static (_, count) => count, _kinds.Count);
        }
    }

    private static ulong[] Bits(List<int> kinds)
    {
        if (kinds.Count == 0)
        {
            return [];
        }

        var bits = new ulong[(kinds.Max() >> 6) + 1];
        foreach (var kind in kinds)
        {
            bits[kind >> 6] |= 1UL << (kind & 63);
        }

        return bits;
    }

    private readonly record struct Kind(DepartmentId Recipient, string Purpose, string Scope);

    private readonly record struct Entry(Guid Id, int Version, long From, long Until, ulong[] Permitted, ulong[] Denied);
}
