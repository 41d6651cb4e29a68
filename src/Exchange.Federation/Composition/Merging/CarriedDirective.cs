using Exchange.Federation.Composition.Subgraphs;
using Exchange.GraphQL.Language;

namespace Exchange.Federation.Composition.Merging;

/// <summary>A directive that is carried from the subgraphs into the supergraph document.</summary>
/// <param name="Own">The specification's name of it.</param>
/// <param name="Specification">The specification's name, and its version.</param>
/// <param name="Purpose">What the link is for (<c>SECURITY</c>); null where nothing is said.</param>
/// <param name="Definition">The definition under the specification's name, and the scalars of its arguments.</param>
internal sealed record CarriedDirective(string Own, string Specification, string? Purpose, string Definition)
{
    private const string Everywhere =
        "FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION | SCALAR | ENUM | ENUM_VALUE | INPUT_OBJECT "
        + "| INPUT_FIELD_DEFINITION";

    private const string Guarded = "FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM";

    /// <summary>All of them, in the order in which they are linked.</summary>
    public static IReadOnlyList<CarriedDirective> All { get; } =
    [
        new("tag", "tag/v0.3", null, $"directive @tag(name: String!) repeatable on {Everywhere} | SCHEMA"),
        new("inaccessible", "inaccessible/v0.2", "SECURITY", $"directive @inaccessible on {Everywhere}"),
        new("authenticated", "authenticated/v0.1", "SECURITY", $"directive @authenticated on {Guarded}"),
        new(
            "requiresScopes", "requiresScopes/v0.1", "SECURITY",
            $"directive @requiresScopes(scopes: [[requiresScopes__Scope!]!]!) on {Guarded} scalar requiresScopes__Scope"),
        new("policy", "policy/v0.1", "SECURITY", $"directive @policy(policies: [[policy__Policy!]!]!) on {Guarded} scalar policy__Policy"),
        new(
            "cost", "cost/v0.1", null,
            "directive @cost(weight: Int!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR"),
        new(
            "listSize", "cost/v0.1", null,
            "directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], "
                + "requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION"),
    ];

    /// <summary>The definitions with the directive under another name.</summary>
    public IEnumerable<Definition> DefinitionsAs(string name) =>
        GraphQLParser.Parse(Definition, ParserLimits.Unlimited).Definitions.Select(definition => definition is DirectiveDefinitionNode node
            ? new DirectiveDefinitionNode(name, node.Arguments, node.IsRepeatable, node.Locations)
            : definition);

    /// <summary>The directives on one element of the graph, from those on it in the subgraphs.</summary>
    public IEnumerable<DirectiveNode> Combine(string name, IReadOnlyList<DirectiveUse> uses) => uses.Count == 0 ? [] : Own switch
    {
        "tag" => uses.Select(use => use.Text("name")).OfType<string>().Distinct(StringComparer.Ordinal)
            .Select(tag => JoinNodes.Directive(name, JoinNodes.Text("name", tag))),
        "requiresScopes" => [JoinNodes.Directive(name, Alternatives.Of("scopes", uses))],
        "policy" => [JoinNodes.Directive(name, Alternatives.Of("policies", uses))],
        "cost" => [JoinNodes.Directive(name, CostArguments.Weight(uses))],
        "listSize" => [JoinNodes.Directive(name, CostArguments.ListSize(uses))],
        _ => [JoinNodes.Directive(name)],
    };
}
