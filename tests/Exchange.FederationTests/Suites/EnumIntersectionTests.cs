using Exchange.FederationTests.Suites.Subgraphs;
using Exchange.GraphQL.Values;

namespace Exchange.FederationTests.Suites;

/// <summary>Enums of which each department knows a part: read, the values of all; given, the values of both; both ways, all alike.</summary>
public sealed class EnumIntersectionTests
{
    private readonly FederatedGraph _graph = new(
        new MemorySubgraph("licences", """
            type Query {
              licence(id: ID!): Licence
              licences(of: Kind): [Licence!]! @shareable
              count(state: State = OPEN): String
            }
            type Licence @key(fields: "id") { id: ID! status: Status @shareable }
            enum Status { OPEN CLOSED }
            enum Kind { DOG BOAT HUNT }
            enum State { OPEN SHUT }
            """)
            .Resolves("Query.licence", (_, arguments) => new Row { ["id"] = arguments["id"] })
            .Resolves("Query.licences", (_, arguments) => Row.Read(arguments["of"].IsNull ? """[{"id":"1"},{"id":"2"}]""" : """[{"id":"1"}]"""))
            .Resolves("Query.count", (_, arguments) => arguments["state"].AsString() + "!")
            .Holds("Licence", """[{"id":"1","status":"OPEN"},{"id":"2","status":"CLOSED"}]"""),
        new MemorySubgraph("courts", """
            type Query { licences(of: Kind): [Licence!]! @shareable ruling: Status rulings: [Status] }
            type Licence @key(fields: "id") { id: ID! appeal: Status secret: Grade! kind: Hidden }
            enum Status { OPEN SUSPENDED }
            enum Kind { BOAT DOG CART }
            enum Grade { LOW HIGH @inaccessible }
            enum Hidden { A B C @inaccessible }
            """)
            .Answers("""{"ruling":"SUSPENDED","rulings":["OPEN",null,"SUSPENDED"]}""")
            .Resolves("Query.licences", (_, arguments) => Row.Read(arguments["of"].IsNull ? """[{"id":"1"},{"id":"2"}]""" : """[{"id":"1"}]"""))
            .Holds("Licence", """[{"id":"1","appeal":"SUSPENDED","secret":"LOW","kind":"C"},{"id":"2","appeal":null,"secret":"HIGH","kind":"A"}]"""));

    [Fact]
    public Task What_is_read_may_be_any_value_of_any_department() => _graph.Answers(
        "{ ruling rulings licences { status appeal } }",
        """
        {"ruling":"SUSPENDED","rulings":["OPEN",null,"SUSPENDED"],
         "licences":[{"status":"OPEN","appeal":"SUSPENDED"},{"status":"CLOSED","appeal":null}]}
        """);

    [Fact]
    public Task What_is_given_must_be_known_to_both() => _graph.Answers(
        "{ licences(of: BOAT) { status } }", """{"licences":[{"status":"OPEN"}]}""");

    [Fact]
    public Task A_value_that_one_department_does_not_know_is_refused() => _graph.Refuses("{ licences(of: HUNT) { status } }");

    [Fact]
    public Task A_value_that_only_the_other_knows_is_refused_too() => _graph.Refuses("{ licences(of: CART) { status } }");

    [Fact]
    public Task As_a_variable_it_is_refused_as_well() =>
        _graph.Refuses("query Ask($of: Kind) { licences(of: $of) { status } }", """{"of":"HUNT"}""");

    [Fact]
    public Task A_value_as_a_variable_travels_by_its_name() => _graph.Answers(
        "query Ask($of: Kind) { licences(of: $of) { id } }", """{"licences":[{"id":"1"}]}""", """{"of":"DOG"}""", atMost: 1);

    [Fact]
    public Task A_default_of_the_department_holds() => _graph.Answers(
        "{ count other: count(state: SHUT) }", """{"count":"OPEN!","other":"SHUT!"}""", atMost: 1);

    [Fact]
    public Task A_hidden_value_is_not_shown() => _graph.Answers(
        """{ a: licence(id: "1") { kind } b: licence(id: "2") { kind } }""", """{"a":{"kind":null},"b":{"kind":"A"}}""");

    [Fact]
    public Task A_hidden_value_where_one_must_be_takes_the_object_with_it() => _graph.Answers(
        """{ a: licence(id: "1") { secret } b: licence(id: "2") { id secret } }""", """{"a":{"secret":"LOW"},"b":null}""");
}
