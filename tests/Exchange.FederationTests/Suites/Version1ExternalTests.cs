using Exchange.FederationTests.Suites.Subgraphs;

namespace Exchange.FederationTests.Suites;

/// <summary>Services of Federation 1: <c>extend type</c>, externals everywhere, shared value types without a word about it.</summary>
public sealed class Version1ExternalTests
{
    private readonly FederatedGraph _graph = new(
        new MemorySubgraph("people", """
            type Query { me: Person randomPerson: Person }
            type Person @key(fields: "id") { id: ID! name: String! username: String address: Address }
            type Address { street: String zip: String }
            """, version: 1)
            .Answers("""{"me":{"id":"1"},"randomPerson":{"id":"2"}}""")
            .Holds("Person", """
            [{"id":"1","name":"Lin","username":"lin","address":{"street":"Canal","zip":"100"}},{"id":"2","name":"Mo","username":null,"address":null}]
            """),
        new MemorySubgraph("fines", """
            extend type Query { fines: [Fine] providedFine: Fine }
            type Fine @key(fields: "id") { id: ID! amount: Int! driver: Person @provides(fields: "username") car: Car }
            extend type Person @key(fields: "id") { id: ID! @external username: String @external name: String! @external fines: [Fine] }
            extend type Car @key(fields: "plate") { plate: ID! @external weight: Int @external tax: Int @requires(fields: "weight") }
            """, version: 1)
            .Answers("""
            {"fines":[{"id":"f1","amount":5,"driver":{"id":"1","username":"lin"},"car":{"plate":"A1"}},null,{"id":"f2","amount":9,"driver":null,"car":null}],
             "providedFine":{"id":"f1","amount":5,"driver":{"id":"1","username":"lin"},"car":null}}
            """)
            .Holds("Fine", """[{"id":"f1"},{"id":"f2"}]""")
            .Holds("Person", """[{"id":"1","fines":[{"id":"f1","amount":5},{"id":"f2","amount":9}]},{"id":"2","fines":[]}]""")
            .Resolves("Car.tax", (car, _) => car["weight"] is null ? null : car.Number("weight") / 10),
        new MemorySubgraph("cars", """
            type Query { car(plate: ID!): Car }
            type Car @key(fields: "plate") { plate: ID! weight: Int owner: Person garage: Address }
            type Address { street: String zip: String }
            extend type Person @key(fields: "id") { id: ID! @external cars: [Car] }
            """, version: 1)
            .Resolves("Query.car", (_, arguments) => new Row { ["plate"] = arguments["plate"] })
            .Holds("Car", """[{"plate":"A1","weight":900,"owner":{"id":"1"},"garage":{"street":"Hill","zip":"200"}}]""")
            .Holds("Person", """[{"id":"1","cars":[{"plate":"A1"}]},{"id":"2","cars":null}]"""));

    [Fact]
    public Task An_extension_adds_its_fields() => _graph.Answers(
        "{ me { name fines { amount } cars { plate } } }",
        """{"me":{"name":"Lin","fines":[{"amount":5},{"amount":9}],"cars":[{"plate":"A1"}]}}""",
        atMost: 3);

    [Fact]
    public Task An_external_field_is_asked_of_its_owner() => _graph.Answers(
        "{ fines { driver { id name } } }",
        """{"fines":[{"driver":{"id":"1","name":"Lin"}},null,{"driver":null}]}""",
        atMost: 2);

    [Fact]
    public Task A_provided_field_is_taken_where_it_is_provided() => _graph.Answers(
        "{ fines { driver { username } } }", """{"fines":[{"driver":{"username":"lin"}},null,{"driver":null}]}""", atMost: 1);

    [Fact]
    public Task It_is_not_provided_elsewhere() => _graph.Answers(
        "{ randomPerson { fines { id } username } car(plate: \"A1\") { owner { username } } }",
        """{"randomPerson":{"fines":[],"username":null},"car":{"owner":{"username":"lin"}}}""");

    [Fact]
    public Task Required_fields_come_from_the_owner_first() => _graph.Answers(
        "{ fines { car { tax } } }", """{"fines":[{"car":{"tax":90}},null,{"car":null}]}""", atMost: 3);

    [Fact]
    public Task Required_fields_go_along_from_where_they_are() => _graph.Answers(
        "{ car(plate: \"A1\") { tax weight } }", """{"car":{"tax":90,"weight":900}}""", atMost: 2);

    [Fact]
    public Task Value_types_are_shared_without_a_word() => _graph.Answers(
        "{ me { address { street zip } cars { garage { zip } } } }",
        """{"me":{"address":{"street":"Canal","zip":"100"},"cars":[{"garage":{"zip":"200"}}]}}""",
        atMost: 3);

    [Fact]
    public Task Round_trips_end_where_they_began() => _graph.Answers(
        "{ me { cars { owner { fines { car { plate } driver { cars { weight } } } } } } }",
        """{"me":{"cars":[{"owner":{"fines":[{"car":null,"driver":null},{"car":null,"driver":null}]}}]}}""");
}
