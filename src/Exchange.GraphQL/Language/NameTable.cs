using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Exchange.GraphQL.Language;

/// <summary>
/// Finds the string of a name by its bytes: one string per distinct name, none for a name met before. Open addressing; a name whose place
/// is crowded, or that is very long, is not kept, so that names chosen to collide cost memory that the document's length bounds, and never time.
/// </summary>
internal sealed class NameTable
{
    private const int InitialSize = 32;
    private const int LongestProbe = 16;
    private const int LongestKept = 128;
    private const ulong Golden = 0x9E37_79B9_7F4A_7C15;

    private Entry[] _entries = [];
    private int _count;

    /// <summary>How many names are kept.</summary>
    public int Count => _count;

    /// <summary>The string for a name, which is ASCII by grammar and not empty.</summary>
    public string Get(ReadOnlySpan<byte> ascii) => Find(ascii) ?? Add(Encoding.ASCII.GetString(ascii), ascii);

    /// <summary>Keeps a name unless it is known; gives the string that stands for it.</summary>
    public string Add(string name)
    {
        var ascii = Encoding.ASCII.GetBytes(name);
        return Find(ascii) ?? Add(name, ascii);
    }

    /// <summary>The string for a name, or null when it is not kept.</summary>
    public string? Find(ReadOnlySpan<byte> ascii)
    {
        var entries = _entries;
        if (entries.Length == 0)
        {
            return null;
        }

        var head = Head(ascii);
        var place = Place(head, ascii, entries.Length);
        for (var probe = 0; probe < LongestProbe; probe++)
        {
            ref readonly var entry = ref entries[(place + probe) & (entries.Length - 1)];
            if (entry.Name is null)
            {
                return null;
            }

            if (entry.Head == head && entry.Name.Length == ascii.Length
                && (ascii.Length <= sizeof(ulong) || Ascii.Equals(ascii[sizeof(ulong)..], entry.Name.AsSpan(sizeof(ulong)))))
            {
                return entry.Name;
            }
        }

        return null;
    }

    private string Add(string name, ReadOnlySpan<byte> ascii)
    {
        if (ascii.Length > LongestKept)
        {
            return name;
        }

        if (2 * (_count + 1) > _entries.Length)
        {
            Grow();
        }

        if (TryPlace(_entries, new Entry(Head(ascii), name), ascii))
        {
            _count++;
        }

        return name;
    }

    private void Grow()
    {
        var entries = new Entry[Math.Max(InitialSize, 2 * _entries.Length)];
        _count = 0;
        foreach (var entry in _entries)
        {
            if (entry.Name is not null && TryPlace(entries, entry, Encoding.ASCII.GetBytes(entry.Name)))
            {
                _count++;
            }
        }

        _entries = entries;
    }

    private static bool TryPlace(Entry[] entries, Entry added, ReadOnlySpan<byte> ascii)
    {
        var place = Place(added.Head, ascii, entries.Length);
        for (var probe = 0; probe < LongestProbe; probe++)
        {
            ref var entry = ref entries[(place + probe) & (entries.Length - 1)];
            if (entry.Name is null)
            {
                entry = added;
                return true;
            }
        }

        return false;
    }

    private static int Place(ulong head, ReadOnlySpan<byte> ascii, int size)
    {
        var tail = ascii.Length <= sizeof(ulong) ? 0 : BinaryPrimitives.ReadUInt64LittleEndian(ascii[^sizeof(ulong)..]);
        var mixed = (head ^ BitOperations.RotateLeft(tail, 29) ^ (uint)ascii.Length) * Golden;
        return (int)(mixed >> 32) & (size - 1);
    }

    /// <summary>INVARIANT: names of one length of at most eight bytes are equal exactly when this is.</summary>
    private static ulong Head(ReadOnlySpan<byte> ascii) => ascii.Length switch
    {
        >= sizeof(ulong) => BinaryPrimitives.ReadUInt64LittleEndian(ascii),
        >= sizeof(uint) => BinaryPrimitives.ReadUInt32LittleEndian(ascii)
            | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(ascii[^sizeof(uint)..]) << 32),
        _ => ascii[0] | ((ulong)ascii[ascii.Length / 2] << 8) | ((ulong)ascii[^1] << 16),
    };

    private readonly record struct Entry(ulong Head, string? Name);
}
