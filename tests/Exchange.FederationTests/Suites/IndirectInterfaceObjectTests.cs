using Exchange.FederationTests.Suites.Subgraphs;

namespace Exchange.FederationTests.Suites;

/// <summary>Two departments know the implementations, the one that adds a field knows none, and the path leads over it.</summary>
public sealed class IndirectInterfaceObjectTests
{
    private readonly FederatedGraph _graph = new(
        new MemorySubgraph("vehicles", """
            type Query { vehicles: [Vehicle] bus: Bus }
            interface Vehicle @key(fields: "id") { id: ID! wheels: Int! }
            type Bus implements Vehicle @key(fields: "id") { id: ID! wheels: Int! seats: Int }
            type Truck implements Vehicle @key(fields: "id") { id: ID! wheels: Int! load: Int }
            """)
            .Answers("""
            {"vehicles":[{"__typename":"Bus","id":"v1"},null,{"__typename":"Truck","id":"v2"}],"bus":{"id":"v1"}}
            """)
            .Holds("Bus", """[{"id":"v1","wheels":6,"seats":40}]""")
            .Holds("Truck", """[{"id":"v2","wheels":8,"load":12}]"""),
        new MemorySubgraph("positions", """
            type Query { position: Position }
            type Position { street: String vehicle: Vehicle }
            type Vehicle @key(fields: "id") @interfaceObject { id: ID! position: Position! }
            """)
            .Answers("""{"position":{"street":"Canal","vehicle":{"id":"v2"}}}""")
            .Holds("Vehicle", """
            [{"id":"v1","position":{"street":"Hill","vehicle":{"id":"v1"}}},{"id":"v2","position":{"street":"Canal","vehicle":{"id":"v2"}}}]
            """),
        new MemorySubgraph("drivers", """
            type Bus @key(fields: "id") { id: ID! driver: Driver }
            type Truck @key(fields: "id") { id: ID! driver: Driver }
            type Driver { name: String! drives: Driven }
            union Driven = Bus | Truck
            """)
            .Holds("Bus", """[{"id":"v1","driver":{"name":"Lin","drives":{"__typename":"Truck","id":"v2"}}}]""")
            .Holds("Truck", """[{"id":"v2","driver":null}]"""));

    [Fact]
    public Task The_added_field_of_each_implementation() => _graph.Answers(
        "{ vehicles { wheels position { street } } }",
        """{"vehicles":[{"wheels":6,"position":{"street":"Hill"}},null,{"wheels":8,"position":{"street":"Canal"}}]}""",
        atMost: 2);

    [Fact]
    public Task From_the_object_to_the_implementations_to_a_third_department() => _graph.Answers(
        "{ position { street vehicle { ... on Bus { driver { name } } ... on Truck { load driver { name } } } } }",
        """{"position":{"street":"Canal","vehicle":{"load":12,"driver":null}}}""",
        atMost: 3);

    [Fact]
    public Task Round_over_the_added_field_and_back() => _graph.Answers(
        "{ bus { seats position { vehicle { __typename wheels position { street } } } } }",
        """{"bus":{"seats":40,"position":{"vehicle":{"__typename":"Bus","wheels":6,"position":{"street":"Hill"}}}}}""");

    [Fact]
    public Task A_member_of_a_union_has_the_added_field() => _graph.Answers(
        "{ bus { driver { drives { ... on Vehicle { position { street } } ... on Truck { load } } } } }",
        """{"bus":{"driver":{"drives":{"position":{"street":"Canal"},"load":12}}}}""",
        atMost: 4);

    [Fact]
    public Task Only_the_key_of_what_stands_there_is_no_reason_to_go() => _graph.Answers(
        "{ position { vehicle { id } } }", """{"position":{"vehicle":{"id":"v2"}}}""", atMost: 1);
}
