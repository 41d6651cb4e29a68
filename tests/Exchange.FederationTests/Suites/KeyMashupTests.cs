using Exchange.FederationTests.Suites.Subgraphs;

namespace Exchange.FederationTests.Suites;

/// <summary>Each department knows the entity by other keys; the way from one to the next leads over a third.</summary>
public sealed class KeyMashupTests
{
    private readonly FederatedGraph _graph = new(
        new MemorySubgraph("a", """
            type Query { a: Firm aList: [Firm]! }
            type Firm @key(fields: "id") { id: ID! fromA: String parent: Firm }
            """)
            .Answers("""{"a":{"id":"1"},"aList":[{"id":"2"},null,{"id":"1"}]}""")
            .Holds("Firm", """[{"id":"1","fromA":"a1","parent":{"id":"2"}},{"id":"2","fromA":"a2","parent":null}]"""),
        new MemorySubgraph("b", """
            type Query { b: Firm }
            type Firm @key(fields: "id") @key(fields: "tax { office number }") { id: ID! tax: Tax! fromB: String }
            type Tax { office: String! @shareable number: Int! @shareable debt: Int }
            """)
            .Answers("""{"b":{"id":"1"}}""")
            .Holds("Firm", """
            [{"id":"1","tax":{"office":"N","number":1,"debt":5},"fromB":"b1"},{"id":"2","tax":{"office":"S","number":1,"debt":0},"fromB":"b2"}]
            """),
        new MemorySubgraph("c", """
            type Query { c: [Firm!] }
            type Firm @key(fields: "tax { office number }") @key(fields: "licence") { tax: Tax! licence: ID! fromC(upper: Boolean = false): String }
            type Tax @shareable { office: String! number: Int! }
            """)
            .Answers("""{"c":[{"licence":"l2"},{"licence":"l1"}]}""")
            .Resolves("Firm.fromC", (firm, arguments) => (arguments["upper"].AsBoolean() ? "C" : "c") + firm.Text("licence"))
            .Holds("Firm", """[{"licence":"l1","tax":{"office":"N","number":1}},{"licence":"l2","tax":{"office":"S","number":1}}]"""),
        new MemorySubgraph("d", """
            type Firm @key(fields: "licence", resolvable: true) @key(fields: "id", resolvable: false) { licence: ID! id: ID! fromD: Int }
            """)
            .Holds("Firm", """[{"licence":"l1","id":"1","fromD":1},{"licence":"l2","id":"2","fromD":2}]"""));

    [Fact]
    public Task One_key_away() => _graph.Answers("{ a { fromA fromB } }", """{"a":{"fromA":"a1","fromB":"b1"}}""", atMost: 2);

    [Fact]
    public Task Two_keys_away() => _graph.Answers("{ a { fromC } }", """{"a":{"fromC":"cl1"}}""", atMost: 3);

    [Fact]
    public Task Three_keys_away() => _graph.Answers(
        "{ aList { fromD } }", """{"aList":[{"fromD":2},null,{"fromD":1}]}""", atMost: 4);

    [Fact]
    public Task All_the_way_back_by_a_key_that_leads_only_out() => _graph.Answers(
        "{ c { fromA id } }", """{"c":[{"fromA":"a2","id":"2"},{"fromA":"a1","id":"1"}]}""", atMost: 3);

    [Fact]
    public Task Everything_on_the_way_is_picked_up_on_the_way() => _graph.Answers(
        "{ a { fromA fromB fromC(upper: true) c: fromC fromD tax { debt number } } }",
        """{"a":{"fromA":"a1","fromB":"b1","fromC":"Cl1","c":"cl1","fromD":1,"tax":{"debt":5,"number":1}}}""",
        atMost: 4);

    [Fact]
    public Task Parents_take_the_same_way() => _graph.Answers(
        "{ a { parent { licence fromD } } b { licence } }", """{"a":{"parent":{"licence":"l2","fromD":2}},"b":{"licence":"l1"}}""");

    [Fact]
    public Task From_the_middle_to_both_ends() => _graph.Answers("{ b { fromA fromD } }", """{"b":{"fromA":"a1","fromD":1}}""", atMost: 4);
}
