namespace Exchange.GraphQL.Language;

/// <summary>
/// Reads GraphQL documents, executable and type system alike (September 2025, section 2 and appendix B). Stateless; safe to use from
/// several threads.
/// </summary>
public static class GraphQLParser
{
    /// <summary>
    /// Parses UTF-8 text. Throws <see cref="GraphQLException"/> with one located error: <c>GRAPHQL_PARSE_FAILED</c>, or
    /// <c>LIMIT_EXCEEDED</c> with the limit named. <paramref name="limits"/> default to <see cref="ParserLimits.Default"/>;
    /// <paramref name="knownNames"/>, those of the schema that the document is for, spare it strings of its own.
    /// </summary>
    public static Document Parse(ReadOnlySpan<byte> utf8, ParserLimits? limits = null, KnownNames? knownNames = null)
    {
        limits ??= ParserLimits.Default;
        SourceText.RequireLength(utf8.Length, limits);
        SourceText.RequireValidUtf8(utf8);
        return new DocumentParser(utf8, limits, knownNames).ParseDocument();
    }

    /// <summary>
    /// Parses text; see <see cref="Parse(ReadOnlySpan{byte}, ParserLimits?, KnownNames?)"/>. Byte positions are those of its UTF-8 form.
    /// </summary>
    public static Document Parse(string text, ParserLimits? limits = null)
    {
        limits ??= ParserLimits.Default;
        // WHY: every UTF-16 unit becomes at least one byte, so an oversized text is refused before it is transcoded.
        SourceText.RequireLength(text.Length, limits);
        var utf8 = SourceText.ToUtf8(text);
        SourceText.RequireLength(utf8.Length, limits);
        return new DocumentParser(utf8, limits, null).ParseDocument();
    }
}
