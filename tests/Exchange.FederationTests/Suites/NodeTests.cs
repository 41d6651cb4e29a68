using Exchange.FederationTests.Suites.Subgraphs;

namespace Exchange.FederationTests.Suites;

/// <summary>One interface for whatever has an id, known to departments with different implementations, and found by a shared root field.</summary>
public sealed class NodeTests
{
    private readonly FederatedGraph _graph = new(
        new MemorySubgraph("nodes", """
            type Query { node(id: ID!): Node @shareable someNode: Node @shareable }
            interface Node { id: ID! }
            type Tree implements Node @key(fields: "id") { id: ID! }
            type Bench implements Node @key(fields: "id") { id: ID! }
            """)
            .Resolves("Query.node", (_, arguments) => Found(arguments["id"].AsString()))
            .Answers("""{"someNode":{"__typename":"Tree","id":"tree:1"}}""")
            .Holds("Tree", """[{"id":"tree:1"},{"id":"tree:2"}]""")
            .Holds("Bench", """[{"id":"bench:1"}]"""),
        new MemorySubgraph("nodesToo", """
            type Query { node(id: ID!): Node @shareable someNode: Node @shareable }
            interface Node { id: ID! }
            type Tree implements Node @key(fields: "id") { id: ID! }
            type Bench implements Node @key(fields: "id") { id: ID! }
            """)
            .Resolves("Query.node", (_, arguments) => Found(arguments["id"].AsString()))
            .Answers("""{"someNode":{"__typename":"Tree","id":"tree:1"}}""")
            .Holds("Tree", """[{"id":"tree:1"},{"id":"tree:2"}]""")
            .Holds("Bench", """[{"id":"bench:1"}]"""),
        new MemorySubgraph("trees", """
            interface Node { id: ID! }
            type Tree implements Node @key(fields: "id") { id: ID! species: String planted: Int near: [Node!] }
            type Bench @key(fields: "id") { id: ID! shade: Tree }
            """)
            .Holds("Tree", """[{"id":"tree:1","species":"Camphor","planted":1950,"near":[{"__typename":"Tree","id":"tree:2"}]},{"id":"tree:2","species":"Ginkgo","planted":null,"near":[]}]""")
            .Holds("Bench", """[{"id":"bench:1","shade":{"id":"tree:2"}}]"""));

    [Fact]
    public Task The_id_alone() => _graph.Answers("""{ node(id: "tree:1") { id } }""", """{"node":{"id":"tree:1"}}""", atMost: 1);

    [Fact]
    public Task The_type_name_and_the_fields_of_the_type() => _graph.Answers(
        """{ node(id: "tree:1") { __typename id ... on Tree { species planted } } }""",
        """{"node":{"__typename":"Tree","id":"tree:1","species":"Camphor","planted":1950}}""",
        atMost: 2);

    [Fact]
    public Task The_other_type_gives_its_own() => _graph.Answers(
        """{ node(id: "bench:1") { ... on Tree { species } ... on Bench { id shade { species } } } }""",
        """{"node":{"id":"bench:1","shade":{"species":"Ginkgo"}}}""",
        atMost: 2);

    [Fact]
    public Task Nobody_knows_the_id() => _graph.Answers("""{ node(id: "lamp:1") { id ... on Tree { species } } }""", """{"node":null}""", atMost: 1);

    [Fact]
    public Task The_same_field_with_different_arguments() => _graph.Answers(
        """
        query Ask($id: ID!) { a: node(id: "tree:2") { ... on Tree { species } } b: node(id: $id) { ... on Bench { shade { id } } } someNode { ... on Tree { planted } } }
        """,
        """{"a":{"species":"Ginkgo"},"b":{"shade":{"id":"tree:2"}},"someNode":{"planted":1950}}""",
        """{"id":"bench:1"}""",
        atMost: 2);

    [Fact]
    public Task Nodes_behind_a_node_are_known_to_a_part_of_the_departments() => _graph.Answers(
        """{ node(id: "tree:1") { ... on Tree { near { __typename id ... on Tree { species } ... on Bench { shade { id } } } } } }""",
        """{"node":{"near":[{"__typename":"Tree","id":"tree:2","species":"Ginkgo"}]}}""",
        atMost: 2);

    private static object? Found(string id) => id switch
    {
        "tree:1" or "tree:2" => Row.Read($$"""{"__typename":"Tree","id":"{{id}}"}"""),
        "bench:1" => Row.Read("""{"__typename":"Bench","id":"bench:1"}"""),
        _ => null,
    };
}
