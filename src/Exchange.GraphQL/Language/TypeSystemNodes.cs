namespace Exchange.GraphQL.Language;

/// <summary>A schema definition or extension (GraphQL September 2025, section 3.3).</summary>
public sealed class SchemaDefinitionNode(IReadOnlyList<(OperationKind Kind, NamedTypeNode Type)> rootTypes, bool isExtension) : Definition
{
    /// <summary>The root operation types named.</summary>
    public IReadOnlyList<(OperationKind Kind, NamedTypeNode Type)> RootTypes { get; } = rootTypes;

    /// <summary>Whether it is written <c>extend schema</c>.</summary>
    public bool IsExtension { get; } = isExtension;
}

/// <summary>A directive definition (section 3.13).</summary>
public sealed class DirectiveDefinitionNode(
    string name, IReadOnlyList<InputValueNode> arguments, bool isRepeatable, IReadOnlyList<string> locations) : Definition
{
    /// <summary>The name without <c>@</c>.</summary>
    public string Name { get; } = name;

    /// <summary>The arguments it takes.</summary>
    public IReadOnlyList<InputValueNode> Arguments { get; } = arguments;

    /// <summary>Whether it may stand more than once at one place.</summary>
    public bool IsRepeatable { get; } = isRepeatable;

    /// <summary>Where it may stand, for example <c>FIELD_DEFINITION</c>.</summary>
    public IReadOnlyList<string> Locations { get; } = locations;
}

/// <summary>The definition or extension of a named type.</summary>
public abstract class TypeDefinitionNode(string name, bool isExtension) : Definition
{
    /// <summary>The type's name.</summary>
    public string Name { get; } = name;

    /// <summary>Whether it is written <c>extend …</c>.</summary>
    public bool IsExtension { get; } = isExtension;
}

/// <summary>A scalar (section 3.5).</summary>
public sealed class ScalarDefinitionNode(string name, bool isExtension) : TypeDefinitionNode(name, isExtension);

/// <summary>An object type (section 3.6).</summary>
public sealed class ObjectDefinitionNode(
    string name, IReadOnlyList<NamedTypeNode> interfaces, IReadOnlyList<FieldDefinitionNode> fields, bool isExtension)
    : TypeDefinitionNode(name, isExtension)
{
    /// <summary>The interfaces it implements.</summary>
    public IReadOnlyList<NamedTypeNode> Interfaces { get; } = interfaces;

    /// <summary>Its fields.</summary>
    public IReadOnlyList<FieldDefinitionNode> Fields { get; } = fields;
}

/// <summary>An interface (section 3.7).</summary>
public sealed class InterfaceDefinitionNode(
    string name, IReadOnlyList<NamedTypeNode> interfaces, IReadOnlyList<FieldDefinitionNode> fields, bool isExtension)
    : TypeDefinitionNode(name, isExtension)
{
    /// <summary>The interfaces it implements.</summary>
    public IReadOnlyList<NamedTypeNode> Interfaces { get; } = interfaces;

    /// <summary>Its fields.</summary>
    public IReadOnlyList<FieldDefinitionNode> Fields { get; } = fields;
}

/// <summary>A union (section 3.8).</summary>
public sealed class UnionDefinitionNode(string name, IReadOnlyList<NamedTypeNode> members, bool isExtension)
    : TypeDefinitionNode(name, isExtension)
{
    /// <summary>Its member types.</summary>
    public IReadOnlyList<NamedTypeNode> Members { get; } = members;
}

/// <summary>An enum (section 3.9).</summary>
public sealed class EnumDefinitionNode(string name, IReadOnlyList<EnumValueNode> values, bool isExtension)
    : TypeDefinitionNode(name, isExtension)
{
    /// <summary>Its values.</summary>
    public IReadOnlyList<EnumValueNode> Values { get; } = values;
}

/// <summary>An input object (section 3.10).</summary>
public sealed class InputObjectDefinitionNode(string name, IReadOnlyList<InputValueNode> fields, bool isExtension)
    : TypeDefinitionNode(name, isExtension)
{
    /// <summary>Its input fields.</summary>
    public IReadOnlyList<InputValueNode> Fields { get; } = fields;
}

/// <summary>The definition of a field.</summary>
public sealed class FieldDefinitionNode(string name, IReadOnlyList<InputValueNode> arguments, TypeNode type) : Definition
{
    /// <summary>The field's name.</summary>
    public string Name { get; } = name;

    /// <summary>The arguments it takes.</summary>
    public IReadOnlyList<InputValueNode> Arguments { get; } = arguments;

    /// <summary>The type of its value.</summary>
    public TypeNode Type { get; } = type;
}

/// <summary>The definition of an argument or input field.</summary>
public sealed class InputValueNode(string name, TypeNode type, ValueNode? defaultValue) : Definition
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>Its type.</summary>
    public TypeNode Type { get; } = type;

    /// <summary>Its default, or null when there is none.</summary>
    public ValueNode? DefaultValue { get; } = defaultValue;
}

/// <summary>The definition of an enum value.</summary>
public sealed class EnumValueNode(string name) : Definition
{
    /// <summary>The value's name.</summary>
    public string Name { get; } = name;
}
