using Exchange.FederationTests.Suites.Subgraphs;
using Exchange.GraphQL.Values;

namespace Exchange.FederationTests.Suites;

/// <summary>Chains: what is required requires something itself, some of it in nested entities.</summary>
public sealed class RequiresOfRequiresTests
{
    private readonly FederatedGraph _graph = new(
        new MemorySubgraph("meters", """
            type Query { meter: Meter meters: [Meter!]! }
            type Meter @key(fields: "id") { id: ID! litres: Int building: Building }
            type Building @key(fields: "id") { id: ID! }
            """)
            .Answers("""{"meter":{"id":"m1"},"meters":[{"id":"m1"},{"id":"m2"}]}""")
            .Holds("Meter", """[{"id":"m1","litres":100,"building":{"id":"b1"}},{"id":"m2","litres":null,"building":null}]"""),
        new MemorySubgraph("tariffs", """
            type Meter @key(fields: "id") {
              id: ID! litres: Int @external
              cost: Int @requires(fields: "litres")
              isDear: Boolean @external
              advice: String @requires(fields: "isDear building { heating }")
              building: Building @external
            }
            type Building @key(fields: "id") { id: ID! heating: String @external }
            """)
            .Resolves("Meter.cost", (meter, _) => meter["litres"] is null ? null : meter.Number("litres") * 2)
            .Resolves("Meter.advice", (meter, _) => $"{((meter["isDear"] as Datum?)?.AsBoolean() == true ? "save" : "fine")} {meter.Object("building")?.Text("heating") ?? "none"}"),
        new MemorySubgraph("limits", """
            type Meter @key(fields: "id") { id: ID! cost: Int @external limit: Int isDear: Boolean @requires(fields: "cost") }
            """)
            .Holds("Meter", """[{"id":"m1","limit":150},{"id":"m2","limit":10}]""")
            .Resolves("Meter.isDear", (meter, _) => meter["cost"] is null ? null : meter.Number("cost") > meter.Number("limit")),
        new MemorySubgraph("buildings", """
            type Building @key(fields: "id") { id: ID! plan: String heating: String @requires(fields: "year") year: Int @external }
            """)
            .Holds("Building", """[{"id":"b1","plan":"Tower"}]""")
            .Resolves("Building.heating", (building, _) => building["year"] is null ? "?" : building.Number("year") > 2000 ? "gas" : "coal"),
        new MemorySubgraph("archive", """
            type Building @key(fields: "id") { id: ID! year: Int }
            """)
            .Holds("Building", """[{"id":"b1","year":1990}]"""));

    [Fact]
    public Task Two_links() => _graph.Answers("{ meters { isDear } }", """{"meters":[{"isDear":true},{"isDear":null}]}""", atMost: 3);

    [Fact]
    public Task Three_links_and_a_nested_chain_beside_them() => _graph.Answers(
        "{ meter { advice } }", """{"meter":{"advice":"save coal"}}""", atMost: 6);

    [Fact]
    public Task For_a_list_with_holes() => _graph.Answers(
        "{ meters { id advice cost } }",
        """{"meters":[{"id":"m1","advice":"save coal","cost":200},{"id":"m2","advice":"fine none","cost":null}]}""",
        atMost: 6);

    [Fact]
    public Task The_nested_chain_alone() => _graph.Answers(
        "{ meters { building { heating plan } } }", """{"meters":[{"building":{"heating":"coal","plan":"Tower"}},{"building":null}]}""", atMost: 3);

    [Fact]
    public Task What_the_caller_asks_for_and_what_is_required_are_fetched_once() => _graph.Answers(
        "{ meter { litres cost limit isDear building { id year heating } advice } }",
        """
        {"meter":{"litres":100,"cost":200,"limit":150,"isDear":true,"building":{"id":"b1","year":1990,"heating":"coal"},"advice":"save coal"}}
        """,
        atMost: 6);
}
