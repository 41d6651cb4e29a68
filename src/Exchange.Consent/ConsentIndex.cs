using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Exchange.Consent.Indexing;
using Exchange.Consent.Lifecycle;
using Exchange.Policy;
using Exchange.Policy.People;

namespace Exchange.Consent;

/// <summary>
/// Every consent in memory, in the form in which a gate asks: may this department have this scope of this person for this purpose now?
/// Reads take no lock and allocate nothing; an <see cref="Apply(PersonKey, ConsentHistory)"/> is seen whole by the very next read. Thread-safe.
/// </summary>
/// <remarks>
/// A combination of recipient, purpose and scope is a <em>kind</em>; the set of kinds that a consent permits is a small number. A person is
/// eight bytes and a consent twelve, in segments of some hundred persons that are replaced whole; what does not fit in that is kept exactly
/// beside them.
/// </remarks>
public sealed class ConsentIndex
{
    private readonly KindTable _kinds;
    private readonly IndexSegment?[] _segments;
    private readonly ConcurrentDictionary<PersonKey, ExactConsent[]> _exact;
    private readonly Lock _writing = new();
    private long _version;

    /// <summary>Of nobody.</summary>
    public ConsentIndex()
        : this(new IndexImage(new KindTable(), new IndexSegment?[PersonHash.Segments], []))
    {
    }

    private ConsentIndex(IndexImage image) => (_kinds, _segments, _exact) = (image.Kinds, image.Segments, new(image.Exact));

    /// <summary>
    /// Grows with every change that can close something: a known consent in another state, a refusal. Who reads the same version before and after
    /// a time knows that nothing was closed to them in between by an <see cref="Apply(PersonKey, ConsentHistory)"/> that had returned. A mere
    /// giving leaves it as it is.
    /// </summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>Puts recipient, purpose and scope together once, for a gate that asks about many persons.</summary>
    /// <param name="recipient">The department that asks.</param>
    /// <param name="purpose">The request's purpose; consents to another purpose, wider or narrower, do not count.</param>
    /// <param name="scope">The consent scope of the rule.</param>
    public ConsentQuestion Ask(DepartmentId recipient, string purpose, string scope) => new(this, new ConsentKind(recipient, purpose, scope));

    /// <summary>
    /// Whether an active consent of the person permits it and none denies it. Unknown, suspended, withdrawn, expired or not yet begun is
    /// no.
    /// </summary>
    /// <param name="subject">The person that the record is about.</param>
    /// <param name="recipient">The department that asks.</param>
    /// <param name="purpose">The request's purpose; consents to another purpose, wider or narrower, do not count.</param>
    /// <param name="scope">The consent scope of the rule.</param>
    /// <param name="now">The request's time.</param>
    public bool Allows(PersonKey subject, DepartmentId recipient, string purpose, string scope, DateTimeOffset now) =>
        Find(new ConsentKind(recipient, purpose, scope)) is var kind && kind != KindTable.Unknown && Allows(subject, kind, now.UtcTicks);

    /// <summary>
    /// Takes a consent in the state it is in. A version older than the one known opens nothing, so that a late giving cannot undo a withdrawal; nothing
    /// follows a final state. What permits nothing closes whatever its number: a store that went back numbers from there again.
    /// </summary>
    /// <param name="subject">The person that the record is about.</param>
    /// <param name="consent">The consent.</param>
    /// <returns>What became of it; after <see cref="IndexChange.WentBack"/> the consent has to be read once more.</returns>
    public IndexChange Apply(PersonKey subject, ConsentHistory consent) => Apply(subject, StandingConsent.Of(consent));

    /// <summary>The same for a consent without its history.</summary>
    public IndexChange Apply(PersonKey subject, StandingConsent consent)
    {
        var entry = Entry(consent);
        lock (_writing)
        {
            return Place(subject, entry);
        }
    }

    /// <summary>The same for many consents, each once and in any order: each part of the index is rewritten once for all of them.</summary>
    public void Apply(IReadOnlyList<(PersonKey Subject, StandingConsent Consent)> consents)
    {
        ArgumentNullException.ThrowIfNull(consents);
        var (keys, places, changes) = (new ulong[consents.Count], new int[consents.Count], new SegmentChange[consents.Count]);
        var known = new KnownKinds(_kinds);
        var count = 0;
        for (var i = 0; i < consents.Count; i++)
        {
            var (subject, consent) = consents[i];
            var (permitted, denied, set) = known.Of(consent);
            var entry = Entry(consent, permitted, denied);
            if (PersonHash.TryMix(subject, out var mixed) && TryPack(entry, set, out var cell))
            {
                changes[i] = new SegmentChange(PersonHash.RemainderOf(mixed), cell, entry.Mark, IsExact: false);
                (keys[count], places[count]) = (mixed, i);
                count++;
            }
            else
            {
                Apply(subject, consent);
            }
        }

        Array.Sort(keys, places, 0, count);
        for (int first = 0, next; first < count; first = next)
        {
            var segment = PersonHash.SegmentOf(keys[first]);
            for (next = first + 1; next < count && PersonHash.SegmentOf(keys[next]) == segment;)
            {
                next++;
            }

            ApplyTo(segment, places.AsSpan(first, next - first), changes, consents);
        }
    }

    /// <summary>
    /// Writes what it holds at one instant, for <see cref="Read"/>. The numbers of persons are in it: for a stream alone that keeps them from
    /// everybody else.
    /// </summary>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void Write(Stream stream)
    {
        IndexImage image;
        lock (_writing)
        {
            // INVARIANT: both at once. A consent that went from a cell to beside it in between would stand twice, and its old cell could open.
            image = new IndexImage(_kinds, [.. _segments], [.. _exact]);
        }

        image.Write(stream);
    }

    /// <summary>The index that <see cref="Write"/> wrote. It answers as that one did, and takes changes as that one would have.</summary>
    /// <exception cref="InvalidDataException">It was written by another release, on another kind of machine, or is none.</exception>
    /// <exception cref="IOException">The stream ends, or cannot be read.</exception>
    public static ConsentIndex Read(Stream stream) => new(IndexImage.Read(stream));

    internal int Find(ConsentKind kind) => _kinds.Find(kind);

    internal bool Allows(PersonKey subject, int kind, long utcTicks)
    {
        if (!PersonHash.TryMix(subject, out var mixed))
        {
            return AllowsExactly(subject, kind, utcTicks, permitted: false);
        }

        var segment = Segment(mixed);
        return segment is not null
            && Judge(segment, segment.Find(PersonHash.RemainderOf(mixed)), subject, kind, utcTicks, ConsentCell.MinuteOf(utcTicks));
    }

    internal IndexSegment? Segment(ulong mixed) => Volatile.Read(ref _segments[PersonHash.SegmentOf(mixed)]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool Judge(IndexSegment segment, PersonEntry person, PersonKey subject, int kind, long utcTicks, long minute)
    {
        var permitted = false;
        foreach (var cell in segment.CellsOf(person))
        {
            if (Permits(cell, kind, minute))
            {
                permitted = true;
                break;
            }
        }

        return person.HasExact ? AllowsExactly(subject, kind, utcTicks, permitted) : permitted;
    }

    internal bool Permits(ConsentCell cell, int kind, long minute) =>
        cell.From <= minute && minute < cell.Until && _kinds.SetOf(cell.Kinds).Contains(kind);

    internal bool AllowsExactly(PersonKey subject, int kind, long utcTicks, bool permitted)
    {
        foreach (ref readonly var entry in _exact.GetValueOrDefault(subject, []).AsSpan())
        {
            if (utcTicks >= entry.From && utcTicks < entry.Until)
            {
                if (entry.Denied.Contains(kind))
                {
                    return false;
                }

                permitted |= entry.Permitted.Contains(kind);
            }
        }

        return permitted;
    }

    private ExactConsent Entry(StandingConsent consent)
    {
        var (permitted, denied) = _kinds.Of(consent.Reach, consent.State);
        return Entry(consent, permitted, denied);
    }

    private static ExactConsent Entry(in StandingConsent consent, KindSet permitted, KindSet denied) =>
        new(consent.Id.Value, consent.State.IsFinal() ? ConsentCell.Final : consent.Version, consent.From.UtcTicks, consent.Until.UtcTicks, permitted, denied);

    // WHY never a denial: a cell names its consent by 32 bits, and mistaking one denial for another could open.
    private static bool TryPack(in ExactConsent entry, int set, out ConsentCell cell)
    {
        cell = default;
        return entry.Denied.IsEmpty && ConsentCell.TryPack(entry.From, entry.Until, set, entry.Version, out cell);
    }

    private void ApplyTo(
        int segment, ReadOnlySpan<int> places, SegmentChange[] changes, IReadOnlyList<(PersonKey Subject, StandingConsent Consent)> consents)
    {
        lock (_writing)
        {
            var known = _segments[segment] ?? IndexSegment.Empty;
            var fitting = new List<SegmentChange>(places.Length);
            var fittingPlaces = new List<int>(places.Length);
            foreach (var place in places)
            {
                if (known.Find(changes[place].Remainder).HasExact)
                {
                    Place(consents[place].Subject, Entry(consents[place].Consent));
                }
                else
                {
                    fitting.Add(changes[place]);
                    fittingPlaces.Add(place);
                }
            }

            var outcomes = new ChangeOutcome[fitting.Count];
            Rewrite(segment, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(fitting), outcomes);
            for (var i = 0; i < outcomes.Length; i++)
            {
                if (outcomes[i] == ChangeOutcome.NoRoom)
                {
                    Place(consents[fittingPlaces[i]].Subject, Entry(consents[fittingPlaces[i]].Consent));
                }
            }
        }
    }

    // INVARIANT: only under the lock.
    private IndexChange Place(PersonKey subject, in ExactConsent entry)
    {
        var isCitizen = PersonHash.TryMix(subject, out var mixed);
        var exact = _exact.GetValueOrDefault(subject, []);
        var id = entry.Id;
        var place = Array.FindIndex(exact, other => other.Id == id);
        if (place >= 0)
        {
            var change = entry.Version > exact[place].Version ? IndexChange.Taken
                : entry.Permitted.IsEmpty && !exact[place].Permitted.IsEmpty ? IndexChange.WentBack
                : IndexChange.Known;
            if (change != IndexChange.Known)
            {
                // WHY the denials that are known: what went back must not open.
                var next = change == IndexChange.Taken ? entry : exact[place] with { Version = entry.Version, Permitted = default };

                // INVARIANT: arrays are never changed once readers can see them; one reference is swapped.
                _exact[subject] = [.. exact[..place], next, .. exact[(place + 1)..]];
                Closed();
            }

            return change;
        }

        return (isCitizen ? PlaceCell(mixed, entry) : null) ?? PlaceExactly(subject, isCitizen ? mixed : null, exact, entry);
    }

    private IndexChange? PlaceCell(ulong mixed, in ExactConsent entry)
    {
        if (!TryPack(entry, _kinds.NumberOf(entry.Permitted), out var cell))
        {
            return null;
        }

        Span<ChangeOutcome> outcome = stackalloc ChangeOutcome[1];
        Rewrite(PersonHash.SegmentOf(mixed), [new SegmentChange(PersonHash.RemainderOf(mixed), cell, entry.Mark, IsExact: false)], outcome);
        return outcome[0] switch
        {
            ChangeOutcome.NoRoom => null,
            ChangeOutcome.Ignored => IndexChange.Known,
            ChangeOutcome.WentBack => IndexChange.WentBack,
            _ => IndexChange.Taken,
        };
    }

    private IndexChange PlaceExactly(PersonKey subject, ulong? mixed, ExactConsent[] exact, in ExactConsent entry)
    {
        ConsentCell.TryPack(entry.From, entry.Until, kinds: 0, version: 1, out var term);
        if (mixed is { } citizen && VersionInCell(citizen, term, entry.Mark) >= entry.Version)
        {
            return IndexChange.Known;
        }

        // INVARIANT: beside the cells first, then the cell is taken away: a reader in between finds what was or what is, never neither.
        _exact[subject] = [.. exact, entry];
        if (mixed is { } hash)
        {
            Span<ChangeOutcome> outcome = stackalloc ChangeOutcome[1];
            Rewrite(PersonHash.SegmentOf(hash), [new SegmentChange(PersonHash.RemainderOf(hash), term, entry.Mark, IsExact: true)], outcome);
        }

        if (!entry.Denied.IsEmpty)
        {
            Closed();
        }

        return IndexChange.Taken;
    }

    private int VersionInCell(ulong mixed, ConsentCell term, uint mark)
    {
        var segment = Segment(mixed) ?? IndexSegment.Empty;
        var person = segment.Find(PersonHash.RemainderOf(mixed));
        var cells = segment.CellsOf(person);
        var marks = segment.MarksOf(person);
        for (var i = 0; i < cells.Length; i++)
        {
            if (marks[i] == mark && cells[i].HasTermOf(term))
            {
                return cells[i].Version;
            }
        }

        return 0;
    }

    private void Rewrite(int segment, ReadOnlySpan<SegmentChange> changes, Span<ChangeOutcome> outcomes)
    {
        var next = SegmentRewriting.Apply(_segments[segment] ?? IndexSegment.Empty, changes, outcomes);
        if (outcomes.ContainsAnyExcept(ChangeOutcome.Ignored, ChangeOutcome.NoRoom))
        {
            Volatile.Write(ref _segments[segment], next);
        }

        if (outcomes.ContainsAny(ChangeOutcome.Replaced, ChangeOutcome.WentBack))
        {
            Closed();
        }
    }

    // INVARIANT: after the swap. A reader who asked the old form then sees the version grow; the other way round it might not.
    private void Closed() => Interlocked.Increment(ref _version);
}
