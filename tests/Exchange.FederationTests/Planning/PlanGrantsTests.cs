using Exchange.Federation.Planning;
using Exchange.Federation.Supergraphs;

namespace Exchange.FederationTests.Planning;

public sealed class PlanGrantsTests
{
    private const string Link = """
        extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@external", "@requires", "@shareable"])

        """;

    private static readonly Supergraph Graph = new PlanCase($$"""
        # subgraph: a
        {{Link}}
        type Query { person: Person beings: [Being] }
        interface Being { name: String mail: String }
        type Person implements Being @key(fields: "id") @key(fields: "badge") { id: ID! badge: ID! name: String mail: String income: Int home: Home }
        type Dog implements Being { name: String mail: String }
        type Home { street: String city: String }
        # subgraph: b
        {{Link}}
        type Person @key(fields: "id") {
          id: ID! points: Int income: Int @external home: Home @external
          rate: Int @requires(fields: "income")
          zone: Int @requires(fields: "home { city }")
        }
        type Home { city: String @external }
        # subgraph: c
        {{Link}}
        type Person @key(fields: "badge") @key(fields: "id") { id: ID! badge: ID! visits: Int }
        """).Compose();

    [Fact]
    public void A_closed_field_is_in_no_request()
    {
        var plan = Plan("{ person { name income } }", closed: ["Person.income"]);
        Assert.DoesNotContain("income", string.Concat(plan.Requests.Select(request => request.Document)), StringComparison.Ordinal);
        Assert.True(plan.Output.Types["Query"][0].Selection!.Types["Person"][1].IsClosed);
    }

    [Fact]
    public void GHSA_m8jr_fxqx_8xx6_what_is_required_is_fetched_only_if_the_rule_allows_it()
    {
        Assert.Contains("income", Print("{ person { rate } }"), StringComparison.Ordinal);
        Assert.Contains("income", Print("{ person { rate } }", closed: ["Person.income"]), StringComparison.Ordinal);
        var printed = Print("{ person { rate } }", joins: (opened, join) => (opened, join) != ("Person.rate", "Person.income"));
        Assert.DoesNotContain("income", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("query b", printed, StringComparison.Ordinal);
        Assert.Contains("closed: person.rate", printed, StringComparison.Ordinal);
    }

    [Fact]
    public void GHSA_m8jr_fxqx_8xx6_so_is_what_is_required_below_a_value()
    {
        var printed = Print("{ person { name zone } }", joins: (_, join) => join != "Home.city");
        Assert.DoesNotContain("city", printed, StringComparison.Ordinal);
        Assert.Contains("closed: person.zone", printed, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_is_fetched_only_if_the_rule_of_the_field_behind_it_allows_it()
    {
        var printed = Print("{ person { name points visits } }", joins: (opened, join) => opened != "Person.points" || join != "Person.id");
        Assert.Contains("closed: person.points", printed, StringComparison.Ordinal);
        Assert.Contains("visits", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("query b", printed, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_key_is_taken_where_the_first_is_not_allowed()
    {
        var printed = Print("{ person { visits } }", joins: (_, join) => join != "Person.id");
        Assert.Contains("Person as Person { badge }", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("closed", printed, StringComparison.Ordinal);
    }

    [Fact]
    public void A_request_that_one_field_opens_does_not_serve_another_that_may_not_join_there()
    {
        var printed = Print("{ person { points rate } }", joins: (opened, join) => opened != "Person.points" || join != "Person.id");
        Assert.Contains("closed: person.points", printed, StringComparison.Ordinal);
        Assert.Contains("rate", printed, StringComparison.Ordinal);
        Assert.DoesNotContain(" points", printed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Being.mail")]
    [InlineData("Person.mail")]
    public void GHSA_mx7m_j9xf_62hw_a_rule_on_an_interface_holds_on_its_implementations_and_the_other_way_round(string closed)
    {
        foreach (var operation in new[] { "{ beings { name mail } }", "{ beings { name ... on Person { mail } } }", "{ person { name mail } }" })
        {
            var plan = Plan(operation, closed: [closed]);
            var person = plan.Output.Types["Query"][0].Selection!.Types["Person"];
            Assert.True(person[1].IsClosed, operation);
            Assert.DoesNotContain("... on Person {\n            mail", FetchPlanPrinter.Print(plan, Graph), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void GHSA_mx7m_j9xf_62hw_a_rule_on_one_implementation_leaves_the_others_open()
    {
        var plan = Plan("{ beings { mail } }", closed: ["Person.mail"]);
        var types = plan.Output.Types["Query"][0].Selection!.Types;
        Assert.True(types["Person"][0].IsClosed);
        Assert.False(types["Dog"][0].IsClosed);
        Assert.Contains("... on Dog", FetchPlanPrinter.Print(plan, Graph), StringComparison.Ordinal);
    }

    [Fact]
    public void GHSA_mx7m_j9xf_62hw_a_rule_on_an_interface_holds_for_what_only_joins()
    {
        var graph = new PlanCase($$"""
            # subgraph: a
            {{Link}}
            type Query { dog: Dog }
            interface Chipped { chip: ID! }
            type Dog implements Chipped @key(fields: "chip") { chip: ID! }
            # subgraph: b
            {{Link}}
            type Dog @key(fields: "chip") { chip: ID! age: Int }
            """).Compose();
        var grants = PlanGrants.ByCoordinate(graph.Full, _ => true, (_, join) => join != "Chipped.chip");
        var printed = FetchPlanPrinter.Print(PlanCase.Plan(graph, "{ dog { age } }", grants), graph);
        Assert.DoesNotContain("chip", printed, StringComparison.Ordinal);
        Assert.Contains("closed: dog.age", printed, StringComparison.Ordinal);
    }

    private static string Print(string operation, string[]? closed = null, Func<string, string, bool>? joins = null) =>
        FetchPlanPrinter.Print(Plan(operation, closed, joins), Graph);

    private static FetchPlan Plan(string operation, string[]? closed = null, Func<string, string, bool>? joins = null) => PlanCase.Plan(
        Graph, operation, PlanGrants.ByCoordinate(Graph.Full, coordinate => closed?.Contains(coordinate) != true, joins ?? ((_, _) => true)));
}
