using Exchange.Federation.Composition.Subgraphs;
using Exchange.GraphQL.Language;

namespace Exchange.Federation.Composition.Merging;

/// <summary>An element of the composed graph while it is being put together.</summary>
internal abstract class MergedElement(string coordinate)
{
    public string Coordinate { get; } = coordinate;

    public string? Description { get; set; }

    /// <summary>Its directives in the supergraph document, those that name its subgraphs included.</summary>
    public List<DirectiveNode> Directives { get; } = [];

    /// <summary>Whether callers do not see it.</summary>
    public bool IsInaccessible { get; set; }
}

/// <summary>A type of the composed graph.</summary>
/// <param name="name">Its name.</param>
/// <param name="kind">Its kind; an interface also where some subgraphs have it as an object (<c>@interfaceObject</c>).</param>
/// <param name="sources">By subgraph, the type there; null where it is not.</param>
internal sealed class MergedType(string name, TypeKind kind, SubgraphType?[] sources) : MergedElement(name)
{
    public string Name => Coordinate;

    public TypeKind Kind { get; } = kind;

    public SubgraphType?[] Sources { get; } = sources;

    public List<string> Interfaces { get; } = [];

    public OrderedDictionary<string, MergedField> Fields { get; } = new(StringComparer.Ordinal);

    public List<string> Members { get; } = [];

    public List<MergedEnumValue> Values { get; } = [];

    public List<MergedInput> Inputs { get; } = [];
}

/// <summary>A field of the composed graph; <paramref name="sources"/> as in <see cref="MergedType"/>.</summary>
internal sealed class MergedField(string coordinate, string name, SubgraphField?[] sources) : MergedElement(coordinate)
{
    public string Name { get; } = name;

    public SubgraphField?[] Sources { get; } = sources;

    public TypeNode Type { get; set; } = null!;

    public List<MergedInput> Arguments { get; } = [];
}

/// <summary>An argument or input field of the composed graph.</summary>
internal sealed class MergedInput(string coordinate, string name) : MergedElement(coordinate)
{
    public string Name { get; } = name;

    public TypeNode Type { get; set; } = null!;

    public ValueNode? DefaultValue { get; set; }

    public bool IsRequired => Type is NonNullTypeNode && DefaultValue is null;
}

/// <summary>A value of an enum of the composed graph.</summary>
internal sealed class MergedEnumValue(string coordinate, string name) : MergedElement(coordinate)
{
    public string Name { get; } = name;
}
