using Exchange.FederationTests.Suites.Subgraphs;

namespace Exchange.FederationTests.Suites;

/// <summary>Federation 2 with the words of version 1: <c>@extends</c>, <c>extend type</c>, external keys, next to services of version 1.</summary>
public sealed class Version2ExternalTests
{
    private readonly FederatedGraph _graph = new(
        new MemorySubgraph("stops", """
            type Query { stop: Stop stops: [Stop!] provided: Stop @provides(fields: "label") }
            type Stop @key(fields: "id") { id: ID! zone: Int! label: String @external line: Line }
            extend type Line @key(fields: "id") { id: ID! @external colour: String @external bright: Boolean @requires(fields: "colour") }
            """)
            .Answers("""
            {"stop":{"id":"s1"},"stops":[{"id":"s1"},{"id":"s2"}],"provided":{"id":"s2","label":"Provided"}}
            """)
            .Holds("Stop", """[{"id":"s1","zone":1,"line":{"id":"l1"}},{"id":"s2","zone":2,"line":null}]""")
            .Resolves("Line.bright", (line, _) => line.Text("colour") == "YELLOW"),
        new MemorySubgraph("signs", """
            type Stop @key(fields: "id") @extends { id: ID! @external label: String @shareable board: Board }
            type Board { text: String! }
            """)
            .Holds("Stop", """[{"id":"s1","label":"Market","board":{"text":"Open"}},{"id":"s2","label":"Harbour","board":null}]"""),
        new MemorySubgraph("lines", """
            extend type Query { line(id: ID!): Line }
            type Line @key(fields: "id") { id: ID! colour: String stops: [Stop] }
            extend type Stop @key(fields: "id") { id: ID! @external lines: [Line] }
            """, version: 1)
            .Resolves("Query.line", (_, arguments) => new Row { ["id"] = arguments["id"] })
            .Holds("Line", """[{"id":"l1","colour":"YELLOW","stops":[{"id":"s2"},null,{"id":"s1"}]}]""")
            .Holds("Stop", """[{"id":"s1","lines":[{"id":"l1"}]},{"id":"s2","lines":[]}]"""));

    [Fact]
    public Task An_external_field_comes_from_who_resolves_it() => _graph.Answers(
        "{ stops { zone label } }", """{"stops":[{"zone":1,"label":"Market"},{"zone":2,"label":"Harbour"}]}""", atMost: 2);

    [Fact]
    public Task Unless_it_is_provided_on_that_very_path() => _graph.Answers(
        "{ provided { id label } }", """{"provided":{"id":"s2","label":"Provided"}}""", atMost: 1);

    [Fact]
    public Task An_external_key_is_a_key() => _graph.Answers(
        "{ line(id: \"l1\") { stops { label board { text } zone } } }",
        """
        {"line":{"stops":[{"label":"Harbour","board":null,"zone":2},null,{"label":"Market","board":{"text":"Open"},"zone":1}]}}
        """,
        atMost: 3);

    [Fact]
    public Task What_is_required_comes_from_a_service_of_version_1() => _graph.Answers(
        "{ stop { line { bright } lines { id bright } } }", """{"stop":{"line":{"bright":true},"lines":[{"id":"l1","bright":true}]}}""");

    [Fact]
    public Task Back_from_the_extension_to_the_owner() => _graph.Answers(
        "{ stop { lines { colour stops { lines { colour } } } } }",
        """{"stop":{"lines":[{"colour":"YELLOW","stops":[{"lines":[]},null,{"lines":[{"colour":"YELLOW"}]}]}]}}""");
}
