using Exchange.FederationTests.Suites.Subgraphs;

namespace Exchange.FederationTests.Suites;

public sealed class SharedRootTests
{
    private readonly FederatedGraph _graph = new(
        new MemorySubgraph("names", """
            type Query { office: Office @shareable offices: [Office!]! @shareable }
            type Office { id: ID! @shareable title: Title }
            type Title { short: String long: String @shareable }
            """)
            .Answers("""
            {"office":{"id":"o1","title":{"short":"Reg","long":"Registry"}},
             "offices":[{"id":"o1","title":{"short":"Reg","long":"Registry"}},{"id":"o2","title":null}]}
            """),
        new MemorySubgraph("hours", """
            type Query { office: Office @shareable offices: [Office!]! @shareable }
            type Office { id: ID! @shareable hours: Hours }
            type Hours { opens: Int closes: Int }
            """)
            .Answers("""
            {"office":{"id":"o1","hours":{"opens":8,"closes":17}},
             "offices":[{"id":"o1","hours":{"opens":8,"closes":17}},{"id":"o2","hours":{"opens":9,"closes":null}}]}
            """),
        new MemorySubgraph("places", """
            type Query { office: Office @shareable offices: [Office!]! @shareable }
            type Office { id: ID! @shareable place: Place }
            type Place { street: String }
            """)
            .Answers("""
            {"office":{"id":"o1","place":{"street":"Canal"}},
             "offices":[{"id":"o1","place":{"street":"Canal"}},{"id":"o2","place":{"street":"Hill"}}]}
            """));

    [Fact]
    public Task A_root_field_without_a_key_is_put_together_from_all_who_have_it() => _graph.Answers(
        "{ office { id title { short long } hours { opens closes } place { street } } }",
        """{"office":{"id":"o1","title":{"short":"Reg","long":"Registry"},"hours":{"opens":8,"closes":17},"place":{"street":"Canal"}}}""",
        atMost: 3);

    [Fact]
    public Task Only_those_are_asked_who_are_needed() => _graph.Answers(
        "{ office { id hours { opens } } }", """{"office":{"id":"o1","hours":{"opens":8}}}""", atMost: 1);

    [Fact]
    public Task What_all_have_is_asked_of_one() => _graph.Answers("{ office { id } offices { id } }",
        """{"office":{"id":"o1"},"offices":[{"id":"o1"},{"id":"o2"}]}""", atMost: 1);

    [Fact]
    public Task Lists_are_put_together_item_by_item() => _graph.Answers(
        "{ offices { title { short } hours { closes } place { street } } }",
        """
        {"offices":[{"title":{"short":"Reg"},"hours":{"closes":17},"place":{"street":"Canal"}},
                    {"title":null,"hours":{"closes":null},"place":{"street":"Hill"}}]}
        """,
        atMost: 3);

    [Fact]
    public Task Aliases_of_one_shared_root_keep_apart() => _graph.Answers(
        "{ a: office { t: title { long } } b: office { h: hours { opens } i: id } }",
        """{"a":{"t":{"long":"Registry"}},"b":{"h":{"opens":8},"i":"o1"}}""",
        atMost: 2);

    [Fact]
    public Task The_type_name_of_a_shared_root_asks_nobody_more() => _graph.Answers(
        "{ __typename office { __typename place { __typename street } } }",
        """{"__typename":"Query","office":{"__typename":"Office","place":{"__typename":"Place","street":"Canal"}}}""",
        atMost: 1);
}
