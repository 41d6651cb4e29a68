using Exchange.FederationTests.Suites.Subgraphs;

namespace Exchange.FederationTests.Suites;

/// <summary>An interface of entities to which another department adds fields without knowing the implementations.</summary>
public sealed class InterfaceObjectTests
{
    private readonly FederatedGraph _graph = new(
        new MemorySubgraph("users", """
            type Query { users: [Account!]! anyUser: Account student: Student }
            interface Account @key(fields: "id") { id: ID! age: Int }
            type Student implements Account @key(fields: "id") { id: ID! age: Int school: String }
            type Worker implements Account @key(fields: "id") { id: ID! age: Int firm: String }
            """)
            .Answers("""
            {"users":[{"__typename":"Student","id":"u1"},{"__typename":"Worker","id":"u2"}],"anyUser":{"__typename":"Worker","id":"u2"},
             "student":{"id":"u1"}}
            """)
            .Holds("Student", """[{"id":"u1","age":11,"school":"No. 5"}]""")
            .Holds("Worker", """[{"id":"u2","age":44,"firm":"Ferries"}]"""),
        new MemorySubgraph("names", """
            type Query { named: [Account!]! firstNamed: Account }
            type Account @key(fields: "id") @interfaceObject { id: ID! name: String friends(first: Int! = 5): [Account!] }
            """)
            .Answers("""{"named":[{"id":"u2"},{"id":"u1"}],"firstNamed":{"id":"u1"}}""")
            .Holds("Account", """[{"id":"u1","name":"Lin","friends":[{"id":"u2"}]},{"id":"u2","name":"Mo","friends":[]}]"""),
        new MemorySubgraph("likes", """
            type Account @key(fields: "id") @interfaceObject { id: ID! likes: Int }
            """)
            .Holds("Account", """[{"id":"u1","likes":3},{"id":"u2","likes":null}]"""));

    [Fact]
    public Task Every_implementation_has_what_was_added_to_the_interface() => _graph.Answers(
        "{ users { id name } }", """{"users":[{"id":"u1","name":"Lin"},{"id":"u2","name":"Mo"}]}""", atMost: 2);

    [Fact]
    public Task Own_fields_and_added_ones_side_by_side() => _graph.Answers(
        "{ users { __typename name likes ... on Student { school } ... on Worker { firm age } } }",
        """
        {"users":[{"__typename":"Student","name":"Lin","likes":3,"school":"No. 5"},
                  {"__typename":"Worker","name":"Mo","likes":null,"firm":"Ferries","age":44}]}
        """,
        atMost: 3);

    [Fact]
    public Task The_added_field_is_there_on_the_implementation_itself() => _graph.Answers(
        "{ student { school name likes } }", """{"student":{"school":"No. 5","name":"Lin","likes":3}}""", atMost: 3);

    [Fact]
    public Task Inside_a_fragment_only_those_are_asked_for() => _graph.Answers(
        "{ users { id ... on Worker { name } } }", """{"users":[{"id":"u1"},{"id":"u2","name":"Mo"}]}""", atMost: 2);

    [Fact]
    public Task Who_adds_fields_can_begin_the_path() => _graph.Answers(
        "{ named { id name } }", """{"named":[{"id":"u2","name":"Mo"},{"id":"u1","name":"Lin"}]}""", atMost: 1);

    [Fact]
    public Task The_type_name_is_the_real_one() => _graph.Answers(
        "{ named { __typename } }", """{"named":[{"__typename":"Worker"},{"__typename":"Student"}]}""", atMost: 2);

    [Fact]
    public Task Fields_of_the_interface_come_from_who_knows_the_implementations() => _graph.Answers(
        "{ firstNamed { name age } }", """{"firstNamed":{"name":"Lin","age":11}}""", atMost: 2);

    [Fact]
    public Task Fragments_are_told_apart_by_the_real_type() => _graph.Answers(
        "{ named { ... on Student { school likes } ... on Worker { name } } }",
        """{"named":[{"name":"Mo"},{"school":"No. 5","likes":3}]}""");

    [Fact]
    public Task Two_who_know_no_implementation_meet_by_the_key() => _graph.Answers(
        "{ named { name likes } }", """{"named":[{"name":"Mo","likes":null},{"name":"Lin","likes":3}]}""");

    [Fact]
    public Task From_added_fields_to_the_next_accounts() => _graph.Answers(
        "{ anyUser { name } users { friends(first: 1) { __typename name ... on Worker { firm } } } }",
        """{"anyUser":{"name":"Mo"},"users":[{"friends":[{"__typename":"Worker","name":"Mo","firm":"Ferries"}]},{"friends":[]}]}""");

    [Fact]
    public Task Aliases_and_conditions_on_added_fields() => _graph.Answers(
        "query Ask($no: Boolean!) { users { n: name l: likes @include(if: $no) t: __typename } }",
        """{"users":[{"n":"Lin","t":"Student"},{"n":"Mo","t":"Worker"}]}""",
        """{"no":false}""",
        atMost: 2);
}
