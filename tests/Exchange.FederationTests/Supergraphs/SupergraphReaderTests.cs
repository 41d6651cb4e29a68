using Exchange.Federation.Supergraphs;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.FederationTests.Supergraphs;

public sealed class SupergraphReaderTests
{
    private const string Head = """
        schema
          @link(url: "https://specs.apollo.dev/link/v1.0")
          @link(url: "https://specs.apollo.dev/join/v0.5", for: EXECUTION)
          @link(url: "https://specs.apollo.dev/inaccessible/v0.2", as: "hidden", for: SECURITY)
          @link(url: "https://specs.apollo.dev/cost/v0.1", import: ["@listSize", { name: "@cost", as: "@price" }])
        {
          query: Query
        }

        directive @hidden on FIELD_DEFINITION | OBJECT | ENUM_VALUE | ARGUMENT_DEFINITION
        directive @join__enumValue(graph: join__Graph!) repeatable on ENUM_VALUE
        directive @join__field(graph: join__Graph, requires: join__FieldSet, provides: join__FieldSet, type: String, external: Boolean, override: String, usedOverridden: Boolean, overrideLabel: String) repeatable on FIELD_DEFINITION
        directive @join__graph(name: String!, url: String!) on ENUM_VALUE
        directive @join__implements(graph: join__Graph!, interface: String!) repeatable on OBJECT | INTERFACE
        directive @join__type(graph: join__Graph!, key: join__FieldSet, extension: Boolean! = false, resolvable: Boolean! = true, isInterfaceObject: Boolean! = false) repeatable on OBJECT | INTERFACE | UNION | ENUM | INPUT_OBJECT | SCALAR
        directive @join__unionMember(graph: join__Graph!, member: String!) repeatable on UNION
        directive @link(url: String, as: String, for: link__Purpose, import: [link__Import]) repeatable on SCHEMA
        scalar join__FieldSet
        scalar link__Import
        enum link__Purpose { SECURITY EXECUTION }
        enum join__Graph {
          PLACES @join__graph(name: "places", url: "http://127.0.0.1:1/graphql")
          REVIEWS @join__graph(name: "reviews", url: "")
        }

        """;

    private const string Body = """
        type Query @join__type(graph: PLACES) @join__type(graph: REVIEWS) {
          place(id: ID!, secret: String @hidden): Place @join__field(graph: PLACES)
          things: [Thing] @join__field(graph: PLACES)
        }

        interface Named @join__type(graph: PLACES, key: "id") @join__type(graph: REVIEWS, key: "id", isInterfaceObject: true) {
          id: ID!
          stars: Int @join__field(graph: REVIEWS)
        }

        type Place implements Named
          @join__implements(graph: PLACES, interface: "Named")
          @join__type(graph: PLACES, key: "id")
          @join__type(graph: PLACES, key: "code { a b }", resolvable: false)
          @join__type(graph: REVIEWS, key: "id")
        {
          id: ID!
          stars: Int @join__field
          code: Code @join__field(graph: PLACES)
          score: Float @join__field(graph: REVIEWS, requires: "code { a } name(short: true)", type: "Float!")
          name(short: Boolean): String @price(weight: "3") @join__field(graph: PLACES) @join__field(graph: REVIEWS, external: true)
          moved: Int @join__field(graph: PLACES, usedOverridden: true) @join__field(graph: REVIEWS, override: "places")
          moving: Int @join__field(graph: PLACES) @join__field(graph: REVIEWS, override: "places", overrideLabel: "percent(5)")
          inner: String @hidden @join__field(graph: PLACES)
        }

        type Code @join__type(graph: PLACES) { a: Int b: Int }
        type Secret @hidden @join__type(graph: PLACES) { a: Int }

        union Thing @join__type(graph: PLACES) @join__type(graph: REVIEWS)
          @join__unionMember(graph: PLACES, member: "Place") @join__unionMember(graph: REVIEWS, member: "Place")
          @join__unionMember(graph: REVIEWS, member: "Code")
        = Place | Code

        enum Kind @join__type(graph: PLACES) @join__type(graph: REVIEWS) {
          A @join__enumValue(graph: PLACES) @join__enumValue(graph: REVIEWS)
          B @join__enumValue(graph: REVIEWS)
          C @hidden @join__enumValue(graph: PLACES)
        }
        """;

    [Fact]
    public void Callers_see_neither_machinery_nor_what_is_inaccessible()
    {
        var graph = Read(Head + Body);

        Assert.Null(graph.Schema.Type("join__Graph"));
        Assert.Null(graph.Schema.Directive("join__field"));
        Assert.Null(graph.Schema.Type("Secret"));
        Assert.Null(Field(graph.Schema, "Query", "place").Argument("secret"));
        Assert.Null(((ObjectType)graph.Schema.Type("Place")!).Field("inner"));
        Assert.Equal(["A", "B"], ((EnumType)graph.Schema.Type("Kind")!).Values.Select(value => value.Name));
        Assert.NotNull(((ObjectType)graph.Full.Type("Place")!).Field("inner"));
        Assert.NotNull(graph.Full.Type("Secret"));
    }

    [Fact]
    public void Every_subgraph_has_its_keys_types_and_values()
    {
        var graph = Read(Head + Body);
        var place = graph.Type("Place")!;

        Assert.Equal(["places", "reviews"], graph.Subgraphs.Select(subgraph => subgraph.Name));
        Assert.Equal("http://127.0.0.1:1/graphql", graph.Subgraphs[0].Url);
        Assert.Equal([true, false], place.Join(0)!.Keys.Select(key => key.IsResolvable));
        Assert.Equal(["Named"], place.Join(0)!.Interfaces);
        Assert.Empty(place.Join(1)!.Interfaces);
        Assert.True(graph.Type("Named")!.Join(1)!.IsInterfaceObject);
        Assert.Equal(["Place"], graph.Type("Named")!.Join(0)!.PossibleTypes.Select(type => type.Name));
        Assert.Equal(["Place"], graph.Type("Thing")!.Join(0)!.PossibleTypes.Select(type => type.Name));
        Assert.Equal(["A", "C"], graph.Type("Kind")!.Join(0)!.EnumValues);
    }

    [Fact]
    public void A_field_says_who_resolves_it_and_under_which_conditions()
    {
        var place = Read(Head + Body).Type("Place")!;

        Assert.Equal([0, 1], place.Field("id")!.Joins.Select(join => join.Subgraph));
        Assert.Empty(place.Field("stars")!.Joins);
        Assert.Equal("Float!", place.Field("score")!.Join(1)!.Type.ToString());
        Assert.Equal(2, place.Field("score")!.Join(1)!.Requires!.Selections.Count);
        Assert.True(place.Field("name")!.Join(1)!.IsExternal);
        Assert.True(place.Field("moved")!.Join(0)!.IsOverridden);
        Assert.Equal("percent(5)", place.Field("moving")!.Join(0)!.OverrideLabel);
        Assert.Equal(0, place.Field("moving")!.Join(1)!.OverriddenSubgraph);
    }

    [Theory]
    [InlineData("type Query {", SupergraphReader.Syntax)]
    [InlineData("type Query { a: Int }", SupergraphReader.NotASupergraph)]
    public void A_document_that_is_no_supergraph_is_refused_by_name(string sdl, string code)
    {
        var reading = SupergraphReader.Read(sdl);

        Assert.Null(reading.Supergraph);
        Assert.Equal(code, Assert.Single(reading.Errors).Code);
    }

    [Fact]
    public void An_unknown_graph_a_broken_selection_and_an_unknown_type_are_told_at_once()
    {
        var body = Body
            .Replace("graph: REVIEWS, requires: \"code { a } name(short: true)\", type: \"Float!\"", "graph: REVIEWS, requires: \"code {\", type: \"Flat\"", StringComparison.Ordinal)
            .Replace("place(id: ID!, secret: String @hidden): Place @join__field(graph: PLACES)", "place: Place @join__field(graph: NOBODY)", StringComparison.Ordinal);

        var reading = SupergraphReader.Read(Head + body);

        Assert.Equal(["Query.place", "Place.score", "Place.score"], reading.Errors.Select(error => error.Coordinate));
        Assert.All(reading.Errors, error => Assert.Equal(SupergraphReader.Invalid, error.Code));
    }

    [Fact]
    public void A_specification_that_protects_the_graph_and_is_unknown_stops_it()
    {
        var head = Head.Replace("join/v0.5\", for: EXECUTION)", "join/v0.5\", for: EXECUTION) @link(url: \"https://specs.apollo.dev/shield/v1.0\", for: SECURITY)", StringComparison.Ordinal);

        var error = Assert.Single(SupergraphReader.Read(head + Body).Errors);

        Assert.Equal(SupergraphReader.UnknownSpecification, error.Code);
        Assert.Contains("shield", error.Message, StringComparison.Ordinal);
    }

    private static Supergraph Read(string sdl)
    {
        var reading = SupergraphReader.Read(sdl);
        Assert.True(reading.Supergraph is not null, string.Join('\n', reading.Errors));
        return reading.Supergraph;
    }

    private static FieldDefinition Field(Schema schema, string type, string field) => ((ObjectType)schema.Type(type)!).Field(field)!;
}
