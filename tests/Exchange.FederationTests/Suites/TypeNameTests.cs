using Exchange.FederationTests.Suites.Subgraphs;

namespace Exchange.FederationTests.Suites;

public sealed class TypeNameTests
{
    private readonly FederatedGraph _graph = new(
        new MemorySubgraph("a", """
            schema { query: Reading mutation: Writing }
            type Reading { user: User users: [User!] union: Things interface: Thing }
            type Writing { touch: User }
            type User @key(fields: "id") { id: ID! name: String }
            interface Thing { id: ID! }
            union Things = User | Gadget
            type Gadget implements Thing { id: ID! parts: [Part] }
            type Part { thing: Thing }
            """)
            .Answers("""
            {"user":{"id":"1"},"users":[{"id":"1"},{"id":"2"}],"union":{"__typename":"User","id":"1"},
             "interface":{"__typename":"Gadget","id":"g","parts":[{"thing":{"__typename":"Gadget","id":"h","parts":null}},null]}}
            """, "Reading")
            .Answers("""{"touch":{"id":"2"}}""", "Writing")
            .Holds("User", """[{"id":"1","name":"Lin"},{"id":"2","name":"Mo"}]"""),
        new MemorySubgraph("b", """
            type Query { other: User }
            type User @key(fields: "id") { id: ID! points: Int }
            """)
            .Answers("""{"other":{"id":"2"}}""")
            .Holds("User", """[{"id":"1","points":4},{"id":"2","points":5}]"""));

    [Fact]
    public Task The_root_has_its_name_in_the_graph_and_nobody_is_asked() => _graph.Answers("{ __typename }", """{"__typename":"Query"}""", atMost: 0);

    [Fact]
    public Task Under_an_alias_and_in_a_fragment() => _graph.Answers(
        "{ a: __typename ... on Query { b: __typename } ...R } fragment R on Query { __typename }",
        """{"a":"Query","b":"Query","__typename":"Query"}""",
        atMost: 0);

    [Fact]
    public Task Beside_fields_of_two_departments() => _graph.Answers(
        "{ __typename user { __typename } other { t: __typename } }",
        """{"__typename":"Query","user":{"__typename":"User"},"other":{"t":"User"}}""",
        atMost: 2);

    [Fact]
    public Task Only_the_type_names_of_a_list() => _graph.Answers(
        "{ users { __typename } }", """{"users":[{"__typename":"User"},{"__typename":"User"}]}""", atMost: 1);

    [Fact]
    public Task Of_an_entity_that_is_completed_elsewhere() => _graph.Answers(
        "{ user { a: __typename points b: __typename } }", """{"user":{"a":"User","points":4,"b":"User"}}""", atMost: 2);

    [Fact]
    public Task Of_members_and_implementations() => _graph.Answers(
        "{ union { __typename ... on User { t: __typename points } } interface { __typename ... on Gadget { parts { __typename thing { __typename } } } } }",
        """
        {"union":{"__typename":"User","t":"User","points":4},
         "interface":{"__typename":"Gadget","parts":[{"__typename":"Part","thing":{"__typename":"Gadget"}},null]}}
        """,
        atMost: 2);

    [Fact]
    public Task The_root_of_a_mutation() => _graph.Answers(
        "mutation { __typename touch { __typename points } }",
        """{"__typename":"Mutation","touch":{"__typename":"User","points":5}}""",
        atMost: 2);

    [Fact]
    public Task Introspection_asks_nobody() => _graph.Answers(
        """{ __schema { queryType { name } } __type(name: "User") { name fields { name } } }""",
        """{"__schema":{"queryType":{"name":"Query"}},"__type":{"name":"User","fields":[{"name":"id"},{"name":"name"},{"name":"points"}]}}""",
        atMost: 0);
}
