using Exchange.Federation.Composition;
using Exchange.GraphQL;
using Exchange.GraphQL.Language;

namespace Exchange.Federation.Governed.Composition;

/// <summary>One declaration of a type in one subgraph.</summary>
internal sealed record TypeDeclaration(SubgraphDocument Subgraph, TypeDefinitionNode Node);

/// <summary>One subgraph, parsed and freed of the federation's machinery.</summary>
internal sealed class SubgraphDocument
{
    private static readonly ParserLimits Limits = ParserLimits.Unlimited with { MaxBytes = 8 * 1024 * 1024 };

    /// <summary>Directives that decide who answers or what is visible: reading past them would give wrong answers.</summary>
    private static readonly string[] Unsupported =
        ["requires", "override", "interfaceObject", "inaccessible", "context", "fromContext", "authenticated", "requiresScopes", "policy"];

    private SubgraphDocument(string name, FederationNames names, IReadOnlyList<TypeDefinitionNode> types)
    {
        Name = name;
        Names = names;
        Types = [.. types.Select(type => new TypeDeclaration(this, type))];
    }

    public string Name { get; }

    public FederationNames Names { get; }

    public IReadOnlyList<TypeDeclaration> Types { get; }

    /// <summary>Reads a subgraph; null after a syntax error.</summary>
    public static SubgraphDocument? Read(Subgraph subgraph, List<CompositionError> errors)
    {
        Document document;
        try
        {
            document = GraphQLParser.Parse(subgraph.Sdl, Limits);
        }
        catch (GraphQLException refusal)
        {
            errors.AddRange(refusal.Errors.Select(error => new CompositionError(
                GovernedErrorCodes.SubgraphSyntax, $"{Place(error)}{error.Message}", subgraph.Name, null)));
            return null;
        }

        RefuseRenamedRoots(subgraph.Name, document, errors);
        var names = FederationNames.Of(document);
        var types = document.Definitions.OfType<TypeDefinitionNode>().Where(type => !names.IsMachineryType(type.Name)).ToList();
        RefuseUnsupported(subgraph.Name, names, types, errors);
        return new SubgraphDocument(subgraph.Name, names, types);
    }

    private static string Place(GraphQLError error) =>
        error.Locations.Count == 0 ? "" : $"line {error.Locations[0].Line}, column {error.Locations[0].Column}: ";

    private static void RefuseRenamedRoots(string subgraph, Document document, List<CompositionError> errors)
    {
        foreach (var (kind, type) in document.Definitions.OfType<SchemaDefinitionNode>().SelectMany(schema => schema.RootTypes))
        {
            if (type.Name != kind.ToString())
            {
                errors.Add(new CompositionError(
                    GovernedErrorCodes.RootTypeName, $"The root type \"{type.Name}\" has to be named \"{kind}\".", subgraph, type.Name));
            }
        }
    }

    private static void RefuseUnsupported(
        string subgraph, FederationNames names, List<TypeDefinitionNode> types, List<CompositionError> errors)
    {
        foreach (var type in types)
        {
            var elements = FieldsOf(type).Select(field => (Element: (Definition)field, Coordinate: $"{type.Name}.{field.Name}"))
                .Concat(FieldsOf(type).SelectMany(
                    field => field.Arguments,
                    (field, argument) => ((Definition)argument, $"{type.Name}.{field.Name}({argument.Name}:)")))
                .Prepend((type, type.Name));
            foreach (var (element, coordinate) in elements)
            {
                errors.AddRange(Unsupported.Where(directive => names.Has(element, directive)).Select(directive => new CompositionError(
                    GovernedErrorCodes.UnsupportedDirective,
                    $"\"@{directive}\" on \"{coordinate}\" is not read by this release; remove it or keep the element out of the subgraph.",
                    subgraph,
                    coordinate)));
            }
        }
    }

    public static IReadOnlyList<FieldDefinitionNode> FieldsOf(TypeDefinitionNode type) => type switch
    {
        ObjectDefinitionNode node => node.Fields,
        InterfaceDefinitionNode node => node.Fields,
        _ => [],
    };
}
