using Exchange.GraphQL.Language.Printing;

namespace Exchange.GraphQL.Language;

/// <summary>How <see cref="DocumentPrinter"/> lays text out.</summary>
public enum PrintLayout : byte
{
    /// <summary>For people: the layout of graphql-js.</summary>
    Indented,

    /// <summary>For requests to sources: one line, white space only between words, numbers and strings.</summary>
    Compact,
}

/// <summary>
/// Prints parsed or built nodes as GraphQL text that parses back to the same nodes. Stateless; safe to use from several threads.
/// </summary>
public static class DocumentPrinter
{
    /// <summary>Prints a node: a document, a definition, a selection, a value or a type.</summary>
    public static string Print(SyntaxNode node, PrintLayout layout = PrintLayout.Indented)
    {
        var writer = new SyntaxWriter(isCompact: layout == PrintLayout.Compact);
        new SyntaxPrinter(writer, withLiterals: true).Print(node);
        return writer.ToString();
    }

    /// <summary>
    /// Prints a document without what its author filled in, compactly, for hashing: every literal is replaced by a placeholder of its
    /// kind (<c>0</c>, <c>0.0</c>, <c>""</c>, <c>true</c>, <c>ENUM</c>, <c>[]</c>, <c>{}</c>), descriptions are left out. Names, variables
    /// and <c>null</c> stay.
    /// </summary>
    public static string PrintWithoutLiterals(Document document)
    {
        var writer = new SyntaxWriter(isCompact: true);
        new SyntaxPrinter(writer, withLiterals: false).Print(document);
        return writer.ToString();
    }
}
