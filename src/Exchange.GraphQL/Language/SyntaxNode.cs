namespace Exchange.GraphQL.Language;

/// <summary>
/// A place in a document: 1-based line and column (in UTF-16 code units, as editors and graphql-js count) and the UTF-8 byte range.
/// </summary>
public readonly record struct SourceLocation(int Line, int Column, int Start, int End);

/// <summary>A node of a parsed document. Immutable; safe to share between threads.</summary>
public abstract class SyntaxNode
{
    /// <summary>Where the node stands; the default value for nodes that were built, not parsed.</summary>
    public SourceLocation Location { get; init; }
}

/// <summary>A parsed document (GraphQL September 2025, section 2.2 and 3.1): executable or type system definitions in order.</summary>
public sealed class Document(IReadOnlyList<Definition> definitions) : SyntaxNode
{
    /// <summary>The definitions in source order.</summary>
    public IReadOnlyList<Definition> Definitions { get; } = definitions;
}

/// <summary>A top-level definition of a document.</summary>
public abstract class Definition : SyntaxNode
{
    /// <summary>The description, or null when there is none.</summary>
    public string? Description { get; init; }

    /// <summary>Whether the description was written as a block string.</summary>
    public bool HasBlockDescription { get; init; }

    /// <summary>The directives, in order (GraphQL September 2025, section 2.12).</summary>
    public IReadOnlyList<DirectiveNode> Directives { get; init; } = [];
}

/// <summary>One directive application: <c>@name(arguments)</c>.</summary>
public sealed class DirectiveNode(string name, IReadOnlyList<ArgumentNode> arguments) : SyntaxNode
{
    /// <summary>The name without <c>@</c>.</summary>
    public string Name { get; } = name;

    /// <summary>The arguments in source order.</summary>
    public IReadOnlyList<ArgumentNode> Arguments { get; } = arguments;
}

/// <summary>One argument: <c>name: value</c>; also a field of an input object literal.</summary>
public sealed class ArgumentNode(string name, ValueNode value) : SyntaxNode
{
    /// <summary>The argument's or input field's name.</summary>
    public string Name { get; } = name;

    /// <summary>The literal or variable.</summary>
    public ValueNode Value { get; } = value;
}
