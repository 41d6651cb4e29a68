namespace Exchange.GraphQL.Language;

/// <summary>The three kinds of operation (GraphQL September 2025, section 2.3).</summary>
public enum OperationKind : byte
{
    /// <summary>A read.</summary>
    Query,

    /// <summary>A write followed by a read.</summary>
    Mutation,

    /// <summary>A long-lived request.</summary>
    Subscription,
}

/// <summary>An operation (section 2.3).</summary>
public sealed class OperationDefinition(
    OperationKind kind, string? name, IReadOnlyList<VariableDefinition> variables, SelectionSet selectionSet) : Definition
{
    /// <summary>Query, mutation or subscription.</summary>
    public OperationKind Kind { get; } = kind;

    /// <summary>The name, or null for an anonymous operation.</summary>
    public string? Name { get; } = name;

    /// <summary>Where the name stands; the default value for an anonymous operation.</summary>
    public SourceLocation NameLocation { get; init; }

    /// <summary>The variables it declares.</summary>
    public IReadOnlyList<VariableDefinition> Variables { get; } = variables;

    /// <summary>What it selects from the root type.</summary>
    public SelectionSet SelectionSet { get; } = selectionSet;
}

/// <summary>A variable declaration (section 2.10): <c>$name: Type = default @directives</c>.</summary>
public sealed class VariableDefinition(string name, TypeNode type, ValueNode? defaultValue, IReadOnlyList<DirectiveNode> directives)
    : SyntaxNode
{
    /// <summary>The name without <c>$</c>.</summary>
    public string Name { get; } = name;

    /// <summary>Where the name stands, after the <c>$</c>.</summary>
    public SourceLocation NameLocation { get; init; }

    /// <summary>The description, or null.</summary>
    public string? Description { get; init; }

    /// <summary>Whether the description was written as a block string.</summary>
    public bool HasBlockDescription { get; init; }

    /// <summary>The declared type.</summary>
    public TypeNode Type { get; } = type;

    /// <summary>The default value, or null when there is none.</summary>
    public ValueNode? DefaultValue { get; } = defaultValue;

    /// <summary>The directives on the declaration.</summary>
    public IReadOnlyList<DirectiveNode> Directives { get; } = directives;
}

/// <summary>A fragment definition (section 2.8).</summary>
public sealed class FragmentDefinition(string name, string typeCondition, SelectionSet selectionSet) : Definition
{
    /// <summary>The fragment's name.</summary>
    public string Name { get; } = name;

    /// <summary>Where the name stands.</summary>
    public SourceLocation NameLocation { get; init; }

    /// <summary>The type it applies to.</summary>
    public string TypeCondition { get; } = typeCondition;

    /// <summary>Where the type's name stands.</summary>
    public SourceLocation TypeConditionLocation { get; init; }

    /// <summary>What it selects.</summary>
    public SelectionSet SelectionSet { get; } = selectionSet;
}

/// <summary>A selection set (section 2.4): one or more selections.</summary>
public sealed class SelectionSet(IReadOnlyList<Selection> selections) : SyntaxNode
{
    /// <summary>The selections in source order.</summary>
    public IReadOnlyList<Selection> Selections { get; } = selections;
}

/// <summary>A field, a fragment spread or an inline fragment.</summary>
public abstract class Selection : SyntaxNode
{
    /// <summary>The directives on the selection.</summary>
    public IReadOnlyList<DirectiveNode> Directives { get; init; } = [];
}

/// <summary>A selected field (section 2.5): <c>alias: name(arguments) @directives { … }</c>.</summary>
public sealed class FieldNode(string? alias, string name, IReadOnlyList<ArgumentNode> arguments, SelectionSet? selectionSet) : Selection
{
    /// <summary>The alias, or null.</summary>
    public string? Alias { get; } = alias;

    /// <summary>The field's name.</summary>
    public string Name { get; } = name;

    /// <summary>The key under which the result stands: the alias, else the name.</summary>
    public string ResponseName => Alias ?? Name;

    /// <summary>The arguments in source order.</summary>
    public IReadOnlyList<ArgumentNode> Arguments { get; } = arguments;

    /// <summary>The sub-selection, or null for a leaf.</summary>
    public SelectionSet? SelectionSet { get; } = selectionSet;
}

/// <summary>A fragment spread (section 2.8): <c>...Name</c>.</summary>
public sealed class FragmentSpread(string name) : Selection
{
    /// <summary>The name of the fragment.</summary>
    public string Name { get; } = name;

    /// <summary>Where the name stands, after the <c>...</c>.</summary>
    public SourceLocation NameLocation { get; init; }
}

/// <summary>An inline fragment (section 2.8.2): <c>... on Type { … }</c>.</summary>
public sealed class InlineFragment(string? typeCondition, SelectionSet selectionSet) : Selection
{
    /// <summary>The type condition, or null.</summary>
    public string? TypeCondition { get; } = typeCondition;

    /// <summary>Where the type's name stands; the default value where there is no condition.</summary>
    public SourceLocation TypeConditionLocation { get; init; }

    /// <summary>What it selects.</summary>
    public SelectionSet SelectionSet { get; } = selectionSet;
}
