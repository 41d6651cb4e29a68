using Exchange.FederationTests.Suites.Subgraphs;

namespace Exchange.FederationTests.Suites;

/// <summary>A field of an interface that each implementation gets from another department.</summary>
public sealed class DistributedInterfaceTests
{
    private readonly FederatedGraph _graph = new(
        new MemorySubgraph("fleet", """
            type Query { machines: [Machine!]! crane: Crane newest: Machine }
            interface Machine { id: ID! maker: String site: Site }
            interface Site { id: ID! }
            type Crane implements Machine @key(fields: "id") { id: ID! maker: String @shareable site: Site }
            type Pump implements Machine @key(fields: "id") { id: ID! maker: String @external site: Site }
            type Drone implements Machine @key(fields: "id") { id: ID! maker: String @shareable site: Site }
            type Yard implements Site @key(fields: "id") { id: ID! }
            type Dock implements Site @key(fields: "id") { id: ID! }
            """)
            .Answers("""
            {"machines":[{"__typename":"Crane","id":"c1"},{"__typename":"Pump","id":"p1"},{"__typename":"Drone","id":"d1","maker":"Sky","site":null}],
             "crane":{"id":"c1"},"newest":{"__typename":"Pump","id":"p1"}}
            """)
            .Holds("Crane", """[{"id":"c1","maker":"Lift","site":{"__typename":"Yard","id":"y1"}}]""")
            .Holds("Drone", """[{"id":"d1","maker":"Sky","site":null}]""")
            .Holds("Pump", """[{"id":"p1","site":{"__typename":"Dock","id":"k1"}}]"""),
        new MemorySubgraph("pumps", """
            interface Machine { id: ID! maker: String hours: Int }
            type Pump implements Machine @key(fields: "id") { id: ID! maker: String hours: Int }
            type Crane implements Machine @key(fields: "id") { id: ID! maker: String @shareable hours: Int }
            type Drone implements Machine @key(fields: "id") { id: ID! maker: String @shareable hours: Int }
            """)
            .Holds("Drone", """[{"id":"d1","maker":"Sky","hours":1}]""")
            .Holds("Pump", """[{"id":"p1","maker":"Flow","hours":7}]""")
            .Holds("Crane", """[{"id":"c1","maker":"Lift","hours":null}]"""),
        new MemorySubgraph("sites", """
            interface Site { id: ID! name: String }
            type Yard implements Site @key(fields: "id") { id: ID! name: String }
            type Dock implements Site @key(fields: "id") { id: ID! name: String depth: Int }
            """)
            .Holds("Yard", """[{"id":"y1","name":"North Yard"}]""")
            .Holds("Dock", """[{"id":"k1","name":"East Dock","depth":12}]"""));

    [Fact]
    public Task Each_implementation_has_it_from_elsewhere() => _graph.Answers(
        "{ machines { id maker } }",
        """{"machines":[{"id":"c1","maker":"Lift"},{"id":"p1","maker":"Flow"},{"id":"d1","maker":"Sky"}]}""",
        atMost: 2);

    [Fact]
    public Task A_field_that_the_interface_has_only_elsewhere() => _graph.Answers(
        "{ newest { hours maker } }", """{"newest":{"hours":7,"maker":"Flow"}}""", atMost: 2);

    [Fact]
    public Task An_interface_behind_the_interface() => _graph.Answers(
        "{ machines { site { __typename id name } } }",
        """
        {"machines":[{"site":{"__typename":"Yard","id":"y1","name":"North Yard"}},{"site":{"__typename":"Dock","id":"k1","name":"East Dock"}},
                     {"site":null}]}
        """,
        atMost: 2);

    [Fact]
    public Task Fields_of_implementations_of_the_inner_interface() => _graph.Answers(
        "{ machines { maker site { name ... on Dock { depth } } } crane { maker site { ... on Yard { name } } } }",
        """
        {"machines":[{"maker":"Lift","site":{"name":"North Yard"}},{"maker":"Flow","site":{"name":"East Dock","depth":12}},{"maker":"Sky","site":null}],
         "crane":{"maker":"Lift","site":{"name":"North Yard"}}}
        """,
        atMost: 3);

    [Fact]
    public Task Nothing_but_the_types() => _graph.Answers(
        "{ machines { __typename site { __typename } } }",
        """
        {"machines":[{"__typename":"Crane","site":{"__typename":"Yard"}},{"__typename":"Pump","site":{"__typename":"Dock"}},{"__typename":"Drone","site":null}]}
        """,
        atMost: 1);

    [Fact]
    public Task The_object_itself_needs_nobody_else() => _graph.Answers("{ crane { id maker } }", """{"crane":{"id":"c1","maker":"Lift"}}""", atMost: 1);
}
