using Exchange.FederationTests.Suites.Subgraphs;

namespace Exchange.FederationTests.Suites;

/// <summary>An object without a key of its own is completed by asking for the entity that it belongs to.</summary>
public sealed class ParentEntityTests
{
    private readonly FederatedGraph _graph = new(
        new MemorySubgraph("parcels", """
            type Query { parcels: [Parcel] }
            type Parcel @key(fields: "id") { id: ID! zone: Zone @shareable levels: [Level!] @shareable }
            type Zone @shareable { code: String rule: Rule }
            type Rule @shareable { number: Int }
            type Level { floor: Int @shareable use: String }
            """)
            .Answers("""{"parcels":[{"id":"1"},null,{"id":"2"}]}""")
            .Holds("Parcel", """
            [{"id":"1","zone":{"code":"R","rule":{"number":1}},"levels":[{"floor":0,"use":"shop"},{"floor":1,"use":null}]},{"id":"2","zone":null,"levels":null}]
            """),
        new MemorySubgraph("planning", """
            type Parcel @key(fields: "id") { id: ID! zone: Zone @shareable levels: [Level!] @shareable owner: Owner }
            type Zone { code: String @shareable name: String rule: Rule @shareable }
            type Rule { number: Int @shareable text: String }
            type Level { floor: Int @shareable height: Float }
            type Owner { person: Person }
            type Person @key(fields: "id") { id: ID! }
            """)
            .Holds("Parcel", """
            [{"id":"1","zone":{"code":"R","name":"Living","rule":{"number":1,"text":"Quiet"}},"levels":[{"floor":0,"height":3.5},{"floor":1,"height":3}],
              "owner":{"person":{"id":"p1"}}},
             {"id":"2","zone":null,"levels":null,"owner":{"person":null}}]
            """),
        new MemorySubgraph("people", """
            type Person @key(fields: "id") { id: ID! name: String }
            """)
            .Holds("Person", """[{"id":"p1","name":"Lin"}]"""));

    [Fact]
    public Task A_value_object_is_completed_through_its_entity() => _graph.Answers(
        "{ parcels { zone { code name } } }", """{"parcels":[{"zone":{"code":"R","name":"Living"}},null,{"zone":null}]}""", atMost: 2);

    [Fact]
    public Task Two_objects_deep() => _graph.Answers(
        "{ parcels { zone { rule { text number } } } }", """{"parcels":[{"zone":{"rule":{"text":"Quiet","number":1}}},null,{"zone":null}]}""", atMost: 2);

    [Fact]
    public Task Lists_of_value_objects_are_completed_item_by_item() => _graph.Answers(
        "{ parcels { levels { floor use height } } }",
        """{"parcels":[{"levels":[{"floor":0,"use":"shop","height":3.5},{"floor":1,"use":null,"height":3}]},null,{"levels":null}]}""",
        atMost: 2);

    [Fact]
    public Task An_entity_inside_the_value_object() => _graph.Answers(
        "{ parcels { owner { person { name } } zone { name } } }",
        """{"parcels":[{"owner":{"person":{"name":"Lin"}},"zone":{"name":"Living"}},null,{"owner":{"person":null},"zone":null}]}""",
        atMost: 3);

    [Fact]
    public Task What_the_first_department_has_is_not_asked_twice() => _graph.Answers(
        "{ parcels { zone { code rule { number } } levels { floor } } }",
        """{"parcels":[{"zone":{"code":"R","rule":{"number":1}},"levels":[{"floor":0},{"floor":1}]},null,{"zone":null,"levels":null}]}""",
        atMost: 1);

    [Fact]
    public Task Aliases_on_the_way_down() => _graph.Answers(
        "{ p: parcels { a: zone { n: name } b: zone { n: code } } }",
        """{"p":[{"a":{"n":"Living"},"b":{"n":"R"}},null,{"a":null,"b":null}]}""",
        atMost: 2);
}
