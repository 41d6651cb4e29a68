using Exchange.FederationTests.Suites.Subgraphs;

namespace Exchange.FederationTests.Suites;

/// <summary>A department that only refers to an interface of entities, by a key by which it cannot be asked.</summary>
public sealed class NonResolvableInterfaceObjectTests
{
    private readonly FederatedGraph _graph = new(
        new MemorySubgraph("sensors", """
            type Query { sensor: Sensor }
            interface Sensor @key(fields: "id") { id: ID! unit: String }
            type Thermometer implements Sensor @key(fields: "id") { id: ID! unit: String celsius: Float }
            type Gauge implements Sensor @key(fields: "id") { id: ID! unit: String level: Int }
            """)
            .Answers("""{"sensor":{"__typename":"Gauge","id":"2"}}""")
            .Holds("Thermometer", """[{"id":"1","unit":"C","celsius":21.5}]""")
            .Holds("Gauge", """[{"id":"2","unit":"cm","level":80}]"""),
        new MemorySubgraph("alarms", """
            type Query { alarms: [Alarm!]! }
            type Alarm { text: String sensor: Sensor sensors: [[Sensor]] }
            type Sensor @key(fields: "id", resolvable: false) @interfaceObject { id: ID! }
            """)
            .Answers("""
            {"alarms":[{"text":"High","sensor":{"id":"2"},"sensors":[[{"id":"1"},null],[],null]},{"text":"Hot","sensor":null,"sensors":null}]}
            """));

    [Fact]
    public Task The_reference_is_followed_to_who_knows_more() => _graph.Answers(
        "{ alarms { text sensor { id unit } } }",
        """{"alarms":[{"text":"High","sensor":{"id":"2","unit":"cm"}},{"text":"Hot","sensor":null}]}""",
        atMost: 2);

    [Fact]
    public Task The_type_name_is_asked_of_who_knows_it() => _graph.Answers(
        "{ alarms { sensor { __typename } } }", """{"alarms":[{"sensor":{"__typename":"Gauge"}},{"sensor":null}]}""", atMost: 2);

    [Fact]
    public Task Implementations_are_told_apart() => _graph.Answers(
        "{ alarms { sensor { ... on Gauge { level } ... on Thermometer { celsius } } } }",
        """{"alarms":[{"sensor":{"level":80}},{"sensor":null}]}""",
        atMost: 2);

    [Fact]
    public Task Nobody_is_asked_for_the_key_alone() => _graph.Answers(
        "{ alarms { sensor { id } } }", """{"alarms":[{"sensor":{"id":"2"}},{"sensor":null}]}""", atMost: 1);

    [Fact]
    public Task Lists_in_lists_with_nulls_between() => _graph.Answers(
        "{ alarms { sensors { id ... on Thermometer { celsius } } } }",
        """{"alarms":[{"sensors":[[{"id":"1","celsius":21.5},null],[],null]},{"sensors":null}]}""",
        atMost: 2);

    [Fact]
    public Task The_same_interface_from_both_sides_at_once() => _graph.Answers(
        "{ sensor { id unit } alarms { sensor { unit } } }",
        """{"sensor":{"id":"2","unit":"cm"},"alarms":[{"sensor":{"unit":"cm"}},{"sensor":null}]}""",
        atMost: 3);
}
