using Exchange.FederationTests.Suites.Subgraphs;

namespace Exchange.FederationTests.Suites;

public sealed class InterfaceObjectRequiresTests
{
    private readonly FederatedGraph _graph = new(
        new MemorySubgraph("users", """
            type Query { users: [Account!]! first: Account }
            interface Account @key(fields: "id") { id: ID! name: String grade: Int }
            type Student implements Account @key(fields: "id") { id: ID! name: String grade: Int }
            type Worker implements Account @key(fields: "id") { id: ID! name: String grade: Int firm: String }
            """)
            .Answers("""
            {"users":[{"__typename":"Student","id":"u1"},{"__typename":"Worker","id":"u2"}],"first":{"__typename":"Worker","id":"u2"}}
            """)
            .Holds("Student", """[{"id":"u1","name":"Lin","grade":7}]""")
            .Holds("Worker", """[{"id":"u2","name":"Mo","grade":null,"firm":"Ferries"}]"""),
        new MemorySubgraph("badges", """
            type Query { holders: [Account!]! }
            type Account @key(fields: "id") @interfaceObject {
              id: ID!
              name: String @external
              grade: Int @external
              username: String @requires(fields: "name")
              level: String @requires(fields: "grade name")
              since: Int
            }
            """)
            .Answers("""{"holders":[{"id":"u2"},{"id":"u1"}]}""")
            .Holds("Account", """[{"id":"u1","since":2001},{"id":"u2","since":2002}]""")
            .Resolves("Account.username", (account, _) => account.Text("name")!.ToUpperInvariant())
            .Resolves("Account.level", (account, _) => account["grade"] is null ? null : $"{account.Text("name")}-{account.Number("grade")}"));

    [Fact]
    public Task What_is_required_comes_with_every_implementation() => _graph.Answers(
        "{ users { username } }", """{"users":[{"username":"LIN"},{"username":"MO"}]}""", atMost: 2);

    [Fact]
    public Task Two_requirements_go_in_one_request() => _graph.Answers(
        "{ users { id level username since } }",
        """{"users":[{"id":"u1","level":"Lin-7","username":"LIN","since":2001},{"id":"u2","level":null,"username":"MO","since":2002}]}""",
        atMost: 2);

    [Fact]
    public Task From_the_object_what_is_required_is_fetched_first() => _graph.Answers(
        "{ holders { username since } }", """{"holders":[{"username":"MO","since":2002},{"username":"LIN","since":2001}]}""", atMost: 3);

    [Fact]
    public Task External_fields_of_the_object_come_from_the_implementations() => _graph.Answers(
        "{ holders { name ... on Worker { firm username } } }", """{"holders":[{"name":"Mo","firm":"Ferries","username":"MO"},{"name":"Lin"}]}""", atMost: 3);

    [Fact]
    public Task One_implementation_alone() => _graph.Answers(
        "{ users { ... on Student { level } } first { ... on Student { level } } }", """{"users":[{"level":"Lin-7"},{}],"first":{}}""", atMost: 2);
}
