using Exchange.FederationTests.Suites.Subgraphs;

namespace Exchange.FederationTests.Suites;

/// <summary>Fields taken over from departments that do not exist (any more), that never had them, or that still need them.</summary>
public sealed class UnavailableOverrideTests
{
    private readonly FederatedGraph _graph = new(
        new MemorySubgraph("a", """
            type Query { ad: Ad ads: [Ad!] shared: Ad @shareable }
            type Ad @key(fields: "id") { id: ID! @override(from: "b") text: String @override(from: "gone") price: Int @shareable }
            """)
            .Answers("""{"ad":{"id":"1"},"ads":[{"id":"1"},{"id":"2"}],"shared":{"id":"2"}}""")
            .Holds("Ad", """[{"id":"1","text":"Sale","price":4},{"id":"2","text":null,"price":6}]"""),
        new MemorySubgraph("b", """
            type Query { ofB: Ad shared: Ad @shareable }
            type Ad @key(fields: "id") { id: ID! clicks: Int price: Int @shareable @override(from: "nobody") views: Int }
            """)
            .Answers("""{"ofB":{"id":"2"},"shared":{"id":"2"}}""")
            .Holds("Ad", """[{"id":"1","clicks":100,"price":4},{"id":"2","clicks":0,"price":6}]""")
            .Refuses("Ad.views"),
        new MemorySubgraph("c", """
            type Ad @key(fields: "id") { id: ID! views: Int @override(from: "b") }
            """)
            .Holds("Ad", """[{"id":"1","views":7},{"id":"2","views":8}]"""));

    [Fact]
    public Task A_key_that_was_taken_over_still_leads_there() => _graph.Answers(
        "{ ad { text clicks } }", """{"ad":{"text":"Sale","clicks":100}}""", atMost: 2);

    [Fact]
    public Task And_it_still_leads_away() => _graph.Answers("{ ofB { id clicks text } }", """{"ofB":{"id":"2","clicks":0,"text":null}}""", atMost: 2);

    [Fact]
    public Task Taken_over_from_nobody_is_simply_own() => _graph.Answers("{ ads { text price } }",
        """{"ads":[{"text":"Sale","price":4},{"text":null,"price":6}]}""", atMost: 1);

    [Fact]
    public Task A_shared_field_is_taken_where_the_path_is() => _graph.Answers("{ ofB { price clicks } }", """{"ofB":{"price":6,"clicks":0}}""", atMost: 1);

    [Fact]
    public Task What_moved_on_is_asked_of_the_third() => _graph.Answers(
        "{ ofB { views clicks } ad { views } }", """{"ofB":{"views":8,"clicks":0},"ad":{"views":7}}""");

    [Fact]
    public Task A_shared_root_begins_where_most_is() => _graph.Answers("{ shared { clicks price } }", """{"shared":{"clicks":0,"price":6}}""", atMost: 1);
}
