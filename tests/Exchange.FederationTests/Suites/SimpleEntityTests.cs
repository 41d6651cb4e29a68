using Exchange.FederationTests.Suites.Subgraphs;

namespace Exchange.FederationTests.Suites;

public sealed class SimpleEntityTests
{
    private readonly FederatedGraph _graph = new(
        new MemorySubgraph("people", """
            type Query { person(id: ID!): Person people: [Person!]! }
            type Person @key(fields: "id") { id: ID! name: String! }
            """)
            .Resolves("Query.person", (_, arguments) => arguments["id"].AsString() == "9" ? null : Row.Read($$"""{"id":"{{arguments["id"].AsString()}}"}"""))
            .Answers("""{"people":[{"id":"1"},{"id":"2"},{"id":"1"},{"id":"3"}]}""")
            .Holds("Person", """[{"id":"1","name":"Lin"},{"id":"2","name":"Mo"},{"id":"3","name":"Wen"}]"""),
        new MemorySubgraph("homes", """
            type Person @key(fields: "id") { id: ID! street: String household: [Person!]! }
            """)
            .Holds("Person", """
            [{"id":"1","street":"Canal","household":[{"id":"2"},{"id":"3"}]},{"id":"2","street":null,"household":[{"id":"1"}]}]
            """));

    [Fact]
    public Task A_field_of_another_department_takes_one_request_more() =>
        _graph.Answers("""{ person(id: "1") { name street } }""", """{"person":{"name":"Lin","street":"Canal"}}""", atMost: 2);

    [Fact]
    public Task Aliases_of_the_caller_stand_in_the_answer() => _graph.Answers(
        """{ a: person(id: "1") { n: name s: street t: street } b: person(id: "2") { s: name } }""",
        """{"a":{"n":"Lin","s":"Canal","t":"Canal"},"b":{"s":"Mo"}}""",
        atMost: 2);

    [Fact]
    public Task Each_person_of_a_list_is_asked_for_once() => _graph.Answers(
        "{ people { id street } }",
        """{"people":[{"id":"1","street":"Canal"},{"id":"2","street":null},{"id":"1","street":"Canal"},{"id":"3","street":null}]}""",
        atMost: 2);

    [Fact]
    public Task From_there_and_back_again() => _graph.Answers(
        """{ person(id: "1") { household { name street } } }""",
        """{"person":{"household":[{"name":"Mo","street":null},{"name":"Wen","street":null}]}}""",
        atMost: 3);

    [Fact]
    public Task Who_is_unknown_is_asked_for_nowhere_else() =>
        _graph.Answers("""{ person(id: "9") { name street } }""", """{"person":null}""", atMost: 1);

    [Fact]
    public Task Who_is_unknown_to_the_other_department_has_no_value_there() =>
        _graph.Answers("""{ person(id: "3") { name street } }""", """{"person":{"name":"Wen","street":null}}""");

    [Fact]
    public Task A_missing_value_that_must_not_be_null_takes_its_object_with_it() =>
        _graph.Answers("""{ person(id: "3") { name household { id } } }""", """{"person":null}""");

    [Fact]
    public Task Fragments_and_variables_are_the_callers_own_business() => _graph.Answers(
        """
        query Ask($id: ID!) { person(id: $id) { ...Home ... on Person { name } } }
        fragment Home on Person { street household { ...Names } }
        fragment Names on Person { name }
        """,
        """{"person":{"street":"Canal","household":[{"name":"Mo"},{"name":"Wen"}],"name":"Lin"}}""",
        """{"id":"1"}""",
        atMost: 3);

    [Fact]
    public Task The_key_alone_asks_nobody_else() =>
        _graph.Answers("""{ person(id: "2") { household { id } } }""", """{"person":{"household":[{"id":"1"}]}}""", atMost: 2);
}
