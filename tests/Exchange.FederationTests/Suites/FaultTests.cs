using Exchange.FederationTests.Suites.Subgraphs;

namespace Exchange.FederationTests.Suites;

/// <summary>A department that fails costs its own fields and no other.</summary>
public sealed class FaultTests
{
    private readonly MemorySubgraph _people;
    private readonly MemorySubgraph _homes;
    private readonly FederatedGraph _graph;

    public FaultTests()
    {
        _people = new MemorySubgraph("people", """
            type Query { person: Person people: [Person] broken: Person }
            type Person @key(fields: "id") { id: ID! name: String age: Int! }
            """)
            .Answers("""{"person":{"id":"1"},"people":[{"id":"1"},{"id":"2"}]}""")
            .Fails("Query.broken")
            .Holds("Person", """[{"id":"1","name":"Lin","age":30},{"id":"2","name":"Mo","age":null}]""");
        _homes = new MemorySubgraph("homes", """
            type Query { home: Home homes: [Home!]! }
            type Home @key(fields: "id") { id: ID! street: String }
            type Person @key(fields: "id") { id: ID! street: String failing: String home: Home! name: String @external shout: String @requires(fields: "name") }
            """)
            .Answers("""{"home":{"id":"h1"},"homes":[{"id":"h1"}]}""")
            .Holds("Home", """[{"id":"h1","street":"Canal"}]""")
            .Holds("Person", """[{"id":"1","street":"Canal","home":{"id":"h1"}},{"id":"2","street":"Hill","home":{"id":"h1"}}]""")
            .Fails("Person.failing")
            .Resolves("Person.shout", (person, _) => (person.Text("name") ?? "nobody").ToUpperInvariant());
        _graph = new FederatedGraph(_people, _homes);
    }

    [Fact]
    public Task A_field_that_fails_is_null_with_an_error() => _graph.AnswersWithErrors(
        "{ people { name failing street } }",
        """{"people":[{"name":"Lin","failing":null,"street":"Canal"},{"name":"Mo","failing":null,"street":"Hill"}]}""");

    [Fact]
    public Task A_root_field_that_fails_leaves_the_others() => _graph.AnswersWithErrors(
        "{ broken { name street } home { street } person { name } }", """{"broken":null,"home":{"street":"Canal"},"person":{"name":"Lin"}}""");

    [Fact]
    public Task A_department_that_is_down_costs_its_fields()
    {
        _homes.IsDown = true;
        return _graph.AnswersWithErrors("{ person { name street } home { street } }", """{"person":{"name":"Lin","street":null},"home":null}""");
    }

    [Fact]
    public Task What_must_not_be_null_takes_its_object_with_it()
    {
        _homes.IsDown = true;
        return _graph.AnswersWithErrors("{ people { name home { street } } }", """{"people":[null,null]}""");
    }

    [Fact]
    public Task Up_to_the_root()
    {
        _homes.IsDown = true;
        return _graph.AnswersWithErrors("{ person { name } homes { street } }", "null");
    }

    [Fact]
    public Task An_error_in_a_list_takes_one_item() => _graph.AnswersWithErrors(
        "{ people { name age street } }", """{"people":[{"name":"Lin","age":30,"street":"Canal"},null]}""");

    [Fact]
    public Task What_was_required_and_did_not_come_is_sent_as_null()
    {
        _people.Fails("Person.name");
        return _graph.AnswersWithErrors("{ person { shout street } }", """{"person":{"shout":"NOBODY","street":"Canal"}}""");
    }
}
