using Exchange.FederationTests.Suites.Subgraphs;

namespace Exchange.FederationTests.Suites;

/// <summary>A field that is about to move: while its label is off, who has it now is asked and nobody else.</summary>
public sealed class ProgressiveOverrideTests
{
    private readonly FederatedGraph _graph = new(
        new MemorySubgraph("old", """
            type Query { bill: Bill bills: [Bill!] }
            type Bill @key(fields: "id") { id: ID! total: Int state: String }
            """)
            .Answers("""{"bill":{"id":"1"},"bills":[{"id":"1"},{"id":"2"}]}""")
            .Holds("Bill", """[{"id":"1","total":10,"state":"OPEN"},{"id":"2","total":null,"state":"PAID"}]"""),
        new MemorySubgraph("new", """
            extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@override"])
            type Query { newest: Bill }
            type Bill @key(fields: "id") {
              id: ID!
              total: Int @override(from: "old", label: "bills-move")
              state: String @external
              text: String @requires(fields: "state")
            }
            """, version: 1)
            .Answers("""{"newest":{"id":"2"}}""")
            .Refuses("Bill.total")
            .Resolves("Bill.text", (bill, _) => bill.Text("state")!.ToUpperInvariant() + "!"));

    [Fact]
    public Task It_is_asked_of_who_has_it_now() => _graph.Answers("{ bill { total } }", """{"bill":{"total":10}}""", atMost: 1);

    [Fact]
    public Task Also_where_the_other_one_begins() => _graph.Answers("{ newest { total } }", """{"newest":{"total":null}}""", atMost: 2);

    [Fact]
    public Task Beside_what_has_moved_for_good() => _graph.Answers(
        "{ bills { total text } }", """{"bills":[{"total":10,"text":"OPEN!"},{"total":null,"text":"PAID!"}]}""", atMost: 2);
}
