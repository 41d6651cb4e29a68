using Exchange.Federation.Composition;
using Exchange.GraphQL.Language;

namespace Exchange.Federation.Governed.Composition;

/// <summary>Merges the declarations of types without owner: value objects, interfaces, unions, enums, inputs, scalars.</summary>
internal sealed class TypeMerger(List<CompositionError> errors)
{
    public TypeDefinitionNode Merge(string name, IReadOnlyList<TypeDeclaration> declarations)
    {
        var nodes = declarations.Select(declaration => declaration.Node).ToList();
        var description = TypeSignature.Description(nodes);
        var directives = TypeSignature.Directives(nodes);
        return nodes[0] switch
        {
            ObjectDefinitionNode => new ObjectDefinitionNode(name, Interfaces(nodes), ValueFields(name, declarations), isExtension: false)
            {
                Description = description,
            },
            InterfaceDefinitionNode => new InterfaceDefinitionNode(
                name, Interfaces(nodes), UnitedFields(name, declarations), isExtension: false)
            {
                Description = description,
            },
            UnionDefinitionNode => new UnionDefinitionNode(name, Members(nodes), isExtension: false) { Description = description },
            EnumDefinitionNode => new EnumDefinitionNode(name, Values(nodes), isExtension: false) { Description = description },
            InputObjectDefinitionNode => new InputObjectDefinitionNode(name, InputFields(name, declarations), isExtension: false)
            {
                Description = description,
                Directives = directives,
            },
            _ => new ScalarDefinitionNode(name, isExtension: false) { Description = description, Directives = directives },
        };
    }

    /// <summary>The interfaces that any declaration implements.</summary>
    public static List<NamedTypeNode> Interfaces(IEnumerable<TypeDefinitionNode> nodes) =>
    [
        .. nodes.SelectMany(node => node switch
        {
            ObjectDefinitionNode type => type.Interfaces,
            InterfaceDefinitionNode type => type.Interfaces,
            _ => [],
        }).DistinctBy(type => type.Name),
    ];

    private List<FieldDefinitionNode> ValueFields(string name, IReadOnlyList<TypeDeclaration> declarations)
    {
        var fields = UnitedFields(name, declarations);
        foreach (var group in declarations.GroupBy(declaration => declaration.Subgraph))
        {
            var present = group.SelectMany(declaration => SubgraphDocument.FieldsOf(declaration.Node))
                .Select(field => field.Name)
                .ToHashSet(StringComparer.Ordinal);
            foreach (var missing in fields.Where(field => !present.Contains(field.Name)))
            {
                errors.Add(new CompositionError(
                    GovernedErrorCodes.ValueTypeMismatch,
                    $"\"{name}\" has no key, so it must be the same everywhere; \"{group.Key.Name}\" lacks \"{missing.Name}\".",
                    group.Key.Name,
                    $"{name}.{missing.Name}"));
            }
        }

        return fields;
    }

    private List<FieldDefinitionNode> UnitedFields(string name, IReadOnlyList<TypeDeclaration> declarations) =>
    [
        .. declarations
            .SelectMany(declaration => SubgraphDocument.FieldsOf(declaration.Node).Select(field => (declaration.Subgraph, Field: field)))
            .GroupBy(entry => entry.Field.Name, StringComparer.Ordinal)
            .Select(group =>
            {
                var first = group.First();
                RequireEqual(
                    $"{name}.{group.Key}", first.Subgraph.Name,
                    group.Select(entry => (entry.Subgraph.Name, TypeSignature.Of(entry.Field, ignoreNonNull: false))));
                return TypeSignature.Public(first.Field, group.Select(entry => entry.Field));
            }),
    ];

    private List<InputValueNode> InputFields(string name, IReadOnlyList<TypeDeclaration> declarations)
    {
        var first = declarations[0];
        RequireEqual(name, first.Subgraph.Name, declarations
            .GroupBy(declaration => declaration.Subgraph.Name, StringComparer.Ordinal)
            .Select(group => (group.Key, Signature(group))));
        return [.. declarations.SelectMany(Inputs).DistinctBy(field => field.Name).Select(TypeSignature.Public)];
    }

    private static string Signature(IEnumerable<TypeDeclaration> declarations) =>
        string.Join(", ", declarations.SelectMany(Inputs).Select(TypeSignature.Of).Order(StringComparer.Ordinal));

    private static IEnumerable<InputValueNode> Inputs(TypeDeclaration declaration) =>
        declaration.Node is InputObjectDefinitionNode input ? input.Fields : [];

    private static List<NamedTypeNode> Members(IEnumerable<TypeDefinitionNode> nodes) =>
        [.. nodes.OfType<UnionDefinitionNode>().SelectMany(node => node.Members).DistinctBy(member => member.Name)];

    private static List<EnumValueNode> Values(IEnumerable<TypeDefinitionNode> nodes) =>
    [
        .. nodes.OfType<EnumDefinitionNode>().SelectMany(node => node.Values).GroupBy(value => value.Name, StringComparer.Ordinal)
            .Select(group => new EnumValueNode(group.Key)
            {
                Description = TypeSignature.Description(group),
                Directives = TypeSignature.Directives(group),
                Location = group.First().Location,
            }),
    ];

    private void RequireEqual(string coordinate, string firstSubgraph, IEnumerable<(string Subgraph, string Signature)> declarations)
    {
        string? expected = null;
        foreach (var (subgraph, signature) in declarations)
        {
            expected ??= signature;
            if (signature != expected)
            {
                errors.Add(new CompositionError(
                    GovernedErrorCodes.ValueTypeMismatch,
                    $"\"{coordinate}\" is \"{signature}\" here and \"{expected}\" in \"{firstSubgraph}\"; make them equal.",
                    subgraph,
                    coordinate));
            }
        }
    }
}
