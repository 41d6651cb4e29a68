using Exchange.GraphQL.Language;
using Exchange.GraphQL.Values;

namespace Exchange.GraphQL.TypeSystem;

/// <summary>A type as a field, argument or variable uses it: named, list or non-null (GraphQL September 2025, section 3.4).</summary>
public abstract class GraphQLType
{
    /// <summary>The named type inside all lists and non-nulls.</summary>
    public abstract NamedType Named { get; }

    /// <summary>Whether <c>null</c> is refused at this position.</summary>
    public bool IsNonNull => this is NonNullType;

    /// <summary>This type without an outer non-null.</summary>
    public GraphQLType Nullable => this is NonNullType nonNull ? nonNull.Inner : this;
}

/// <summary><c>[T]</c>.</summary>
public sealed class ListType(GraphQLType item) : GraphQLType
{
    /// <summary>The type of the items.</summary>
    public GraphQLType Item { get; } = item;

    /// <inheritdoc/>
    public override NamedType Named => Item.Named;

    /// <inheritdoc/>
    public override string ToString() => $"[{Item}]";
}

/// <summary><c>T!</c>; never wraps another non-null.</summary>
public sealed class NonNullType(GraphQLType inner) : GraphQLType
{
    /// <summary>The nullable type inside.</summary>
    public GraphQLType Inner { get; } = inner;

    /// <inheritdoc/>
    public override NamedType Named => Inner.Named;

    /// <inheritdoc/>
    public override string ToString() => $"{Inner}!";
}

/// <summary>A directive applied to a type system element, its arguments as written.</summary>
public sealed record AppliedDirective(string Name, IReadOnlyList<ArgumentNode> Arguments);

/// <summary>A named type. Built once by <c>SchemaBuilder</c>, then immutable and safe to share.</summary>
public abstract class NamedType(string name) : GraphQLType
{
    /// <summary>The type's name.</summary>
    public string Name { get; } = name;

    /// <summary>Its description, or null.</summary>
    public string? Description { get; internal set; }

    /// <summary>Directives applied to it and its extensions.</summary>
    public IReadOnlyList<AppliedDirective> Directives { get; internal set; } = [];

    /// <inheritdoc/>
    public override NamedType Named => this;

    /// <summary>Whether values of this type have no fields: scalars and enums.</summary>
    public bool IsLeaf => this is ScalarType or EnumType;

    /// <summary>Whether this is an object, interface or union.</summary>
    public bool IsComposite => this is ObjectType or InterfaceType or UnionType;

    /// <summary>Whether this may be used for input: scalars, enums and input objects.</summary>
    public bool IsInput => this is ScalarType or EnumType or InputObjectType;

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>A scalar; the five of the specification and custom ones.</summary>
public sealed class ScalarType(string name) : NamedType(name)
{
    /// <summary>The URL of <c>@specifiedBy</c>, or null.</summary>
    public string? SpecifiedBy { get; internal set; }

    /// <summary>Whether it is Int, Float, String, Boolean or ID.</summary>
    public bool IsBuiltIn => Name is "Int" or "Float" or "String" or "Boolean" or "ID";
}

/// <summary>A type with fields: an object or an interface.</summary>
public abstract class FieldsType(string name) : NamedType(name)
{
    internal Dictionary<string, FieldDefinition> FieldMap { get; } = new(StringComparer.Ordinal);

    /// <summary>The fields in definition order.</summary>
    public IReadOnlyList<FieldDefinition> Fields { get; internal set; } = [];

    /// <summary>The interfaces it declares to implement.</summary>
    public IReadOnlyList<InterfaceType> Interfaces { get; internal set; } = [];

    /// <summary>The field of that name, or null.</summary>
    public FieldDefinition? Field(string name) => FieldMap.GetValueOrDefault(name);
}

/// <summary>An object type.</summary>
public sealed class ObjectType(string name) : FieldsType(name);

/// <summary>An interface.</summary>
public sealed class InterfaceType(string name) : FieldsType(name);

/// <summary>A union.</summary>
public sealed class UnionType(string name) : NamedType(name)
{
    /// <summary>The member types in definition order.</summary>
    public IReadOnlyList<ObjectType> Members { get; internal set; } = [];
}

/// <summary>An enum.</summary>
public sealed class EnumType(string name) : NamedType(name)
{
    /// <summary>The values in definition order.</summary>
    public IReadOnlyList<EnumValue> Values { get; internal set; } = [];

    /// <summary>Whether <paramref name="name"/> is one of the values.</summary>
    public bool Contains(string name)
    {
        for (var i = 0; i < Values.Count; i++)
        {
            if (Values[i].Name == name)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>One value of an enum.</summary>
public sealed class EnumValue(string name)
{
    /// <summary>The value's name.</summary>
    public string Name { get; } = name;

    /// <summary>Its description, or null.</summary>
    public string? Description { get; internal set; }

    /// <summary>Why it is deprecated, or null when it is not.</summary>
    public string? DeprecationReason { get; internal set; }

    /// <summary>Directives applied to it.</summary>
    public IReadOnlyList<AppliedDirective> Directives { get; internal set; } = [];
}

/// <summary>An input object.</summary>
public sealed class InputObjectType(string name) : NamedType(name)
{
    /// <summary>The input fields in definition order.</summary>
    public IReadOnlyList<InputValue> Fields { get; internal set; } = [];

    /// <summary>Whether it carries <c>@oneOf</c>: exactly one field, not null.</summary>
    public bool IsOneOf { get; internal set; }

    /// <summary>The input field of that name, or null.</summary>
    public InputValue? Field(string name) => Fields.Find(name);
}

/// <summary>A field of an object or interface.</summary>
public sealed class FieldDefinition(string name)
{
    /// <summary>The field's name.</summary>
    public string Name { get; } = name;

    /// <summary>Its description, or null.</summary>
    public string? Description { get; internal set; }

    /// <summary>The type of its value.</summary>
    public GraphQLType Type { get; internal set; } = null!;

    /// <summary>The arguments in definition order.</summary>
    public IReadOnlyList<InputValue> Arguments { get; internal set; } = [];

    /// <summary>Why it is deprecated, or null when it is not.</summary>
    public string? DeprecationReason { get; internal set; }

    /// <summary>Directives applied to it.</summary>
    public IReadOnlyList<AppliedDirective> Directives { get; internal set; } = [];

    /// <summary>The argument of that name, or null.</summary>
    public InputValue? Argument(string name) => Arguments.Find(name);
}

/// <summary>An argument or input field.</summary>
public sealed class InputValue(string name)
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>Its description, or null.</summary>
    public string? Description { get; internal set; }

    /// <summary>Its type.</summary>
    public GraphQLType Type { get; internal set; } = null!;

    /// <summary>The default as written, or null when there is none.</summary>
    public ValueNode? DefaultLiteral { get; internal set; }

    /// <summary>The coerced default; meaningful only where <see cref="DefaultLiteral"/> is not null.</summary>
    public Datum Default { get; internal set; }

    /// <summary>Why it is deprecated, or null when it is not.</summary>
    public string? DeprecationReason { get; internal set; }

    /// <summary>Directives applied to it.</summary>
    public IReadOnlyList<AppliedDirective> Directives { get; internal set; } = [];

    /// <summary>Whether a value must be given: non-null without a default.</summary>
    public bool IsRequired => Type.IsNonNull && DefaultLiteral is null;
}

/// <summary>A directive that documents may use.</summary>
public sealed class DirectiveDefinition(string name)
{
    /// <summary>The name without <c>@</c>.</summary>
    public string Name { get; } = name;

    /// <summary>Its description, or null.</summary>
    public string? Description { get; internal set; }

    /// <summary>The arguments it takes.</summary>
    public IReadOnlyList<InputValue> Arguments { get; internal set; } = [];

    /// <summary>Whether it may stand more than once at one place.</summary>
    public bool IsRepeatable { get; internal set; }

    /// <summary>Where it may stand.</summary>
    public IReadOnlyList<string> Locations { get; internal set; } = [];
}
