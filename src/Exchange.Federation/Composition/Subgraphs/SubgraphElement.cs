using Exchange.GraphQL.Language;

namespace Exchange.Federation.Composition.Subgraphs;

/// <summary>An element of a subgraph that carries directives. Changed only by the upgrade of Federation 1, before anything else reads it.</summary>
internal abstract class SubgraphElement(string coordinate)
{
    /// <summary>Its schema coordinate.</summary>
    public string Coordinate { get; } = coordinate;

    /// <summary>Its description, or null.</summary>
    public string? Description { get; set; }

    /// <summary>Where it stands.</summary>
    public SourceLocation Location { get; set; }

    /// <summary>Its directives in order.</summary>
    public List<DirectiveUse> Directives { get; } = [];

    /// <summary>Whether it carries that federation directive.</summary>
    public bool Has(string directive) => Find(directive) is not null;

    /// <summary>The first use of that federation directive, or null.</summary>
    public DirectiveUse? Find(string directive) => Directives.Find(use => use.Own == directive);

    /// <summary>Every use of that federation directive.</summary>
    public IEnumerable<DirectiveUse> All(string directive) => Directives.Where(use => use.Own == directive);
}

/// <summary>The kinds of named type.</summary>
internal enum TypeKind : byte
{
    Scalar,
    Object,
    Interface,
    Union,
    Enum,
    Input,
}

/// <summary>A type of a subgraph with its extensions.</summary>
internal sealed class SubgraphType(string name, TypeKind kind) : SubgraphElement(name)
{
    public string Name => Coordinate;

    public TypeKind Kind { get; } = kind;

    /// <summary>The fields of an object or interface in order.</summary>
    public OrderedDictionary<string, SubgraphField> Fields { get; } = new(StringComparer.Ordinal);

    /// <summary>The interfaces that an object or interface implements.</summary>
    public List<string> Interfaces { get; } = [];

    /// <summary>The members of a union.</summary>
    public List<string> Members { get; } = [];

    /// <summary>The values of an enum.</summary>
    public List<SubgraphEnumValue> Values { get; } = [];

    /// <summary>The fields of an input object.</summary>
    public List<SubgraphInput> Inputs { get; } = [];

    /// <summary>Whether any part of it is a definition and not an extension.</summary>
    public bool IsDefined { get; set; }

    public bool IsComposite => Kind is TypeKind.Object or TypeKind.Interface or TypeKind.Union;

    public bool IsInterfaceObject => Kind == TypeKind.Object && Has("interfaceObject");

    /// <summary>Whether Federation 1 takes it as an extension of another subgraph's type.</summary>
    public bool IsFederationExtension => !IsDefined || Has("extends");

    public SubgraphField? Field(string name) => Fields.GetValueOrDefault(name);
}

/// <summary>A field of an object or interface of a subgraph.</summary>
internal sealed class SubgraphField(SubgraphType parent, string name, TypeNode type) : SubgraphElement($"{parent.Name}.{name}")
{
    public SubgraphType Parent { get; } = parent;

    public string Name { get; } = name;

    public TypeNode Type { get; } = type;

    public string NamedType => TypeNodes.NameOf(Type);

    public List<SubgraphInput> Arguments { get; } = [];
}

/// <summary>An argument or input field of a subgraph.</summary>
internal sealed class SubgraphInput(string coordinate, string name, TypeNode type, ValueNode? defaultValue) : SubgraphElement(coordinate)
{
    public string Name { get; } = name;

    public TypeNode Type { get; } = type;

    public ValueNode? DefaultValue { get; } = defaultValue;

    public bool IsRequired => Type is NonNullTypeNode && DefaultValue is null;
}

/// <summary>A value of an enum of a subgraph.</summary>
internal sealed class SubgraphEnumValue(string type, string name) : SubgraphElement($"{type}.{name}")
{
    public string Name { get; } = name;
}
