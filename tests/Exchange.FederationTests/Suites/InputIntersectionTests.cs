using System.Text;
using System.Buffers;
using Exchange.FederationTests.Suites.Subgraphs;
using Exchange.GraphQL.Values;

namespace Exchange.FederationTests.Suites;

/// <summary>Input objects and arguments of which each department knows a part: only what both know can be given.</summary>
public sealed class InputIntersectionTests
{
    private readonly FederatedGraph _graph = new(
        new MemorySubgraph("north", """
            type Query {
              seen(where: Where!, page: Int = 1, north: Boolean): String @shareable
              northern(where: Where): String
            }
            input Where { district: String year: Int = 2020 tags: [String!] within: Box northOnly: Int }
            input Box { size: Float! shape: Shape = ROUND }
            enum Shape { ROUND SQUARE }
            """)
            .Resolves("Query.seen", (_, arguments) => Text(arguments))
            .Resolves("Query.northern", (_, arguments) => Text(arguments)),
        new MemorySubgraph("south", """
            type Query {
              seen(where: Where!, page: Int! = 1): String @shareable
              southern(where: Where!, mode: Mode! = FAST): String
            }
            input Where { district: String year: Int! = 2020 tags: [String!] within: Box southOnly: [Int!] }
            input Box { size: Float! shape: Shape! = ROUND }
            enum Shape { ROUND SQUARE FLAT }
            enum Mode { FAST SLOW }
            """)
            .Resolves("Query.seen", (_, arguments) => Text(arguments))
            .Resolves("Query.southern", (_, arguments) => Text(arguments)));

    [Fact]
    public Task What_both_know_can_be_given() => _graph.Answers(
        """{ northern(where: {district: "East", year: 2021}) }""",
        """{"northern":"{\"where\":{\"district\":\"East\",\"year\":2021}}"}""",
        atMost: 1);

    [Fact]
    public Task What_only_one_knows_cannot() => _graph.Refuses("{ northern(where: {northOnly: 1}) }");

    [Fact]
    public Task What_only_the_other_knows_cannot_either() => _graph.Refuses("{ southern(where: {southOnly: [1]}) }");

    [Fact]
    public Task An_argument_that_one_does_not_take_is_gone() => _graph.Refuses("{ seen(where: {}, north: true) }");

    [Fact]
    public Task In_a_variable_it_is_refused_just_as_well() =>
        _graph.Refuses("query Ask($where: Where) { northern(where: $where) }", """{"where":{"northOnly":1}}""");

    [Fact]
    public Task The_stricter_type_of_both_holds() => _graph.Refuses("{ seen(where: {year: null}) }");

    [Fact]
    public Task Variables_inside_input_objects_reach_the_department() => _graph.Answers(
        "query Ask($tag: String!, $box: Box) { southern(where: {tags: [\"a\", $tag], within: $box}, mode: SLOW) }",
        """{"southern":"{\"where\":{\"year\":2020,\"tags\":[\"a\",\"b\"],\"within\":{\"size\":2.5,\"shape\":\"SQUARE\"}},\"mode\":\"SLOW\"}"}""",
        """{"tag":"b","box":{"size":2.5,"shape":"SQUARE"}}""",
        atMost: 1);

    [Fact]
    public Task One_value_for_a_list_is_a_list_of_one() => _graph.Answers(
        """{ northern(where: {tags: "a", year: 1}) }""", """{"northern":"{\"where\":{\"year\":1,\"tags\":[\"a\"]}}"}""");

    [Fact]
    public Task A_variable_that_was_left_out_is_left_out_for_the_department() => _graph.Answers(
        "query Ask($where: Where, $district: String) { northern(where: $where) other: northern(where: {district: $district, year: 3}) }",
        """{"northern":"{}","other":"{\"where\":{\"year\":3}}"}""",
        "{}");

    [Fact]
    public Task A_variable_that_is_null_is_null_for_the_department() => _graph.Answers(
        "query Ask($district: String) { northern(where: {district: $district, year: 3}) }",
        """{"northern":"{\"where\":{\"district\":null,\"year\":3}}"}""",
        """{"district":null}""");

    [Fact]
    public Task A_variables_own_default_is_given() => _graph.Answers(
        "query Ask($mode: Mode! = SLOW, $where: Where! = {district: \"West\", year: 9}) { southern(where: $where, mode: $mode) }",
        """{"southern":"{\"where\":{\"district\":\"West\",\"year\":9},\"mode\":\"SLOW\"}"}""");

    private static string Text(DatumObject arguments)
    {
        var output = new ArrayBufferWriter<byte>();
        DatumWriter.Write(output, Datum.From(arguments));
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
