using Exchange.FederationTests.Suites.Subgraphs;

namespace Exchange.FederationTests.Suites;

/// <summary>Lists in lists, empty ones and nulls at every level, on both sides of a border between departments.</summary>
public sealed class NestedListTests
{
    private readonly FederatedGraph _graph = new(
        new MemorySubgraph("grid", """
            type Query { cells: [[Cell!]!]! loose: [[Cell]] cubes: [[[Cell]]!] rows: [Line!]! }
            type Cell @key(fields: "x y") { x: Int! y: Int! label: String }
            type Line @key(fields: "cells { x y }") { cells: [Cell!]! }
            """)
            .Answers("""
            {"cells":[[{"x":1,"y":1},{"x":1,"y":2}],[],[{"x":2,"y":1}]],
             "loose":[null,[null,{"x":1,"y":1}],[]],
             "cubes":[[[{"x":2,"y":1},null],null],[]],
             "rows":[{"cells":[{"x":1,"y":1},{"x":1,"y":2}]},{"cells":[]}]}
            """)
            .Holds("Cell", """[{"x":1,"y":1,"label":"a"},{"x":1,"y":2,"label":null},{"x":2,"y":1,"label":"c"}]"""),
        new MemorySubgraph("tags", """
            type Cell @key(fields: "x y") { x: Int! y: Int! tags: [[String]] near: [[Cell!]] strict: Int! }
            type Line @key(fields: "cells { x y }") { cells: [Cell!]! length: Int! }
            """)
            .Holds("Cell", """
            [{"x":1,"y":1,"tags":[["p",null],null,[]],"near":[[{"x":1,"y":2}],null,[]],"strict":1},{"x":1,"y":2,"tags":null,"near":null,"strict":2},
             {"x":2,"y":1,"tags":[],"near":[[{"x":1,"y":1},{"x":2,"y":1}]],"strict":null}]
            """)
            .Resolves("Line.length", (line, _) => line.List("cells").Count));

    [Fact]
    public Task Every_item_of_every_list_is_completed() => _graph.Answers(
        "{ cells { label tags } }",
        """{"cells":[[{"label":"a","tags":[["p",null],null,[]]},{"label":null,"tags":null}],[],[{"label":"c","tags":[]}]]}""",
        atMost: 2);

    [Fact]
    public Task Nulls_at_every_level_stay_where_they_are() => _graph.Answers(
        "{ loose { tags x } cubes { y tags } }",
        """{"loose":[null,[null,{"tags":[["p",null],null,[]],"x":1}],[]],"cubes":[[[{"y":1,"tags":[]},null],null],[]]}""",
        atMost: 2);

    [Fact]
    public Task From_list_to_list_and_back() => _graph.Answers(
        "{ cells { near { label near { x } } } }",
        """
        {"cells":[[{"near":[[{"label":null,"near":null}],null,[]]},{"near":null}],[],
                  [{"near":[[{"label":"a","near":[[{"x":1}],null,[]]},{"label":"c","near":[[{"x":1},{"x":2}]]}]]}]]}
        """,
        atMost: 3);

    [Fact]
    public Task A_key_that_is_a_list_of_objects() => _graph.Answers(
        "{ rows { length cells { label } } }",
        """{"rows":[{"length":2,"cells":[{"label":"a"},{"label":null}]},{"length":0,"cells":[]}]}""",
        atMost: 2);

    [Fact]
    public Task A_missing_value_takes_as_little_as_the_types_allow() => _graph.AnswersWithErrors(
        "{ loose { strict } cubes { strict } }",
        """{"loose":[null,[null,{"strict":1}],[]],"cubes":[[[null,null],null],[]]}""",
        atMost: 2);

    [Fact]
    public Task And_all_where_nothing_may_be_null() => _graph.AnswersWithErrors("{ cells { strict } }", "null", atMost: 2);
}
