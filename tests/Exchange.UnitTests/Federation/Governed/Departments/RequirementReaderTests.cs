using Exchange.Federation.Composition;
using Exchange.Federation.Governed.Composition;
using Exchange.Federation.Governed.Departments;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Federation.Governed.Departments;

/// <summary>Whom a department's own schema demands scopes and policies of: never fewer than it says.</summary>
public sealed class RequirementReaderTests
{
    private const string Link = """
        extend schema @link(
          url: "https://specs.apollo.dev/federation/v2.9"
          import: ["@key", "@authenticated", "@requiresScopes", "@policy", "@inaccessible", "@interfaceObject"]
        )

        """;

    [Fact]
    public void Nothing_is_demanded_where_callers_only_have_to_be_known() =>
        Assert.Empty(Demands("""type Organization @key(fields: "uscc") @authenticated { uscc: ID! turnover: String @authenticated audit: String }"""));

    [Fact]
    public void A_field_demands_what_it_says() =>
        Assert.Equal(
            ["Policy p", "Scope a b | c"],
            Demands("""
                type Organization @key(fields: "uscc") {
                  uscc: ID! audit: String turnover: String @requiresScopes(scopes: [["a", "b"], ["c"]]) @policy(policies: [["p"]])
                }
                """));

    [Fact]
    public void A_directive_that_goes_by_another_name_demands_the_same() =>
        Assert.Equal(["Scope a"], Texts(
            JoinedCity.Join(new Subgraph("tax", """
                extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", { name: "@requiresScopes", as: "@scopes" }])
                type Organization @key(fields: "uscc") { uscc: ID! audit: String turnover: String @scopes(scopes: [["a"]]) }
                """)).Graph!,
            "Organization.turnover"));

    [Fact]
    public void The_type_and_its_extensions_demand_for_every_field() =>
        Assert.Equal(["Scope a", "Scope b"], Demands("""
            type Organization @key(fields: "uscc") @requiresScopes(scopes: [["a"]]) { uscc: ID! audit: String turnover: String }
            extend type Organization @requiresScopes(scopes: [["b"]])
            """));

    [Fact]
    public void The_type_of_the_value_demands_too() =>
        Assert.Equal(["Scope a"], Demands("""
            type Organization @key(fields: "uscc") { uscc: ID! audit: String turnover: String }
            scalar String @requiresScopes(scopes: [["a"]])
            """));

    [Fact]
    public void GHSA_mx7m_j9xf_62hw_a_rule_on_an_interface_or_its_field_holds_on_its_implementations() =>
        Assert.Equal(["Scope a", "Scope b", "Scope c"], Demands("""
            interface Node @requiresScopes(scopes: [["c"]]) { uscc: ID! }
            interface Firm implements Node @requiresScopes(scopes: [["a"]]) { uscc: ID! turnover: String @requiresScopes(scopes: [["b"]]) }
            type Organization implements Firm & Node @key(fields: "uscc") { uscc: ID! audit: String turnover: String }
            """));

    [Fact]
    public void GHSA_m8jr_fxqx_8xx6_a_rule_on_an_implementation_holds_where_the_value_is_reached_by_its_interface()
    {
        var graph = JoinedCity.Join(new Subgraph("health", Link + """
            type Person @key(fields: "citizenNo") { citizenNo: ID! heatRisk: String careNeed: Need route: String doctor: String }
            interface Need { oxygen: Boolean dialysis: Boolean }
            type StrictNeed implements Need @requiresScopes(scopes: [["strict"]]) { oxygen: Boolean dialysis: Boolean @policy(policies: [["d"]]) }
            type OpenNeed implements Need { oxygen: Boolean dialysis: Boolean }
            """)).Graph!;

        Assert.Contains("Scope strict", Texts(graph, "Person.careNeed.oxygen"));
        Assert.Contains("Scope strict", Texts(graph, "Person.careNeed.dialysis"));
        Assert.Contains("Policy d", Texts(graph, "Person.careNeed.dialysis"));
        Assert.DoesNotContain("Policy d", Texts(graph, "Person.careNeed.oxygen"));
        Assert.Empty(Texts(graph, "Person.doctor"));
    }

    [Fact]
    public void A_rule_on_an_interface_that_is_hidden_holds_all_the_same() =>
        Assert.Equal(["Scope a"], Demands("""
            interface Firm @inaccessible @requiresScopes(scopes: [["a"]]) { turnover: String }
            type Organization implements Firm @key(fields: "uscc") { uscc: ID! audit: String turnover: String }
            """));

    [Fact]
    public void A_rule_on_the_type_of_a_value_object_holds_on_all_that_is_in_it()
    {
        var graph = JoinedCity.Join(new Subgraph("health", Link + """
            type Person @key(fields: "citizenNo") { citizenNo: ID! heatRisk: String careNeed: CareNeed route: String doctor: String }
            type CareNeed @policy(policies: [["care"]]) { oxygen: Boolean dialysis: Boolean }
            """)).Graph!;

        Assert.Contains("Policy care", Texts(graph, "Person.careNeed.oxygen"));
    }

    [Fact]
    public void What_cannot_be_read_is_met_by_nobody()
    {
        var graph = Graph("""type Organization @key(fields: "uscc") { uscc: ID! audit: String turnover: String @requiresScopes(scopes: [["a", 1]]) }""");

        Assert.Empty(Assert.Single(graph.Requirements("Organization.turnover")).AnyOf);
    }

    private static string[] Demands(string schema) => Texts(Graph(schema), "Organization.turnover");

    private static GovernedGraph Graph(string schema)
    {
        var composition = JoinedCity.Join(new Subgraph("tax", Link + schema));
        return composition.Graph ?? throw new InvalidOperationException(string.Join('\n', composition.Errors));
    }

    private static string[] Texts(GovernedGraph graph, string coordinate) =>
    [
        .. graph.Requirements(coordinate)
            .Select(demand => $"{demand.Kind} {string.Join(" | ", demand.AnyOf.Select(names => string.Join(' ', names)))}").Distinct()
            .Order(StringComparer.Ordinal),
    ];
}
