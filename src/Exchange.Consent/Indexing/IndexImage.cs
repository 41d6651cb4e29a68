using System.Runtime.InteropServices;
using System.Text;
using Exchange.Policy;
using Exchange.Policy.People;

namespace Exchange.Consent.Indexing;

/// <summary>
/// All that an index holds at one instant, and its form as bytes: the kinds, the sets of them, the segments as they lie in memory, what is kept
/// exactly. Whoever keeps the bytes proves that they are the ones that were written; here it is only seen to that no question can fail on them.
/// </summary>
/// <param name="Kinds">The kinds and their sets; may grow meanwhile, since whatever a segment names was there before it.</param>
/// <param name="Segments">The segments, by number; null where nobody is in one.</param>
/// <param name="Exact">What is kept beside them.</param>
internal sealed record IndexImage(KindTable Kinds, IndexSegment?[] Segments, KeyValuePair<PersonKey, ExactConsent[]>[] Exact)
{
    // INVARIANT: another number with every change of what a cell, a person's entry, a mixed number or a mark means. Read by a machine of the
    // other byte order it is none of them.
    private const ulong Form = 0x0002_4558_4349_4458;
    private const int MostKinds = 1 << 20;

    // WHY more than cells: a person all of whose consents are kept exactly has none.
    private const int MostPeopleOfSegment = 1 << 20;

    public void Write(Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(MemoryMarshal.AsBytes([Form]));
        // INVARIANT: sets before kinds, so that there is no set of a kind that is not there.
        var sets = Kinds.Sets;
        var kinds = Kinds.Kinds;
        writer.Write(kinds.Length);
        foreach (var kind in kinds)
        {
            writer.Write(kind.Recipient.Value);
            writer.Write(kind.Purpose);
            writer.Write(kind.Scope);
        }

        writer.Write(sets.Length);
        foreach (var set in sets)
        {
            Write(writer, set);
        }

        foreach (var segment in Segments)
        {
            Write(writer, segment ?? IndexSegment.Empty);
        }

        writer.Write(Exact.Length);
        foreach (var (person, consents) in Exact)
        {
            Write(writer, person, consents);
        }
    }

    public static IndexImage Read(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        if (ReadArray<ulong>(reader, 1)[0] != Form)
        {
            throw new InvalidDataException("This is not an index in the form of this release and machine.");
        }

        try
        {
            return ReadParts(reader);
        }
        catch (Exception cause) when (cause is ArgumentException or FormatException)
        {
            throw Unsound(cause);
        }
    }

    private static IndexImage ReadParts(BinaryReader reader)
    {
        var kinds = new ConsentKind[Length(reader, MostKinds)];
        for (var number = 0; number < kinds.Length; number++)
        {
            kinds[number] = new ConsentKind(new DepartmentId(reader.ReadString()), reader.ReadString(), reader.ReadString());
        }

        var sets = new KindSet[Length(reader, ConsentCell.MostSets)];
        for (var number = 0; number < sets.Length; number++)
        {
            sets[number] = ReadSet(reader);
        }

        var segments = new IndexSegment?[PersonHash.Segments];
        for (var number = 0; number < segments.Length; number++)
        {
            segments[number] = ReadSegment(reader, sets.Length);
        }

        var exact = new List<KeyValuePair<PersonKey, ExactConsent[]>>();
        for (var left = Length(reader, int.MaxValue); left > 0; left--)
        {
            exact.Add(ReadExact(reader));
        }

        return new IndexImage(new KindTable(kinds, sets), segments, [.. exact]);
    }

    private static void Write(BinaryWriter writer, KindSet set)
    {
        writer.Write(set.Words.Length);
        writer.Write(MemoryMarshal.AsBytes(set.Words));
    }

    private static void Write(BinaryWriter writer, IndexSegment segment)
    {
        writer.Write(segment.People.Length);
        writer.Write(segment.Cells.Length);
        writer.Write(MemoryMarshal.AsBytes(segment.People));
        writer.Write(MemoryMarshal.AsBytes(segment.Cells));
        writer.Write(MemoryMarshal.AsBytes(segment.Marks));
    }

    private static void Write(BinaryWriter writer, PersonKey person, ExactConsent[] consents)
    {
        Span<byte> key = stackalloc byte[PersonKey.Length];
        person.WriteTo(key);
        writer.Write(key);
        writer.Write(consents.Length);
        foreach (var consent in consents)
        {
            writer.Write(consent.Id.ToByteArray());
            writer.Write(consent.Version);
            writer.Write(consent.From);
            writer.Write(consent.Until);
            Write(writer, consent.Permitted);
            Write(writer, consent.Denied);
        }
    }

    private static KindSet ReadSet(BinaryReader reader) => KindSet.OfWords(ReadArray<ulong>(reader, Length(reader, MostKinds)));

    private static IndexSegment? ReadSegment(BinaryReader reader, int sets)
    {
        var (people, cells) = (Length(reader, MostPeopleOfSegment), Length(reader, PersonEntry.MostCellsOfSegment));
        if (people == 0 && cells == 0)
        {
            return null;
        }

        var segment = new IndexSegment(
            ReadArray<PersonEntry>(reader, people), ReadArray<ConsentCell>(reader, cells), ReadArray<uint>(reader, cells));
        return segment.IsSound(sets) ? segment : throw Unsound();
    }

    private static KeyValuePair<PersonKey, ExactConsent[]> ReadExact(BinaryReader reader)
    {
        if (!PersonKey.TryRead(ReadArray<byte>(reader, PersonKey.Length), out var person))
        {
            throw Unsound();
        }

        var consents = new List<ExactConsent>();
        for (var left = Length(reader, int.MaxValue); left > 0; left--)
        {
            consents.Add(new ExactConsent(
                new Guid(ReadArray<byte>(reader, 16)), reader.ReadInt32(), reader.ReadInt64(), reader.ReadInt64(), ReadSet(reader), ReadSet(reader)));
        }

        return new(person, [.. consents]);
    }

    private static T[] ReadArray<T>(BinaryReader reader, int length)
        where T : unmanaged
    {
        var array = GC.AllocateUninitializedArray<T>(length);
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(array.AsSpan()));
        return array;
    }

    private static int Length(BinaryReader reader, int most) => reader.ReadInt32() is var length && length >= 0 && length <= most ? length : throw Unsound();

    private static InvalidDataException Unsound(Exception? cause = null) =>
        new("This is not an index: its parts do not fit together.", cause);
}
