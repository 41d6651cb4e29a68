using Exchange.GraphQL.Language;

namespace Exchange.Federation.Supergraphs;

/// <summary>
/// The definitions of a supergraph document without the machinery, and without what is <c>@inaccessible</c> where callers are meant.
/// </summary>
internal sealed class PublicDefinitions(Document document, SupergraphLinks links)
{
    private readonly HashSet<string> _inaccessible = new(
        document.Definitions.OfType<TypeDefinitionNode>().Where(links.IsInaccessible).Select(type => type.Name), StringComparer.Ordinal);

    /// <summary>The type definitions of the graph itself, as written.</summary>
    public IReadOnlyList<TypeDefinitionNode> Types { get; } =
        [.. document.Definitions.OfType<TypeDefinitionNode>().Where(type => !links.IsMachinery(type.Name))];

    /// <summary>The document of the full schema, or of the part that callers may see.</summary>
    public Document Take(bool withInaccessible)
    {
        bool Stays(Definition element) => withInaccessible || !links.IsInaccessible(element);

        var definitions = new List<Definition>();
        foreach (var definition in document.Definitions)
        {
            var taken = definition switch
            {
                SchemaDefinitionNode schema => new SchemaDefinitionNode(schema.RootTypes, schema.IsExtension)
                {
                    Description = schema.Description, Location = schema.Location,
                },
                DirectiveDefinitionNode directive => links.IsMachinery(directive.Name) ? null : directive,
                TypeDefinitionNode type when links.IsMachinery(type.Name) || !Stays(type) => null,
                TypeDefinitionNode type => Take(type, Stays, name => withInaccessible || !_inaccessible.Contains(name)),
                _ => definition,
            };
            if (taken is not null)
            {
                definitions.Add(taken);
            }
        }

        return new Document(definitions);
    }

    private TypeDefinitionNode Take(TypeDefinitionNode type, Func<Definition, bool> stays, Func<string, bool> isSeen)
    {
        NamedTypeNode[] Seen(IReadOnlyList<NamedTypeNode> names) => [.. names.Where(name => isSeen(name.Name))];
        FieldDefinitionNode[] Fields(IReadOnlyList<FieldDefinitionNode> fields) =>
            [.. fields.Where(field => stays(field)).Select(field => Field(field, stays))];

        var directives = Kept(type);
        return type switch
        {
            ObjectDefinitionNode node => new ObjectDefinitionNode(node.Name, Seen(node.Interfaces), Fields(node.Fields), node.IsExtension)
            {
                Description = node.Description, Directives = directives, Location = node.Location,
            },
            InterfaceDefinitionNode node => new InterfaceDefinitionNode(node.Name, Seen(node.Interfaces), Fields(node.Fields), node.IsExtension)
            {
                Description = node.Description, Directives = directives, Location = node.Location,
            },
            UnionDefinitionNode node => new UnionDefinitionNode(node.Name, Seen(node.Members), node.IsExtension)
            {
                Description = node.Description, Directives = directives, Location = node.Location,
            },
            EnumDefinitionNode node => new EnumDefinitionNode(node.Name, [.. node.Values.Where(value => stays(value)).Select(Value)], node.IsExtension)
            {
                Description = node.Description, Directives = directives, Location = node.Location,
            },
            InputObjectDefinitionNode node => new InputObjectDefinitionNode(
                node.Name, [.. node.Fields.Where(field => stays(field)).Select(Input)], node.IsExtension)
            {
                Description = node.Description, Directives = directives, Location = node.Location,
            },
            _ => new ScalarDefinitionNode(type.Name, type.IsExtension)
            {
                Description = type.Description, Directives = directives, Location = type.Location,
            },
        };
    }

    private FieldDefinitionNode Field(FieldDefinitionNode field, Func<Definition, bool> stays) =>
        new(field.Name, [.. field.Arguments.Where(argument => stays(argument)).Select(Input)], field.Type)
        {
            Description = field.Description, Directives = Kept(field), Location = field.Location,
        };

    private InputValueNode Input(InputValueNode input) => new(input.Name, input.Type, input.DefaultValue)
    {
        Description = input.Description, Directives = Kept(input), Location = input.Location,
    };

    private EnumValueNode Value(EnumValueNode value) => new(value.Name)
    {
        Description = value.Description, Directives = Kept(value), Location = value.Location,
    };

    private DirectiveNode[] Kept(Definition element) => [.. element.Directives.Where(links.IsKept)];
}
