using System.Buffers;

namespace Exchange.Consent.Indexing;

/// <summary>A change to one person of a segment.</summary>
/// <param name="Remainder">The person.</param>
/// <param name="Cell">The consent; where <paramref name="IsExact"/>, its term alone.</param>
/// <param name="Mark">32 bits of the consent's id.</param>
/// <param name="IsExact">Whether the consent is kept exactly from now on, so that its cell goes and the person is marked.</param>
internal readonly record struct SegmentChange(ulong Remainder, ConsentCell Cell, uint Mark, bool IsExact);

/// <summary>What became of a change.</summary>
internal enum ChangeOutcome : byte
{
    /// <summary>The consent was not known.</summary>
    Added,

    /// <summary>An older version of it was.</summary>
    Replaced,

    /// <summary>It was known in this version or a newer one.</summary>
    Ignored,

    /// <summary>A newer version of it was known that permitted something; this one permits nothing, and closes.</summary>
    WentBack,

    /// <summary>The person or the segment holds no more cells.</summary>
    NoRoom,
}

/// <summary>Makes the segment that follows on another. Pure.</summary>
internal static class SegmentRewriting
{
    /// <summary>Applies changes that are sorted by person, and tells what became of each.</summary>
    public static IndexSegment Apply(IndexSegment known, ReadOnlySpan<SegmentChange> changes, Span<ChangeOutcome> outcomes)
    {
        var people = ArrayPool<PersonEntry>.Shared.Rent(known.People.Length + changes.Length);
        var cells = ArrayPool<ConsentCell>.Shared.Rent(known.Cells.Length + changes.Length);
        var marks = ArrayPool<uint>.Shared.Rent(known.Cells.Length + changes.Length);
        var draft = new Draft(people, cells, marks);
        var (person, change) = (0, 0);
        while (person < known.People.Length || change < changes.Length)
        {
            var isKnown = change == changes.Length
                || (person < known.People.Length && known.People[person].Remainder <= changes[change].Remainder);
            var remainder = isKnown ? known.People[person].Remainder : changes[change].Remainder;
            draft.Begin(remainder);
            if (isKnown)
            {
                draft.Copy(known, known.People[person++]);
            }

            for (; change < changes.Length && changes[change].Remainder == remainder; change++)
            {
                outcomes[change] = draft.Place(changes[change]);
            }

            draft.End();
        }

        var next = draft.ToSegment();
        ArrayPool<PersonEntry>.Shared.Return(people);
        ArrayPool<ConsentCell>.Shared.Return(cells);
        ArrayPool<uint>.Shared.Return(marks);
        return next;
    }

    private ref struct Draft(PersonEntry[] people, ConsentCell[] cells, uint[] marks)
    {
        private int _people;
        private int _cells;
        private int _start;
        private ulong _remainder;
        private bool _isExact;

        public void Begin(ulong remainder) => (_remainder, _start, _isExact) = (remainder, _cells, false);

        public void Copy(IndexSegment known, PersonEntry person)
        {
            known.CellsOf(person).CopyTo(cells.AsSpan(_cells));
            known.MarksOf(person).CopyTo(marks.AsSpan(_cells));
            _cells += person.Count;
            _isExact = person.HasExact;
        }

        public ChangeOutcome Place(in SegmentChange change)
        {
            var place = Find(change);
            if (change.IsExact)
            {
                _isExact = true;
                if (place >= 0)
                {
                    Drop(place);
                }

                return place >= 0 ? ChangeOutcome.Replaced : ChangeOutcome.Added;
            }

            if (place >= 0)
            {
                var known = cells[place];
                var isNewer = change.Cell.Version > known.Version;
                if (!isNewer && (known.IsShut || !change.Cell.IsShut))
                {
                    return ChangeOutcome.Ignored;
                }

                cells[place] = change.Cell;
                return isNewer ? ChangeOutcome.Replaced : ChangeOutcome.WentBack;
            }

            if (_cells - _start == PersonEntry.MostCells || _cells == PersonEntry.MostCellsOfSegment)
            {
                return ChangeOutcome.NoRoom;
            }

            (cells[_cells], marks[_cells]) = (change.Cell, change.Mark);
            _cells++;
            return ChangeOutcome.Added;
        }

        public void End()
        {
            if (_cells > _start || _isExact)
            {
                // WHY: a person without cells begins nowhere; the segment may be full.
                people[_people++] = new PersonEntry(_remainder, _cells > _start ? _start : 0, _cells - _start, _isExact);
            }
        }

        public readonly IndexSegment ToSegment() => new(people[.._people], cells[.._cells], marks[.._cells]);

        private readonly int Find(in SegmentChange change)
        {
            for (var place = _start; place < _cells; place++)
            {
                if (marks[place] == change.Mark && cells[place].HasTermOf(change.Cell))
                {
                    return place;
                }
            }

            return -1;
        }

        private void Drop(int place)
        {
            _cells--;
            (cells[place], marks[place]) = (cells[_cells], marks[_cells]);
        }
    }
}
