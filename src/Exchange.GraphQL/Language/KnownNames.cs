namespace Exchange.GraphQL.Language;

/// <summary>
/// Names that documents are expected to use, those of a schema. A parser that is given them takes these very strings instead of making
/// new ones. Immutable; safe to share between threads.
/// </summary>
public sealed class KnownNames
{
    private readonly NameTable _names = new();

    /// <summary>Holds <paramref name="names"/>, which are names by grammar: ASCII, not empty.</summary>
    internal KnownNames(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            _names.Add(name);
        }
    }

    /// <summary>The string for those bytes, or null when it is not among the names.</summary>
    internal string? Find(ReadOnlySpan<byte> ascii) => _names.Find(ascii);
}
