using Exchange.Federation.Planning;
using Exchange.Federation.Supergraphs;
using Exchange.GraphQL;

namespace Exchange.FederationTests.Planning;

public sealed class PlannerLimitTests
{
    private static readonly Supergraph Graph = new PlanCase("""
        # subgraph: a
        extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@shareable"])
        type Query { thing: Thing }
        type Thing @key(fields: "id") { id: ID! same: Int @shareable next: Thing @shareable }
        # subgraph: b
        extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@shareable"])
        type Thing @key(fields: "id") { id: ID! b: Int same: Int @shareable next: Thing @shareable }
        # subgraph: c
        extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@shareable"])
        type Thing @key(fields: "id") { id: ID! c: Int same: Int @shareable next: Thing @shareable }
        """).Compose();

    [Fact]
    public void More_requests_than_planFetches_are_refused() =>
        Refused("planFetches", new FetchPlannerLimits { MaxFetches = 2 }, "{ thing { b c } }");

    [Fact]
    public void More_fields_than_planFields_are_refused() =>
        Refused("planFields", new FetchPlannerLimits { MaxFields = 2 }, "{ thing { id same } }");

    [Fact]
    public void More_nesting_than_planDepth_is_refused() =>
        Refused("planDepth", new FetchPlannerLimits { MaxDepth = 2 }, "{ thing { next { next { next { same } } } } }");

    [Fact]
    public void Where_planSteps_ends_the_search_the_plan_is_complete_all_the_same()
    {
        const string Operation = "{ thing { next { b same next { c same next { b } } } } }";
        var plan = PlanCase.Plan(Graph, Operation, null, new FetchPlannerLimits { MaxSteps = 1 });
        var best = PlanCase.Plan(Graph, Operation, null);
        Assert.True(plan.Requests.Count >= best.Requests.Count);
        Assert.Contains("c", string.Concat(plan.Requests.Select(request => request.Document)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_search_stays_small_where_every_subgraph_could_serve_everything()
    {
        var operation = string.Concat(Enumerable.Repeat("next { b c same ", 12));
        var plan = PlanCase.Plan(Graph, $"{{ thing {{ {operation} {new string('}', 14)}", null);
        Assert.InRange(plan.Steps, 1, 10_000);
    }

    private static void Refused(string limit, FetchPlannerLimits limits, string operation)
    {
        var refused = Assert.Throws<GraphQLException>(() => PlanCase.Plan(Graph, operation, null, limits));
        Assert.Equal((ErrorCodes.LimitExceeded, limit), (refused.Errors[0].Code, refused.Errors[0].Limit));
    }
}
