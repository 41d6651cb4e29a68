using Exchange.GraphQL.Language;

namespace Exchange.GraphQL.TypeSystem.Building;

/// <summary>
/// Makes linked types from definitions. Reports names that are not unique or not known and goes on with the rest, so that one error does
/// not hide another.
/// </summary>
internal sealed class SchemaAssembler(DefinitionCatalog catalog, SchemaBuildOptions options, SchemaErrors errors)
{
    private readonly SchemaDraft _draft = new();

    /// <summary>Assembles the draft.</summary>
    public SchemaDraft Assemble()
    {
        TypeDraft[] drafts = [.. catalog.Types, .. SpecifiedDefinitions.Types.Select(type => new TypeDraft(type.Name, [type]))];
        foreach (var draft in drafts.DistinctBy(draft => draft.Name))
        {
            _draft.Add(_draft.Locate(Shell(draft.Parts[0]), draft.Parts[0].Location));
        }

        var members = new MemberAssembler(_draft, errors);
        foreach (var draft in drafts.DistinctBy(draft => draft.Name))
        {
            members.Fill(_draft.Type(draft.Name)!, draft.Parts);
        }

        foreach (var node in catalog.Directives.Concat(SpecifiedDefinitions.Directives))
        {
            _draft.Add(members.Directive(node));
        }

        AssembleSchema(members);
        return _draft;
    }

    private static NamedType Shell(TypeDefinitionNode node) => node switch
    {
        ScalarDefinitionNode => new ScalarType(node.Name),
        ObjectDefinitionNode => new ObjectType(node.Name),
        InterfaceDefinitionNode => new InterfaceType(node.Name),
        UnionDefinitionNode => new UnionType(node.Name),
        EnumDefinitionNode => new EnumType(node.Name),
        _ => new InputObjectType(node.Name),
    };

    private void AssembleSchema(MemberAssembler members)
    {
        var definition = catalog.Schemas.Find(schema => !schema.IsExtension);
        _draft.Description = definition?.Description;
        _draft.Location = definition?.Location ?? default;
        _draft.AppliedDirectives = members.Apply(catalog.Schemas.SelectMany(schema => schema.Directives));
        foreach (var (kind, type) in catalog.Schemas.SelectMany(schema => schema.RootTypes))
        {
            AddRoot(kind, type);
        }

        if (definition is null)
        {
            AddRootByName(OperationKind.Query, "Query");
            AddRootByName(OperationKind.Mutation, "Mutation");
            AddRootByName(OperationKind.Subscription, "Subscription");
        }

        if (!options.QueryRequired && !HasRoot(OperationKind.Query) && _draft.Type("Query") is null)
        {
            var query = new ObjectType("Query");
            _draft.Add(query);
            _draft.Roots.Add(new RootDraft(OperationKind.Query, query, default));
        }
    }

    private void AddRoot(OperationKind kind, NamedTypeNode node)
    {
        if (HasRoot(kind))
        {
            errors.Add("UniqueOperationTypes", $"The schema names more than one {kind.ToString().ToLowerInvariant()} type.", node.Location);
        }
        else if (_draft.Type(node.Name) is { } type)
        {
            _draft.Roots.Add(new RootDraft(kind, type, node.Location));
        }
        else
        {
            errors.Add("KnownTypeNames", $"The schema names the type \"{node.Name}\", which is not defined.", node.Location);
        }
    }

    private void AddRootByName(OperationKind kind, string name)
    {
        if (!HasRoot(kind) && _draft.Type(name) is ObjectType type)
        {
            _draft.Roots.Add(new RootDraft(kind, type, _draft.LocationOf(type)));
        }
    }

    private bool HasRoot(OperationKind kind) => _draft.Roots.Exists(root => root.Kind == kind);
}
