using Exchange.Federation.Governed.Composition;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Federation.Governed.Composition;

public sealed class GovernedComposerTests
{
    [Fact]
    public void An_entity_gathers_its_fields_in_the_order_of_the_subgraphs()
    {
        var person = (Exchange.GraphQL.TypeSystem.ObjectType)FederationCity.Graph.Schema.Type("Person")!;

        Assert.Equal(
            "citizenNo pid name alive ageAtLeast registeredAddress household incidents heatRisk allergies careNeed pension employer",
            string.Join(' ', person.Fields.Select(field => field.Name)));
    }

    [Theory]
    [InlineData("Person", "name", "police")]
    [InlineData("Person", "heatRisk", "health")]
    [InlineData("Person", "pid", GovernedGraph.Hub)]
    [InlineData("Person", "citizenNo", "police")]
    [InlineData("Organization", "uscc", "market")]
    [InlineData("Query", "me", GovernedGraph.Hub)]
    [InlineData("Household", "memberCount", null)]
    public void Each_field_has_its_owner(string type, string field, string? owner) =>
        Assert.Equal(owner, FederationCity.Graph.Owner(type, field));

    [Fact]
    public void The_owner_of_the_key_decides_its_public_type()
    {
        var schema = FederationCity.Graph.Schema;

        Assert.Equal("ID", ((Exchange.GraphQL.TypeSystem.ObjectType)schema.Type("Person")!).Field("citizenNo")!.Type.ToString());
        Assert.Equal("ID!", ((Exchange.GraphQL.TypeSystem.ObjectType)schema.Type("Organization")!).Field("uscc")!.Type.ToString());
    }

    [Fact]
    public void The_home_is_the_subgraph_that_says_so()
    {
        Assert.Equal(new EntityType("Person", "citizenNo", "police"), FederationCity.Graph.Entity("Person"));
        Assert.Equal(new EntityType("Organization", "uscc", "market"), FederationCity.Graph.Entity("Organization"));
        Assert.Null(FederationCity.Graph.Entity("Household"));
    }

    [Fact]
    public void The_machinery_of_federation_is_not_in_the_public_graph()
    {
        var result = GovernedComposer.Compose(
        [
            new("a", """
                extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", as: "fed", import: [{name: "@key", as: "@k"}])
                directive @k(fields: FieldSet!) on OBJECT
                scalar FieldSet
                scalar _Any
                union _Entity = T
                type _Service { sdl: String }
                type Query { _service: _Service! _entities(representations: [_Any!]!): [_Entity]! t: T @fed__tag(name: "x") }
                type T @k(fields: "id") { id: ID! }
                """),
        ]);

        Assert.Empty(result.Errors);
        var schema = result.Graph!.Schema;
        Assert.All(new[] { "_Any", "_Entity", "_Service", "FieldSet" }, name => Assert.Null(schema.Type(name)));
        Assert.Equal(["t"], schema.QueryType.Fields.Select(field => field.Name));
        Assert.Null(schema.Directive("k"));
        Assert.Equal("id", result.Graph.Entity("T")!.KeyField);
    }

    [Fact]
    public void Enums_unions_and_interfaces_are_united()
    {
        var result = Compose(
            """
            type Query { e: E u: U i: I }
            enum E { A B } union U = X type X { x: ID } interface I { a: ID } type XI implements I @key(fields: "a") { a: ID }
            """,
            """enum E { B C } union U = Y type Y { y: ID } interface I { a: ID } type YI implements I { a: ID }""");

        Assert.Empty(result.Errors);
        var schema = result.Graph!.Schema;
        Assert.Equal(["A", "B", "C"], ((Exchange.GraphQL.TypeSystem.EnumType)schema.Type("E")!).Values.Select(value => value.Name));
        Assert.Equal(2, schema.PossibleTypes(schema.Type("U")!).Count);
        Assert.Equal(2, schema.PossibleTypes(schema.Type("I")!).Count);
    }

    [Theory]
    [InlineData(
        "type Query { t: T } type T @key(fields: \"id\") { id: ID! a: Int }",
        "type T @key(fields: \"id\") { id: ID! @external a: Int }", GovernedErrorCodes.FieldOwnedTwice, "T.a")]
    [InlineData("type Query { a: Int }", "type Query { a: Int }", GovernedErrorCodes.FieldOwnedTwice, "Query.a")]
    [InlineData(
        "type Query { t: T } type T @key(fields: \"id\") { id: ID! a: Int @external }",
        "type T @key(fields: \"id\") { id: ID! }", GovernedErrorCodes.FieldWithoutOwner, "T.a")]
    [InlineData("type Query { t: T } type T @key(fields: \"id other\") { id: ID! other: ID! }", "", GovernedErrorCodes.CompoundKey, "T")]
    [InlineData("type Query { t: T } type T @key(fields: \"id { x }\") { id: ID! }", "", GovernedErrorCodes.CompoundKey, "T")]
    [InlineData(
        "type Query { t: T } type T @key(fields: \"id\") { id: ID! b: ID! @external }",
        "type T @key(fields: \"b\") { b: ID! }", GovernedErrorCodes.KeyMismatch, "T")]
    [InlineData("type Query { t: T } type T @key(fields: \"nix\") { id: ID! }", "", GovernedErrorCodes.KeyFieldMissing, "T")]
    [InlineData(
        "type Query { t: T } type T @key(fields: \"id\") @home { id: ID! }",
        "type T @key(fields: \"id\") @home { id: ID! @external }", GovernedErrorCodes.HomeTwice, "T")]
    [InlineData(
        "type Query { t: T } type T @key(fields: \"id\", resolvable: false) @home { id: ID! }",
        "", GovernedErrorCodes.HomeNotResolvable, "T")]
    [InlineData("type Query { v: V } type V { a: Int }", "type V { a: String }", GovernedErrorCodes.ValueTypeMismatch, "V.a")]
    [InlineData("type Query { v: V } type V { a: Int b: Int }", "type V { a: Int }", GovernedErrorCodes.ValueTypeMismatch, "V.b")]
    [InlineData(
        "type Query { v(i: I): Int } input I { a: Int }",
        "input I { a: Int b: Int }", GovernedErrorCodes.ValueTypeMismatch, "I")]
    [InlineData("type Query { v: V } type V { a: Int }", "enum V { A }", GovernedErrorCodes.TypeKindMismatch, "V")]
    [InlineData(
        "type Query { t: T } type T @key(fields: \"id\") { id: ID! a: Int }",
        "type T @key(fields: \"id\") { id: ID! @external a: String @external }", GovernedErrorCodes.FieldTypeMismatch, "T.a")]
    [InlineData(
        "type Query { t: T } type T @key(fields: \"id\") { id: ID! a: Int @requires(fields: \"id\") }",
        "", GovernedErrorCodes.UnsupportedDirective, "T.a")]
    [InlineData(
        "type Query { t: T @inaccessible } type T @key(fields: \"id\") { id: ID! }",
        "", GovernedErrorCodes.UnsupportedDirective, "Query.t")]
    [InlineData("schema { query: Root } type Root { a: Int }", "type Query { b: Int }", GovernedErrorCodes.RootTypeName, "Root")]
    [InlineData("type Query { a: Int", "", GovernedErrorCodes.SubgraphSyntax, null)]
    [InlineData("type Query { a: Nowhere }", "", GovernedErrorCodes.SchemaInvalid, null)]
    public void A_mistake_is_named_with_its_code_and_place(string first, string second, string code, string? coordinate)
    {
        var result = Compose(first, second);

        Assert.Null(result.Graph);
        var error = Assert.Single(result.Errors);
        Assert.Equal((code, coordinate), (error.Code, error.Coordinate));
    }

    [Fact]
    public void A_field_owned_twice_names_both_owners()
    {
        var error = Assert.Single(Compose("type Query { a: Int }", "type Query { a: Int }").Errors);

        Assert.Equal("second", error.Subgraph);
        Assert.Contains("\"first\"", error.Message, StringComparison.Ordinal);
        Assert.Contains("\"second\"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Shareable_fields_may_have_several_resolvers_and_the_first_answers()
    {
        var result = Compose("type Query { a: Int @shareable }", "type Query { a: Int @shareable b: Int }");

        Assert.Empty(result.Errors);
        Assert.Equal("first", result.Graph!.Owner("Query", "a"));
    }

    [Fact]
    public void All_mistakes_are_reported_at_once()
    {
        var result = Compose("type Query { a: Int v: V } type V { a: Int }", "type Query { a: Int } type V { a: Float }");

        Assert.Equal(
            [GovernedErrorCodes.FieldOwnedTwice, GovernedErrorCodes.ValueTypeMismatch], result.Errors.Select(error => error.Code));
    }

    private static GovernedComposition Compose(string first, string second) =>
        GovernedComposer.Compose(second.Length == 0 ? [new("first", first)] : [new("first", first), new("second", second)]);
}
