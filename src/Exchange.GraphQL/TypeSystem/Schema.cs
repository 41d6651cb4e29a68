using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;

namespace Exchange.GraphQL.TypeSystem;

/// <summary>A built and valid schema (GraphQL September 2025, section 3). Immutable; safe to share between threads.</summary>
public sealed class Schema
{
    private readonly Dictionary<string, NamedType> _types;
    private readonly Dictionary<string, DirectiveDefinition> _directives;
    private readonly Dictionary<string, ObjectType[]> _possibleTypes = new(StringComparer.Ordinal);

    internal Schema(
        IEnumerable<NamedType> types,
        IEnumerable<DirectiveDefinition> directives,
        ObjectType query,
        ObjectType? mutation,
        ObjectType? subscription)
    {
        Types = [.. types];
        _types = Types.ToDictionary(type => type.Name, StringComparer.Ordinal);
        Directives = [.. directives];
        _directives = Directives.ToDictionary(directive => directive.Name, StringComparer.Ordinal);
        QueryType = query;
        MutationType = mutation;
        SubscriptionType = subscription;
        foreach (var type in Types)
        {
            _possibleTypes[type.Name] = type switch
            {
                ObjectType self => [self],
                UnionType union => [.. union.Members],
                InterfaceType => [.. Types.OfType<ObjectType>().Where(candidate => candidate.Interfaces.Any(i => i.Name == type.Name))],
                _ => [],
            };
        }

        MetaFields = new MetaFields(this);
        Names = SchemaNames.Of(this);
    }

    /// <summary>The schema's description, or null.</summary>
    public string? Description { get; internal init; }

    /// <summary>Directives applied to the schema itself (for example <c>@link</c>).</summary>
    public IReadOnlyList<AppliedDirective> AppliedDirectives { get; internal init; } = [];

    /// <summary>All types, in definition order, the introspection types and built-in scalars included.</summary>
    public IReadOnlyList<NamedType> Types { get; }

    /// <summary>All directives, the built-in ones included.</summary>
    public IReadOnlyList<DirectiveDefinition> Directives { get; }

    /// <summary>The query root type.</summary>
    public ObjectType QueryType { get; }

    /// <summary>The mutation root type, or null.</summary>
    public ObjectType? MutationType { get; }

    /// <summary>The subscription root type, or null.</summary>
    public ObjectType? SubscriptionType { get; }

    /// <summary>The names that it defines, for the parser of documents that are meant for it.</summary>
    public KnownNames Names { get; }

    /// <summary>The fields that it has without defining them.</summary>
    internal MetaFields MetaFields { get; }

    /// <summary>The type of that name, or null.</summary>
    public NamedType? Type(string name) => _types.GetValueOrDefault(name);

    /// <summary>The directive of that name, or null.</summary>
    public DirectiveDefinition? Directive(string name) => _directives.GetValueOrDefault(name);

    /// <summary>The object types that a value of this composite type can have (section 5.5.2.3).</summary>
    public IReadOnlyList<ObjectType> PossibleTypes(NamedType type) => _possibleTypes.GetValueOrDefault(type.Name) ?? [];
}
