namespace Exchange.GraphQL.Language;

/// <summary>A literal or variable (GraphQL September 2025, section 2.9).</summary>
public abstract class ValueNode : SyntaxNode;

/// <summary><c>$name</c>.</summary>
public sealed class VariableNode(string name) : ValueNode
{
    /// <summary>The name without <c>$</c>.</summary>
    public string Name { get; } = name;
}

/// <summary>An integer literal, kept as written.</summary>
public sealed class IntNode(string text) : ValueNode
{
    /// <summary>The digits as written, with sign.</summary>
    public string Text { get; } = text;
}

/// <summary>A float literal, kept as written.</summary>
public sealed class FloatNode(string text) : ValueNode
{
    /// <summary>The literal as written.</summary>
    public string Text { get; } = text;
}

/// <summary>A string or block string literal.</summary>
public sealed class StringNode(string value, bool isBlock) : ValueNode
{
    /// <summary>The semantic value: escapes resolved, block string indentation removed.</summary>
    public string Value { get; } = value;

    /// <summary>Whether it was written as a block string.</summary>
    public bool IsBlock { get; } = isBlock;
}

/// <summary><c>true</c> or <c>false</c>.</summary>
public sealed class BooleanNode(bool value) : ValueNode
{
    /// <summary>The value.</summary>
    public bool Value { get; } = value;
}

/// <summary><c>null</c>.</summary>
public sealed class NullNode : ValueNode;

/// <summary>An enum literal.</summary>
public sealed class EnumNode(string name) : ValueNode
{
    /// <summary>The enum value's name.</summary>
    public string Name { get; } = name;
}

/// <summary>A list literal.</summary>
public sealed class ListNode(IReadOnlyList<ValueNode> items) : ValueNode
{
    /// <summary>The items in order.</summary>
    public IReadOnlyList<ValueNode> Items { get; } = items;
}

/// <summary>An input object literal.</summary>
public sealed class ObjectNode(IReadOnlyList<ArgumentNode> fields) : ValueNode
{
    /// <summary>The fields in source order.</summary>
    public IReadOnlyList<ArgumentNode> Fields { get; } = fields;
}

/// <summary>A reference to a type (section 2.11).</summary>
public abstract class TypeNode : SyntaxNode;

/// <summary>A reference to a named type.</summary>
public sealed class NamedTypeNode(string name) : TypeNode
{
    /// <summary>The type's name.</summary>
    public string Name { get; } = name;
}

/// <summary><c>[T]</c>.</summary>
public sealed class ListTypeNode(TypeNode itemType) : TypeNode
{
    /// <summary>The type of the items.</summary>
    public TypeNode ItemType { get; } = itemType;
}

/// <summary><c>T!</c>.</summary>
public sealed class NonNullTypeNode(TypeNode nullableType) : TypeNode
{
    /// <summary>The type without <c>!</c>.</summary>
    public TypeNode NullableType { get; } = nullableType;
}
