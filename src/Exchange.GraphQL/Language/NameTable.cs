using System.Text;

namespace Exchange.GraphQL.Language;

/// <summary>Gives one string per distinct name of a document, so that a name repeated ten thousand times costs one allocation.</summary>
internal sealed class NameTable
{
    private const int LongestKept = 128;

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public NameTable() => _lookup = _names.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The string for a name, which is ASCII by grammar.</summary>
    public string Get(ReadOnlySpan<byte> ascii)
    {
        if (ascii.Length > LongestKept)
        {
            return Encoding.ASCII.GetString(ascii);
        }

        Span<char> buffer = stackalloc char[LongestKept];
        var name = buffer[..Encoding.ASCII.GetChars(ascii, buffer)];
        if (!_lookup.TryGetValue(name, out var known))
        {
            known = name.ToString();
            _names.Add(known);
        }

        return known;
    }
}
