using Exchange.FederationTests.Suites.Subgraphs;

namespace Exchange.FederationTests.Suites;

/// <summary>Two fields of one department require the same field with different arguments: they cannot travel in one representation.</summary>
public sealed class ConflictingArgumentsTests
{
    private readonly FederatedGraph _graph = new(
        new MemorySubgraph("maps", """
            type Query { site: Site sites: [Site] }
            type Site @key(fields: "id") { id: ID! distance(unit: Unit = M): Int street(lang: String): Street }
            enum Unit { M KM }
            type Street { name(short: Boolean = false): String }
            """)
            .Answers("""{"site":{"id":"1"},"sites":[{"id":"2"},null,{"id":"1"}]}""")
            .Holds("Site", """[{"id":"1"},{"id":"2"}]""")
            .Resolves("Site.distance", (site, arguments) => (site.Text("id") == "1" ? 3000 : 5000) / (arguments["unit"].AsString() == "KM" ? 1000 : 1))
            .Resolves("Site.street", (site, arguments) => site.Text("id") == "2" ? null : Row.Read($$"""{"lang":"{{(arguments["lang"].IsNull ? "zh" : arguments["lang"].AsString())}}"}"""))
            .Resolves("Street.name", (street, arguments) => street.Text("lang") + (arguments["short"].AsBoolean() ? "." : " street")),
        new MemorySubgraph("fares", """
            type Site @key(fields: "id") {
              id: ID!
              distance(unit: Unit = M): Int @external
              street(lang: String): Street @external
              walk: String @requires(fields: "distance(unit: M)")
              drive: String @requires(fields: "distance(unit: KM)")
              ride: String @requires(fields: "distance(unit: KM)")
              sign: String @requires(fields: "street(lang: \"en\") { name }")
              board: String @requires(fields: "street(lang: \"en\") { name(short: true) }")
              plate: String @requires(fields: "street { name }")
              zone: Int
            }
            enum Unit { M KM }
            type Street { name(short: Boolean = false): String @external }
            """)
            .Holds("Site", """[{"id":"1","zone":1},{"id":"2","zone":2}]""")
            .Resolves("Site.walk", (site, _) => $"walk {site.Number("distance")}")
            .Resolves("Site.drive", (site, _) => $"drive {site.Number("distance")}")
            .Resolves("Site.ride", (site, _) => $"ride {site.Number("distance")}")
            .Resolves("Site.sign", (site, _) => $"sign {site.Object("street")?.Text("name")}")
            .Resolves("Site.board", (site, _) => $"board {site.Object("street")?.Text("name")}")
            .Resolves("Site.plate", (site, _) => $"plate {site.Object("street")?.Text("name")}"));

    [Fact]
    public Task Each_gets_its_own() => _graph.Answers(
        "{ site { walk drive } }", """{"site":{"walk":"walk 3000","drive":"drive 3"}}""", atMost: 2);

    [Fact]
    public Task Those_that_agree_travel_together() => _graph.Answers(
        "{ sites { drive walk ride zone } }",
        """
        {"sites":[{"drive":"drive 5","walk":"walk 5000","ride":"ride 5","zone":2},null,{"drive":"drive 3","walk":"walk 3000","ride":"ride 3","zone":1}]}
        """,
        atMost: 2);

    [Fact]
    public Task The_caller_asks_in_a_third_way() => _graph.Answers(
        "{ site { distance d: distance(unit: KM) drive walk } }",
        """{"site":{"distance":3000,"d":3,"drive":"drive 3","walk":"walk 3000"}}""",
        atMost: 2);

    [Fact]
    public Task A_conflict_one_level_down() => _graph.Answers(
        "{ site { sign board } }", """{"site":{"sign":"sign en street","board":"board en."}}""", atMost: 2);

    [Fact]
    public Task A_conflict_of_the_object_itself() => _graph.Answers(
        """{ sites { sign plate street(lang: "fr") { n: name s: name(short: true) } } }""",
        """
        {"sites":[{"sign":"sign ","plate":"plate ","street":null},null,
                  {"sign":"sign en street","plate":"plate zh street","street":{"n":"fr street","s":"fr."}}]}
        """,
        atMost: 2);

    [Fact]
    public Task All_of_them() => _graph.Answers(
        "{ site { walk drive ride sign board plate zone } }",
        """
        {"site":{"walk":"walk 3000","drive":"drive 3","ride":"ride 3","sign":"sign en street","board":"board en.","plate":"plate zh street","zone":1}}
        """,
        atMost: 2);
}
