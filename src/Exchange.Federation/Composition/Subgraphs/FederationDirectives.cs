using Exchange.GraphQL.Language;

namespace Exchange.Federation.Composition.Subgraphs;

/// <summary>The directives of the Apollo Federation subgraph specification, and since which version each exists.</summary>
internal static class FederationDirectives
{
    /// <summary>The last version of the specification that composition knows.</summary>
    public static readonly SpecVersion Latest = new(2, 12);

    private const string Everywhere =
        "FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION | SCALAR | ENUM | ENUM_VALUE | INPUT_OBJECT "
        + "| INPUT_FIELD_DEFINITION";

    private const string Sdl =
        $$"""
        directive @key(fields: FieldSet!, resolvable: Boolean = true) repeatable on OBJECT | INTERFACE
        directive @requires(fields: FieldSet!) on FIELD_DEFINITION
        directive @provides(fields: FieldSet!) on FIELD_DEFINITION
        directive @external(reason: String) on OBJECT | FIELD_DEFINITION
        directive @extends on OBJECT | INTERFACE
        directive @tag(name: String!) repeatable on {{Everywhere}} | SCHEMA
        directive @shareable repeatable on FIELD_DEFINITION | OBJECT
        directive @inaccessible on {{Everywhere}}
        directive @override(from: String!, label: String) on FIELD_DEFINITION
        directive @composeDirective(name: String!) repeatable on SCHEMA
        directive @interfaceObject on OBJECT
        directive @authenticated on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
        directive @requiresScopes(scopes: [[Scope!]!]!) on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
        directive @policy(policies: [[Policy!]!]!) on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
        directive @context(name: String!) repeatable on INTERFACE | OBJECT | UNION
        directive @fromContext(field: ContextFieldValue) on ARGUMENT_DEFINITION
        directive @cost(weight: Int!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR
        directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true)
          on FIELD_DEFINITION
        """;

    private static readonly IReadOnlyList<(SpecVersion Since, string[] Names)> Versions =
    [
        (new SpecVersion(1, 0), ["key", "requires", "provides", "external", "extends", "tag"]),
        (new SpecVersion(2, 0), ["shareable", "inaccessible", "override"]),
        (new SpecVersion(2, 1), ["composeDirective"]),
        (new SpecVersion(2, 3), ["interfaceObject"]),
        (new SpecVersion(2, 5), ["authenticated", "requiresScopes"]),
        (new SpecVersion(2, 6), ["policy"]),
        (new SpecVersion(2, 8), ["context", "fromContext"]),
        (new SpecVersion(2, 9), ["cost", "listSize"]),
    ];

    /// <summary>The scalars that their arguments have.</summary>
    public static IReadOnlyList<string> Scalars { get; } = ["FieldSet", "Scope", "Policy", "ContextFieldValue"];

    /// <summary>The definitions by the specification's own names.</summary>
    public static IReadOnlyDictionary<string, DirectiveDefinitionNode> Definitions { get; } =
        GraphQLParser.Parse(Sdl, ParserLimits.Unlimited).Definitions.Cast<DirectiveDefinitionNode>()
            .ToDictionary(definition => definition.Name, StringComparer.Ordinal);

    /// <summary>The directives that exist in a version.</summary>
    public static IEnumerable<string> Of(SpecVersion version) =>
        Versions.Where(entry => version.CompareTo(entry.Since) >= 0).SelectMany(entry => entry.Names);

    /// <summary>The version since which a directive exists; null for what is none.</summary>
    public static SpecVersion? Since(string directive)
    {
        foreach (var (since, names) in Versions)
        {
            if (names.Contains(directive))
            {
                return since;
            }
        }

        return null;
    }
}
