namespace Exchange.Consent.Indexing;

/// <summary>
/// The consents of the persons of one segment. Immutable: a change makes another one, so that a reader who holds it sees no half of a change.
/// </summary>
/// <remarks>
/// Three arrays without a gap: persons in order, their cells in the order of persons, and to each cell 32 bits of its consent's id. The
/// remainders are spread evenly, so a person is found near where it must be.
/// </remarks>
internal sealed class IndexSegment(PersonEntry[] people, ConsentCell[] cells, uint[] marks)
{
    public static IndexSegment Empty { get; } = new([], [], []);

    public ReadOnlySpan<PersonEntry> People => people;

    public ReadOnlySpan<uint> Marks => marks;

    public ReadOnlySpan<ConsentCell> Cells => cells;

    /// <summary>Whether it is one that could be asked: persons in order, cells that are there, sets of kinds below that number.</summary>
    public bool IsSound(int sets)
    {
        var (sound, last, counted) = (marks.Length == cells.Length, -1L, 0);
        foreach (var person in people)
        {
            sound &= (long)person.Remainder > last && person.Start + person.Count <= cells.Length;
            (last, counted) = ((long)person.Remainder, counted + person.Count);
        }

        foreach (var cell in cells)
        {
            sound &= cell.Kinds < sets;
        }

        return sound && counted == cells.Length;
    }

    /// <summary>The person's entry; default (no cells, nothing exact) where there is none.</summary>
    public PersonEntry Find(ulong remainder) => Find(remainder, Near(remainder));

    /// <summary>Where the person must be, or close by; -1 in a segment of nobody.</summary>
    public int Near(ulong remainder) =>
        people.Length == 0 ? -1 : (int)((remainder * (ulong)people.Length) >> PersonHash.RemainderBits);

    /// <summary>The entry at a place.</summary>
    public PersonEntry At(int place) => place < 0 ? default : people[place];

    /// <summary>The same, from where <see cref="Near"/> said.</summary>
    public PersonEntry Find(ulong remainder, int near)
    {
        var known = people;
        if ((uint)near >= (uint)known.Length)
        {
            return default;
        }

        var place = near;
        while (known[place].Remainder > remainder && place > 0)
        {
            place--;
        }

        while (known[place].Remainder < remainder && place + 1 < known.Length)
        {
            place++;
        }

        return known[place].Remainder == remainder ? known[place] : default;
    }

    /// <summary>The first of the person's cells; default where there is none.</summary>
    public ConsentCell FirstOf(PersonEntry person) => person.Count == 0 ? default : cells[person.Start];

    public ReadOnlySpan<ConsentCell> CellsOf(PersonEntry person) => cells.AsSpan(person.Start, person.Count);

    public ReadOnlySpan<uint> MarksOf(PersonEntry person) => marks.AsSpan(person.Start, person.Count);
}
