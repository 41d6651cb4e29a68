using Exchange.Federation.Composition;
using Exchange.Federation.Governed.Composition;
using Exchange.GraphQL;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.Federation.Governed.Departments;

/// <summary>A department's own schema (Apollo Federation 1 or 2), each type with all its definitions and extensions. Immutable.</summary>
internal sealed class DepartmentSchema
{
    private static readonly ParserLimits Limits = ParserLimits.Unlimited with { MaxBytes = 8 * 1024 * 1024 };

    private readonly Dictionary<string, DepartmentType> _types;

    private DepartmentSchema(string department, Dictionary<string, DepartmentType> types)
    {
        Department = department;
        _types = types;
    }

    public string Department { get; }

    public IEnumerable<DepartmentType> Types => _types.Values;

    /// <summary>Reads a schema; null after a mistake that leaves nothing to read.</summary>
    public static DepartmentSchema? Read(Subgraph subgraph, List<CompositionError> errors)
    {
        Document document;
        try
        {
            document = GraphQLParser.Parse(subgraph.Sdl, Limits);
        }
        catch (GraphQLException refusal)
        {
            errors.AddRange(refusal.Errors.Select(error =>
                new CompositionError(DepartmentErrorCodes.SchemaUnreadable, error.Message, subgraph.Name, null)
                {
                    Location = error.Locations.Count > 0 ? error.Locations[0] : null,
                }));
            return null;
        }

        var names = FederationNames.Of(document);
        var types = document.Definitions.OfType<TypeDefinitionNode>().Where(type => !names.IsMachineryType(type.Name))
            .GroupBy(type => type.Name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => new DepartmentType(names, [.. group]), StringComparer.Ordinal);
        var mixed = types.Values.FirstOrDefault(type => type.Declarations.Any(node => node.GetType() != type.Declarations[0].GetType()));
        if (mixed is null)
        {
            return new DepartmentSchema(subgraph.Name, types);
        }

        errors.Add(new CompositionError(
            DepartmentErrorCodes.SchemaUnreadable, $"\"{mixed.Name}\" is of two kinds; a type is one.", subgraph.Name, mixed.Name)
        {
            Location = mixed.Declarations[^1].Location,
        });
        return null;
    }

    public DepartmentType? Type(string name) => _types.GetValueOrDefault(name);

    /// <summary>
    /// The type by which the department serves a field of the entity: the entity's own, or the object that stands for an interface of its.
    /// </summary>
    public DepartmentType? Serving(ObjectType entity, string field) =>
        Candidates(entity).FirstOrDefault(type => type.Field(field) is not null);

    /// <summary>The types by which the department may know records of the entity.</summary>
    public IEnumerable<DepartmentType> Candidates(ObjectType entity) => entity.Interfaces
        .Select(parent => Type(parent.Name))
        .Where(type => type is { IsInterfaceObject: true })
        .Prepend(Type(entity.Name))
        .OfType<DepartmentType>()
        .Where(type => type.Declarations[0] is ObjectDefinitionNode);
}

/// <summary>A type of a department's own schema.</summary>
/// <param name="Names">What federation's directives are called there.</param>
/// <param name="Declarations">Its definition and extensions, in the order of the text; all of one kind.</param>
internal sealed record DepartmentType(FederationNames Names, IReadOnlyList<TypeDefinitionNode> Declarations)
{
    public string Name => Declarations[0].Name;

    public SourceLocation Location => Declarations[0].Location;

    public bool IsInterfaceObject => Find("interfaceObject").Any();

    /// <summary>The keys by which the department resolves records of the type.</summary>
    public IEnumerable<DirectiveNode> Keys =>
        Find("key").Where(key => FederationNames.Argument(key, "resolvable") is not BooleanNode { Value: false });

    public IEnumerable<string> Interfaces => Declarations.SelectMany(node => node switch
    {
        ObjectDefinitionNode type => type.Interfaces,
        InterfaceDefinitionNode type => type.Interfaces,
        _ => (IEnumerable<NamedTypeNode>)[],
    }).Select(parent => parent.Name);

    public IEnumerable<string> Members => Declarations.OfType<UnionDefinitionNode>().SelectMany(node => node.Members).Select(member => member.Name);

    public IEnumerable<string> Values => Declarations.OfType<EnumDefinitionNode>().SelectMany(node => node.Values).Select(value => value.Name);

    /// <summary>The applications of a federation directive on the type.</summary>
    public IEnumerable<DirectiveNode> Find(string directive) => Declarations.SelectMany(node => Names.Find(node, directive));

    /// <summary>The declaration that resolves the field, else one that only mentions it; null where there is none.</summary>
    public FieldDefinitionNode? Field(string name)
    {
        var declared = Fields(name).ToList();
        return declared.Find(field => !Names.Has(field, "external")) ?? declared.FirstOrDefault();
    }

    public IEnumerable<FieldDefinitionNode> Fields(string name) =>
        Declarations.SelectMany(SubgraphDocument.FieldsOf).Where(field => field.Name == name);

    /// <summary>The name of the type inside all lists and non-nulls.</summary>
    public static string NameOf(TypeNode type)
    {
        while (type is not NamedTypeNode)
        {
            type = type is NonNullTypeNode required ? required.NullableType : ((ListTypeNode)type).ItemType;
        }

        return ((NamedTypeNode)type).Name;
    }
}
