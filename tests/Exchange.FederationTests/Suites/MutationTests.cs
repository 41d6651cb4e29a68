using Exchange.FederationTests.Suites.Subgraphs;
using Exchange.GraphQL.Values;

namespace Exchange.FederationTests.Suites;

public sealed class MutationTests
{
    private readonly FederatedGraph _graph;
    private long _total;

    public MutationTests() => _graph = new(
        new MemorySubgraph("permits", """
            type Query { permit(id: ID!): Permit }
            type Mutation {
              add(by: Int!): Int!
              file(permit: NewPermit!): Permit!
              amend(id: ID!, fee: Int): Permit
              refuse: Permit
            }
            input NewPermit { title: String! fee: Int = 5 tags: [String!] }
            type Permit @key(fields: "id") { id: ID! title: String! fee: Int }
            """)
            .Resolves("Mutation.add", (_, arguments) => _total += arguments["by"].AsInteger())
            .Resolves("Mutation.file", (_, arguments) => Filed(arguments["permit"].AsObject()))
            .Resolves("Mutation.amend", (_, arguments) => new Row { ["id"] = arguments["id"], ["fee"] = arguments["fee"] })
            .Fails("Mutation.refuse")
            .Holds("Permit", """[{"id":"p1","title":"Fence","fee":3},{"id":"p2","title":"Roof","fee":7}]"""),
        new MemorySubgraph("reviews", """
            type Query { total: Int! }
            type Mutation { multiply(by: Int!): Int! approve(id: ID!): Permit! }
            type Permit @key(fields: "id") { id: ID! state: String! fee: Int @external dear: Boolean! @requires(fields: "fee") }
            """)
            .Answers("""{"approve":{"id":"p1"}}""", "Mutation")
            .Resolves("Query.total", (_, _) => _total)
            .Resolves("Mutation.multiply", (_, arguments) => _total *= arguments["by"].AsInteger())
            .Resolves("Mutation.approve", (_, arguments) => new Row { ["id"] = arguments["id"] })
            .Resolves("Permit.dear", (permit, _) => permit["fee"] is not null && permit.Number("fee") > 5)
            .Holds("Permit", """[{"id":"p1","state":"OPEN"},{"id":"p2","state":"APPROVED"},{"id":"new","state":"FILED"}]"""));

    [Fact]
    public Task Mutations_of_several_departments_run_in_the_order_of_the_document() => _graph.Answers(
        "mutation { a: add(by: 1) b: multiply(by: 10) c: add(by: 3) d: multiply(by: 2) }",
        """{"a":1,"b":10,"c":13,"d":26}""",
        atMost: 4);

    [Fact]
    public Task Mutations_of_one_department_in_a_row_are_one_request() => _graph.Answers(
        "mutation { a: add(by: 1) b: add(by: 2) c: add(by: 4) }", """{"a":1,"b":3,"c":7}""", atMost: 1);

    [Fact]
    public Task What_a_mutation_returns_is_completed_by_other_departments() => _graph.Answers(
        """mutation { file(permit: {title: "Shed"}) { id title state fee } }""",
        """{"file":{"id":"new","title":"Shed","state":"FILED","fee":5}}""",
        atMost: 2);

    [Fact]
    public Task A_whole_input_object_travels_as_a_variable() => _graph.Answers(
        "mutation File($permit: NewPermit!) { file(permit: $permit) { title fee dear } }",
        """{"file":{"title":"Shed","fee":8,"dear":true}}""",
        """{"permit":{"title":"Shed","fee":8,"tags":["a","b"]}}""");

    [Fact]
    public Task A_variable_inside_an_input_object_travels_too() => _graph.Answers(
        "mutation File($fee: Int, $tag: String!) { file(permit: {title: \"Shed\", fee: $fee, tags: [$tag]}) { fee } }",
        """{"file":{"fee":2}}""",
        """{"fee":2,"tag":"x"}""");

    [Fact]
    public Task What_a_field_requires_is_read_after_the_mutation_that_changes_it() => _graph.Answers(
        """mutation { amend(id: "p1", fee: 9) { fee dear state } }""",
        """{"amend":{"fee":9,"dear":true,"state":"OPEN"}}""",
        atMost: 2);

    [Fact]
    public Task The_second_department_starts_from_its_own_mutation() => _graph.Answers(
        """mutation { approve(id: "p2") { title state dear } }""",
        """{"approve":{"title":"Roof","state":"APPROVED","dear":true}}""",
        atMost: 3);

    [Fact]
    public Task The_same_mutation_twice_is_done_twice() => _graph.Answers(
        """mutation { a: amend(id: "p1", fee: 1) { fee dear } b: amend(id: "p1", fee: 100) { fee dear } }""",
        """{"a":{"fee":1,"dear":false},"b":{"fee":100,"dear":true}}""");

    [Fact]
    public Task A_mutation_that_fails_leaves_the_others_done() => _graph.AnswersWithErrors(
        "mutation { refuse { title } add(by: 2) multiply(by: 3) }", """{"refuse":null,"add":2,"multiply":6}""");

    private static Row Filed(DatumObject permit) => new() { ["id"] = "new", ["title"] = permit["title"], ["fee"] = permit["fee"] };
}
