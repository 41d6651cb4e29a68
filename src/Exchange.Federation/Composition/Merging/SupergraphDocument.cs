using Exchange.Federation.Composition.Subgraphs;
using Exchange.GraphQL.Language;

namespace Exchange.Federation.Composition.Merging;

/// <summary>Writes a merged graph down as a supergraph document (join specification v0.5), definitions in the order of their names.</summary>
internal static class SupergraphDocument
{
    private const string Specifications = SpecLink.ApolloHome;

    /// <summary>The document.</summary>
    public static Document Of(Merge merge, IReadOnlyList<MergedType> types, IEnumerable<DirectiveDefinitionNode> executable)
    {
        var carried = merge.Directives.Carried.ToList();
        var machinery = SupergraphDefinitions.All
            .Concat(carried.SelectMany(entry => entry.Directive.DefinitionsAs(entry.Name)))
            .Concat(merge.Directives.Composed.Definitions)
            .Concat(executable)
            .ToList();
        var directives = machinery.OfType<DirectiveDefinitionNode>().OrderBy(node => node.Name, StringComparer.Ordinal);
        var named = machinery.OfType<TypeDefinitionNode>()
            .Append(merge.Graphs.Definition())
            .Concat(types.Select(Type))
            .OrderBy(node => node.Name, StringComparer.Ordinal);
        return new Document([Schema(merge, types, carried), .. directives, .. named]);
    }

    private static SchemaDefinitionNode Schema(
        Merge merge, IReadOnlyList<MergedType> types, List<(CarriedDirective Directive, string Name)> carried)
    {
        (OperationKind Kind, string Name)[] roots =
            [(OperationKind.Query, "Query"), (OperationKind.Mutation, "Mutation"), (OperationKind.Subscription, "Subscription")];
        return new SchemaDefinitionNode(
            [.. roots.Where(root => types.Any(type => type.Name == root.Name)).Select(root => (root.Kind, new NamedTypeNode(root.Name)))],
            isExtension: false)
        {
            Directives =
            [
                Link("link/v1.0"),
                Link("join/v0.5", new ArgumentNode("for", new EnumNode("EXECUTION"))),
                .. carried.GroupBy(entry => entry.Directive.Specification, StringComparer.Ordinal).Select(Link),
                .. merge.Directives.Composed.Links,
            ],
        };
    }

    private static DirectiveNode Link(IGrouping<string, (CarriedDirective Directive, string Name)> group)
    {
        var (directive, name) = group.First();
        var purpose = directive.Purpose is null ? null : new ArgumentNode("for", new EnumNode(directive.Purpose));
        return directive.Specification.StartsWith("cost/", StringComparison.Ordinal)
            ? Link(group.Key, new ArgumentNode("import", new ListNode([.. group.Select(entry => Import(entry.Directive.Own, entry.Name))])))
            : Link(group.Key, name == directive.Own ? null : JoinNodes.Text("as", name), purpose);
    }

    private static ValueNode Import(string own, string name) => own == name
        ? new StringNode("@" + own, isBlock: false)
        : new ObjectNode([JoinNodes.Text("name", "@" + own), JoinNodes.Text("as", "@" + name)]);

    private static DirectiveNode Link(string specification, params IEnumerable<ArgumentNode?> arguments) =>
        JoinNodes.Directive("link", arguments.Prepend(JoinNodes.Text("url", Specifications + specification)));

    private static TypeDefinitionNode Type(MergedType type)
    {
        IReadOnlyList<NamedTypeNode> interfaces = [.. type.Interfaces.Select(name => new NamedTypeNode(name))];
        IReadOnlyList<FieldDefinitionNode> fields = [.. type.Fields.Values.Select(Field)];
        IReadOnlyList<DirectiveNode> directives = type.Directives;
        return type.Kind switch
        {
            TypeKind.Object => new ObjectDefinitionNode(type.Name, interfaces, fields, isExtension: false)
            {
                Description = type.Description,
                Directives = directives,
            },
            TypeKind.Interface => new InterfaceDefinitionNode(type.Name, interfaces, fields, isExtension: false)
            {
                Description = type.Description,
                Directives = directives,
            },
            TypeKind.Union => new UnionDefinitionNode(
                type.Name, [.. type.Members.Select(name => new NamedTypeNode(name))], isExtension: false)
            {
                Description = type.Description,
                Directives = directives,
            },
            TypeKind.Enum => new EnumDefinitionNode(type.Name, [.. type.Values.Select(Value)], isExtension: false)
            {
                Description = type.Description,
                Directives = directives,
            },
            TypeKind.Input => new InputObjectDefinitionNode(type.Name, [.. type.Inputs.Select(Input)], isExtension: false)
            {
                Description = type.Description,
                Directives = directives,
            },
            _ => new ScalarDefinitionNode(type.Name, isExtension: false) { Description = type.Description, Directives = directives },
        };
    }

    private static FieldDefinitionNode Field(MergedField field) => new(field.Name, [.. field.Arguments.Select(Input)], field.Type)
    {
        Description = field.Description,
        Directives = field.Directives,
    };

    private static InputValueNode Input(MergedInput input) => new(input.Name, input.Type, input.DefaultValue)
    {
        Description = input.Description,
        Directives = input.Directives,
    };

    private static EnumValueNode Value(MergedEnumValue value) => new(value.Name)
    {
        Description = value.Description,
        Directives = value.Directives,
    };
}
