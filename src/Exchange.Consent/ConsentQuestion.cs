using System.Runtime.CompilerServices;
using Exchange.Consent.Indexing;
using Exchange.Policy.People;

namespace Exchange.Consent;

/// <summary>
/// May this department have this scope for this purpose? Asked of the index for one person or many, without a lock or an allocation.
/// Thread-safe; as new as the index at every call.
/// </summary>
public sealed class ConsentQuestion
{
    private const int Together = 16;

    private readonly ConsentIndex _index;
    private readonly ConsentKind _kind;
    private int _number = KindTable.Unknown;

    internal ConsentQuestion(ConsentIndex index, ConsentKind kind) => (_index, _kind) = (index, kind);

    /// <summary>Whether an active consent of the person permits it and none denies it.</summary>
    /// <param name="subject">The person that the record is about.</param>
    /// <param name="now">The request's time.</param>
    public bool Allows(PersonKey subject, DateTimeOffset now) => IsKnown(out var kind) && _index.Allows(subject, kind, now.UtcTicks);

    /// <summary>The same for many persons.</summary>
    /// <param name="subjects">The persons.</param>
    /// <param name="now">The request's time.</param>
    /// <param name="allowed">At least as long; the answer for each.</param>
    public void Allows(ReadOnlySpan<PersonKey> subjects, DateTimeOffset now, Span<bool> allowed)
    {
        var answers = allowed[..subjects.Length];
        answers.Clear();
        if (!IsKnown(out var kind))
        {
            return;
        }

        for (var first = 0; first < subjects.Length; first += Together)
        {
            var count = Math.Min(Together, subjects.Length - first);
            AllowsTogether(subjects.Slice(first, count), kind, now.UtcTicks, answers.Slice(first, count));
        }
    }

    // WHY step by step for all of them: memory answers several waits at once, so that a group costs little more than one person.
    private void AllowsTogether(ReadOnlySpan<PersonKey> subjects, int kind, long utcTicks, Span<bool> allowed)
    {
        var segments = default(Segments);
        Span<ulong> mixed = stackalloc ulong[Together];
        Span<int> near = stackalloc int[Together];
        Span<PersonEntry> people = stackalloc PersonEntry[Together];
        Span<ConsentCell> first = stackalloc ConsentCell[Together];
        for (var i = 0; i < subjects.Length; i++)
        {
            segments[i] = PersonHash.TryMix(subjects[i], out mixed[i]) ? _index.Segment(mixed[i]) : null;
        }

        for (var i = 0; i < subjects.Length; i++)
        {
            near[i] = segments[i]?.Near(PersonHash.RemainderOf(mixed[i])) ?? -1;
        }

        for (var i = 0; i < subjects.Length; i++)
        {
            people[i] = segments[i]?.At(near[i]) ?? default;
        }

        for (var i = 0; i < subjects.Length; i++)
        {
            var remainder = PersonHash.RemainderOf(mixed[i]);
            people[i] = people[i].Remainder == remainder ? people[i] : segments[i]?.Find(remainder, near[i]) ?? default;
        }

        for (var i = 0; i < subjects.Length; i++)
        {
            first[i] = segments[i]?.FirstOf(people[i]) ?? default;
        }

        var minute = ConsentCell.MinuteOf(utcTicks);
        for (var i = 0; i < subjects.Length; i++)
        {
            allowed[i] = segments[i] is not { } segment ? _index.AllowsExactly(subjects[i], kind, utcTicks, permitted: false)
                : people[i].HasExact || !_index.Permits(first[i], kind, minute) ? _index.Judge(segment, people[i], subjects[i], kind, utcTicks, minute)
                : true;
        }
    }

    private bool IsKnown(out int kind)
    {
        // WHY again and again while it is unknown: a consent of a kind that nobody had given before counts at once, too.
        kind = _number;
        if (kind == KindTable.Unknown)
        {
            _number = kind = _index.Find(_kind);
        }

        return kind != KindTable.Unknown;
    }

    [InlineArray(Together)]
    private struct Segments
    {
        private IndexSegment? _first;
    }
}
