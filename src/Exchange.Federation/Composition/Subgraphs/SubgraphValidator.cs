using Exchange.GraphQL;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.Federation.Composition.Subgraphs;

/// <summary>Checks a subgraph as GraphQL, federation's definitions added where it does not write them out.</summary>
internal sealed class SubgraphValidator(string subgraph, FederationNames names, ErrorList errors)
{
    private static readonly SchemaBuildOptions Options = new() { AllowExtensionsAlone = true, QueryRequired = false };

    private static readonly IReadOnlyList<Definition> LinkDefinitions = GraphQLParser.Parse(
        """
        directive @link(url: String, as: String, for: link__Purpose, import: [link__Import]) repeatable on SCHEMA
        scalar link__Import
        enum link__Purpose { SECURITY EXECUTION }
        """,
        ParserLimits.Unlimited).Definitions;

    /// <summary>Whether it is valid; otherwise every mistake is reported.</summary>
    public bool Check(Document document)
    {
        try
        {
            SchemaBuilder.Build(Complete(document), Options);
            return true;
        }
        catch (GraphQLException exception)
        {
            Report(exception, subgraph, errors);
            return false;
        }
    }

    /// <summary>Reports what is wrong with a subgraph's text.</summary>
    public static void Report(GraphQLException exception, string subgraph, ErrorList errors)
    {
        foreach (var error in exception.Errors)
        {
            var location = error.Locations.Count > 0 ? error.Locations[0] : default;
            errors.Add(CompositionCodes.InvalidGraphQL, error.Message, subgraph, null, location, HintFor(error.Message));
        }
    }

    private static string? HintFor(string message) => FederationDirectives.Definitions.Keys
        .Where(name => message.Contains($"The directive \"@{name}\" on", StringComparison.Ordinal)
            && message.EndsWith("is not defined.", StringComparison.Ordinal))
        .Select(name => $"If federation's own is meant, add \"@{name}\" to the \"import\" of the subgraph's \"@link\", "
            + $"which has to name {FederationDirectives.Since(name)} or later.")
        .FirstOrDefault();

    private Document Complete(Document document)
    {
        var definitions = document.Definitions.Select(WithoutMachinery).ToList();
        var types = definitions.OfType<TypeDefinitionNode>().Select(type => type.Name).ToHashSet(StringComparer.Ordinal);
        var directives = definitions.OfType<DirectiveDefinitionNode>().Select(node => node.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var own in names.Directives.Where(own => directives.Add(names.Local(own)!)))
        {
            definitions.Add(Localize(FederationDirectives.Definitions[own]));
        }

        foreach (var scalar in FederationDirectives.Scalars.Select(names.LocalType).Where(types.Add))
        {
            definitions.Add(new ScalarDefinitionNode(scalar, isExtension: false));
        }

        definitions.AddRange(LinkDefinitions.Where(
            node => node is DirectiveDefinitionNode directive ? directives.Add(directive.Name) : types.Add(((TypeDefinitionNode)node).Name)));
        return new Document(definitions);
    }

    private DirectiveDefinitionNode Localize(DirectiveDefinitionNode definition) => new(
        names.Local(definition.Name)!,
        [
            .. definition.Arguments.Where(argument => names.Version.IsAtLeast(2, 7) || argument.Name != "label").Select(argument => new InputValueNode(
                argument.Name,
                TypeNodes.Rename(argument.Type, type => FederationDirectives.Scalars.Contains(type) ? names.LocalType(type) : type),
                argument.DefaultValue)),
        ],
        definition.IsRepeatable,
        definition.Locations);

    private static Definition WithoutMachinery(Definition definition) => definition switch
    {
        ObjectDefinitionNode type when type.Fields.Any(field => FederationNames.IsMachineryField(field.Name)) => new ObjectDefinitionNode(
            type.Name,
            type.Interfaces,
            [.. type.Fields.Where(field => !FederationNames.IsMachineryField(field.Name))],
            type.IsExtension)
        {
            Description = type.Description,
            Directives = type.Directives,
            Location = type.Location,
        },
        _ => definition,
    };
}
