using Exchange.GraphQL.Language;

namespace Exchange.Federation.Composition.Subgraphs;

/// <summary>Makes the types of a subgraph from its document, which is known to be valid. Used for one subgraph.</summary>
internal sealed class SubgraphAssembler(Subgraph subgraph, FederationNames names, ErrorList errors)
{
    private static readonly IReadOnlyList<(OperationKind Kind, string Name, string Code)> Roots =
    [
        (OperationKind.Query, "Query", CompositionCodes.RootQueryUsed),
        (OperationKind.Mutation, "Mutation", CompositionCodes.RootMutationUsed),
        (OperationKind.Subscription, "Subscription", CompositionCodes.RootSubscriptionUsed),
    ];

    private readonly Dictionary<string, string> _renamed = new(StringComparer.Ordinal);
    private readonly SubgraphSchema _schema = new(subgraph.Name, subgraph.Url, names);

    /// <summary>The subgraph's types; null where its root types cannot have their default names.</summary>
    public SubgraphSchema? Assemble(Document document)
    {
        if (!NameRoots(document))
        {
            return null;
        }

        foreach (var definition in document.Definitions)
        {
            switch (definition)
            {
                case DirectiveDefinitionNode directive when names.Own(directive.Name) is null && directive.Name is not ("link" or "core"):
                    _schema.DirectiveDefinitions.TryAdd(directive.Name, directive);
                    break;
                case DirectiveDefinitionNode directive when names.Own(directive.Name) is not null:
                    _schema.OwnDefinitionsOfFederation.Add(directive);
                    break;
                case SchemaDefinitionNode schema:
                    _schema.SchemaDirectives.AddRange(Uses(schema).Where(use => use.Node.Name != "link"));
                    break;
                case TypeDefinitionNode type when !names.IsMachineryType(type.Name) && !IsBuiltIn(type.Name):
                    Add(type);
                    break;
            }
        }

        SettleRoots();
        return _schema;
    }

    private bool NameRoots(Document document)
    {
        var before = errors.Errors.Count;
        var types = document.Definitions.OfType<TypeDefinitionNode>().ToLookup(type => type.Name, StringComparer.Ordinal);
        var roots = document.Definitions.OfType<SchemaDefinitionNode>().SelectMany(schema => schema.RootTypes)
            .DistinctBy(root => root.Kind).ToDictionary(root => root.Kind, root => root.Type.Name);
        foreach (var (kind, name, code) in Roots)
        {
            if (roots.TryGetValue(kind, out var given) && given != name)
            {
                _renamed[given] = name;
                foreach (var other in types[name].Take(1))
                {
                    errors.Add(
                        code,
                        $"The {kind.ToString().ToLowerInvariant()} root type is \"{given}\", and another type is named \"{name}\"; "
                            + "the composed graph names its root type so. Rename that other type.",
                        subgraph.Name,
                        name,
                        other.Location);
                }
            }
        }

        return errors.Errors.Count == before;
    }

    private static bool IsBuiltIn(string name) => name is "Int" or "Float" or "String" or "Boolean" or "ID";

    // WHY: the machinery's root fields make every subgraph one that has a query root type, whether it says so or not.
    private void SettleRoots()
    {
        foreach (var root in Roots.Where(root => _schema.Type(root.Name) is { Fields.Count: 0 }))
        {
            _schema.Types.Remove(root.Name);
        }

        _schema.Types.TryAdd("Query", new SubgraphType("Query", TypeKind.Object) { IsDefined = true });
    }

    private void Add(TypeDefinitionNode node)
    {
        var name = NameOf(node.Name);
        if (!_schema.Types.TryGetValue(name, out var type))
        {
            type = new SubgraphType(name, KindOf(node)) { Location = node.Location };
            _schema.Types.Add(name, type);
        }

        type.IsDefined |= !node.IsExtension;
        type.Description ??= node.Description;
        type.Directives.AddRange(Uses(node, node.IsExtension));
        switch (node)
        {
            case ObjectDefinitionNode fields:
                AddFields(type, fields.Interfaces, fields.Fields);
                break;
            case InterfaceDefinitionNode fields:
                AddFields(type, fields.Interfaces, fields.Fields);
                break;
            case UnionDefinitionNode union:
                type.Members.AddRange(union.Members.Select(member => NameOf(member.Name)));
                break;
            case EnumDefinitionNode values:
                type.Values.AddRange(values.Values.Select(value => Describe(new SubgraphEnumValue(name, value.Name), value)));
                break;
            case InputObjectDefinitionNode input:
                type.Inputs.AddRange(input.Fields.Select(field => Input($"{name}.{field.Name}", field)));
                break;
        }
    }

    private void AddFields(SubgraphType type, IEnumerable<NamedTypeNode> interfaces, IEnumerable<FieldDefinitionNode> fields)
    {
        type.Interfaces.AddRange(interfaces.Select(node => NameOf(node.Name)));
        foreach (var node in fields.Where(node => !FederationNames.IsMachineryField(node.Name)))
        {
            var field = Describe(new SubgraphField(type, node.Name, TypeNodes.Rename(node.Type, NameOf)), node);
            field.Arguments.AddRange(node.Arguments.Select(argument => Input($"{field.Coordinate}({argument.Name}:)", argument)));
            type.Fields.TryAdd(node.Name, field);
        }
    }

    private SubgraphInput Input(string coordinate, InputValueNode node) =>
        Describe(new SubgraphInput(coordinate, node.Name, TypeNodes.Rename(node.Type, NameOf), node.DefaultValue), node);

    private T Describe<T>(T element, Definition node)
        where T : SubgraphElement
    {
        element.Description = node.Description;
        element.Location = node.Location;
        element.Directives.AddRange(Uses(node));
        return element;
    }

    private IEnumerable<DirectiveUse> Uses(Definition node, bool isOnExtension = false) =>
        node.Directives.Select(directive => new DirectiveUse(names.Own(directive.Name), directive, isOnExtension));

    private string NameOf(string name) => _renamed.GetValueOrDefault(name, name);

    private static TypeKind KindOf(TypeDefinitionNode node) => node switch
    {
        ObjectDefinitionNode => TypeKind.Object,
        InterfaceDefinitionNode => TypeKind.Interface,
        UnionDefinitionNode => TypeKind.Union,
        EnumDefinitionNode => TypeKind.Enum,
        InputObjectDefinitionNode => TypeKind.Input,
        _ => TypeKind.Scalar,
    };
}
