using Exchange.GraphQL.Language;

namespace Exchange.GraphQL.TypeSystem.Building;

/// <summary>A root type as it was named: the type may turn out not to be an object.</summary>
internal sealed record RootDraft(OperationKind Kind, NamedType Type, SourceLocation Location);

/// <summary>
/// A schema between assembly and validation: the finished types, not yet trusted, and where each element stands. Not thread-safe.
/// </summary>
internal sealed class SchemaDraft
{
    private readonly Dictionary<object, SourceLocation> _locations = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, NamedType> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DirectiveDefinition> _directives = new(StringComparer.Ordinal);

    /// <summary>All types in order, the built-in ones last.</summary>
    public List<NamedType> Types { get; } = [];

    /// <summary>All directive definitions in order, the built-in ones last.</summary>
    public List<DirectiveDefinition> Directives { get; } = [];

    /// <summary>The root types, at most one per kind.</summary>
    public List<RootDraft> Roots { get; } = [];

    /// <summary>The schema's description.</summary>
    public string? Description { get; set; }

    /// <summary>Directives on the schema itself.</summary>
    public IReadOnlyList<AppliedDirective> AppliedDirectives { get; set; } = [];

    /// <summary>Where the schema definition stands; the default when there is none.</summary>
    public SourceLocation Location { get; set; }

    /// <summary>Adds a type.</summary>
    public void Add(NamedType type)
    {
        Types.Add(type);
        _types.Add(type.Name, type);
    }

    /// <summary>Adds a directive definition.</summary>
    public void Add(DirectiveDefinition directive)
    {
        Directives.Add(directive);
        _directives.Add(directive.Name, directive);
    }

    /// <summary>The type of that name, or null.</summary>
    public NamedType? Type(string name) => _types.GetValueOrDefault(name);

    /// <summary>The directive of that name, or null.</summary>
    public DirectiveDefinition? Directive(string name) => _directives.GetValueOrDefault(name);

    /// <summary>Remembers where an element stands; gives it back.</summary>
    public T Locate<T>(T element, SourceLocation location)
        where T : class
    {
        _locations[element] = location;
        return element;
    }

    /// <summary>Where an element stands.</summary>
    public SourceLocation LocationOf(object element) => _locations.GetValueOrDefault(element);

    /// <summary>Every argument and input field.</summary>
    public IEnumerable<InputSite> Inputs()
    {
        foreach (var type in Types)
        {
            var inputs = type switch
            {
                FieldsType fields => fields.Fields.SelectMany(field => field.Arguments.Select(
                    argument => new InputSite($"{type.Name}.{field.Name}({argument.Name}:)", argument, IsArgument: true))),
                InputObjectType input => input.Fields.Select(field => new InputSite($"{type.Name}.{field.Name}", field, IsArgument: false)),
                _ => [],
            };
            foreach (var input in inputs)
            {
                yield return input;
            }
        }

        foreach (var directive in Directives)
        {
            foreach (var argument in directive.Arguments)
            {
                yield return new InputSite($"@{directive.Name}({argument.Name}:)", argument, IsArgument: true);
            }
        }
    }

    /// <summary>The finished schema; only for drafts without errors.</summary>
    public Schema ToSchema()
    {
        var types = new TypeOrder(this).List();
        return new Schema(types, Directives, Root(OperationKind.Query)!, Root(OperationKind.Mutation), Root(OperationKind.Subscription))
        {
            Description = Description,
            AppliedDirectives = AppliedDirectives,
        };
    }

    private ObjectType? Root(OperationKind kind) => Roots.Find(root => root.Kind == kind)?.Type as ObjectType;
}

/// <summary>An argument or input field and its schema coordinate.</summary>
internal sealed record InputSite(string Coordinate, InputValue Value, bool IsArgument);
