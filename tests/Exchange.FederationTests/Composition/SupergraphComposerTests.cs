using System.Text;
using Exchange.Federation.Composition;

namespace Exchange.FederationTests.Composition;

/// <summary>What composition says of a mistake, and what it can take.</summary>
public sealed class SupergraphComposerTests
{
    private const string Link =
        "extend schema @link(url: \"https://specs.apollo.dev/federation/v2.5\", "
        + "import: [\"@key\", \"@shareable\", \"@requires\", \"@external\", \"@requiresScopes\", \"@override\"])\n";

    [Fact]
    public void The_result_does_not_depend_on_the_order_of_the_subgraphs()
    {
        Subgraph[] subgraphs =
        [
            new("zoning", Link + "type Plot @key(fields: \"id\") { id: ID! zone: String }"),
            new("land", Link + "type Plot @key(fields: \"id\") { id: ID! area: Int } type Query { plots: [Plot!] }"),
        ];

        var result = SupergraphComposer.Compose(subgraphs);

        Assert.Empty(result.Errors);
        Assert.Equal(result.Document, SupergraphComposer.Compose([subgraphs[1], subgraphs[0]]).Document);
        Assert.Equal(["land", "zoning"], result.Supergraph!.Subgraphs.Select(subgraph => subgraph.Name));
    }

    [Fact]
    public void A_query_that_cannot_be_answered_is_shown_with_the_subgraph_it_got_to_and_why_it_ends_there()
    {
        var error = Assert.Single(SupergraphComposer.Compose(
        [
            new("land", Link + "type Plot @key(fields: \"id\") { id: ID! } type Query { plots: [Plot!] }"),
            new("zoning", Link + "type Plot @key(fields: \"code\") { code: ID! @shareable } "),
            new("codes", Link + "type Plot @key(fields: \"code\") { code: ID! @shareable zone: String @requires(fields: \"id\") id: ID! @external }"),
        ]).Errors, error => error.Coordinate == "Plot.zone");

        Assert.Equal("SATISFIABILITY_ERROR", error.Code);
        Assert.Equal("land", error.Subgraph);
        Assert.Contains("query {\n  plots {\n    zone\n  }\n}", error.Message, StringComparison.Ordinal);
        Assert.Contains("- from subgraph \"land\":", error.Message, StringComparison.Ordinal);
        Assert.Contains("\"codes\" cannot be asked: its key \"code\" cannot be fetched.", error.Message, StringComparison.Ordinal);
        Assert.Contains("@key", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mistake_names_subgraph_coordinate_line_and_column()
    {
        var error = Assert.Single(SupergraphComposer.Compose(
            [new("land", Link + "type Plot @key(fields: \"nope\") {\n  id: ID!\n}\ntype Query { plots: [Plot!] }")]).Errors);

        Assert.Equal(("KEY_INVALID_FIELDS", "land", "Plot"), (error.Code, error.Subgraph, error.Coordinate));
        Assert.Equal((2, 11), (error.Location!.Value.Line, error.Location.Value.Column));
        Assert.Contains("\"Plot\" has no field \"nope\"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_mistake_of_every_subgraph_is_reported_at_once()
    {
        var codes = SupergraphComposer.Compose(
        [
            new("a", "type Query { x: Int"),
            new("b", "type Query { y: Nope z: Nowhere }"),
            new("c", Link + "type Query { z: Int @nope }"),
        ]).Errors.Select(error => (error.Code, error.Subgraph));

        Assert.Equal([("INVALID_GRAPHQL", "a"), ("INVALID_GRAPHQL", "b"), ("INVALID_GRAPHQL", "b"), ("INVALID_GRAPHQL", "c")], codes);
    }

    [Fact]
    public void Field_sets_in_braces_are_joined_without()
    {
        var result = SupergraphComposer.Compose(
        [
            new("land", Link + "type Plot @key(fields: \"{ id }\") { id: ID! area: Int @external tax: Int @requires(fields: \"{ area }\") }"),
            new("survey", Link + "type Plot @key(fields: \"id\") { id: ID! area: Int } type Query { plots: [Plot!] }"),
        ]);

        Assert.Empty(result.Errors);
        Assert.Contains("key: \"id\"", result.Document, StringComparison.Ordinal);
        Assert.Contains("requires: \"area\"", result.Document, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_shares_a_field_has_to_satisfy_the_scopes_of_every_subgraph()
    {
        var document = SupergraphComposer.Compose(
        [
            new("a", Link + "type Query { x: Int @shareable @requiresScopes(scopes: [[\"read\"], [\"all\"]]) }"),
            new("b", Link + "type Query { x: Int @shareable @requiresScopes(scopes: [[\"tax\"]]) }"),
        ]).Document;

        Assert.Contains("@requiresScopes(scopes: [[\"read\", \"tax\"], [\"all\", \"tax\"]])", document, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("subgraphs")]
    [InlineData("paths")]
    public void A_limit_that_stops_composition_is_named(string limit)
    {
        Subgraph[] subgraphs = [new("a", Link + "type T { n: Int } type Query { t: T }"), new("b", Link + "type Query { y: Int }")];

        var error = Assert.Single(SupergraphComposer.Compose(subgraphs, new CompositionLimits
        {
            MaxSubgraphs = limit == "subgraphs" ? 1 : 500,
            MaxPlaces = limit == "paths" ? 1 : 1000,
        }).Errors);

        Assert.Equal("LIMIT_EXCEEDED", error.Code);
        Assert.Contains($"\"{limit}\"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fifty_subgraphs_that_all_know_each_others_entities_compose()
    {
        const int Count = 50;
        var result = SupergraphComposer.Compose([.. Enumerable.Range(0, Count).Select(index => Neighbour(index, Count))]);

        Assert.Empty(result.Errors);
        Assert.Equal(Count, result.Supergraph!.Subgraphs.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{ x }")]
    [InlineData("type Query { x: Int } type Query { y: Int }")]
    [InlineData("extend schema @link(url: 3)\ntype Query { x: Int }")]
    [InlineData("extend schema @link(url: \"https://specs.apollo.dev/federation/v2.3\", import: [3, {as: \"x\"}, null])\ntype Query { x: Int }")]
    [InlineData("type T @key(fields: \"x { x { x { x } } }\") { x: T } type Query { x: T }")]
    [InlineData("type T @key(fields: \"}\") { x: T } type Query { x: T }")]
    [InlineData("schema { query: Int } type Query { x: Int }")]
    [InlineData("interface A implements A { x: Int } type Query { x: A }")]
    [InlineData("union U = U type Query { x: U }")]
    [InlineData("enum E { A } input I { e: E = {a: 1} } type Query { x(i: I = [[[]]]): Int }")]
    [InlineData("extend type Query { _entities: Int _service: Int }")]
    public void Whatever_is_in_a_subgraph_gives_errors_and_never_an_exception(string sdl)
    {
        foreach (var text in new[] { sdl, Link + sdl })
        {
            var result = SupergraphComposer.Compose([new Subgraph("a", text), new Subgraph("b", "type Other { x: Int }")]);

            Assert.NotEmpty(result.Errors);
            Assert.All(result.Errors, error => Assert.Matches("^[A-Z_]+$", error.Code));
        }
    }

    // Each department owns an entity and extends those of ten others.
    private static Subgraph Neighbour(int index, int count)
    {
        const int Neighbours = 10;
        var sdl = new StringBuilder(Link);
        sdl.Append($"type Query {{ e{index}: E{index} }}\n");
        for (var i = 0; i <= Neighbours; i++)
        {
            var entity = (index + i) % count;
            sdl.Append($"type E{entity} @key(fields: \"id\") {{ id: ID! own{index}: Int next{index}: E{(entity + 1) % count} }}\n");
        }

        sdl.Append($"type E{(index + Neighbours + 1) % count} @key(fields: \"id\") {{ id: ID! }}\n");
        return new Subgraph($"s{index}", sdl.ToString());
    }
}
