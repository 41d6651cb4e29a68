using Exchange.Policy.Standard;

namespace Exchange.Pipeline.Callers;

/// <summary>Which of the hub's two languages a reader is answered in.</summary>
public static class ReaderLanguage
{
    /// <summary>The one that is wanted most (RFC 9110, section 12.5.4); English where neither is named.</summary>
    /// <param name="wanted">Language tags with their quality from 0, not at all, to 1; of the same quality, the earlier one is preferred.</param>
    public static string Of(IEnumerable<(string Tag, double Quality)> wanted) => wanted
        .Where(language => language.Quality > 0)
        .OrderByDescending(language => language.Quality)
        .Select(language => language.Tag.Split('-')[0].ToLowerInvariant())
        .FirstOrDefault(code => code is Title.Chinese or Title.English) ?? Title.English;
}
