using Exchange.GraphQL;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;
using Exchange.GraphQL.Values;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.GraphQL.TypeSystem;

public sealed class SchemaBuilderTests
{
    [Fact]
    public void The_graph_of_the_demo_city_builds()
    {
        var schema = SchemaBuilder.Build(GraphQLFixture.City);
        Assert.Equal("Query", schema.QueryType.Name);
        Assert.Equal("Subscription", schema.SubscriptionType!.Name);
        Assert.Null(schema.MutationType);
        var person = Assert.IsType<ObjectType>(schema.Type("Person"));
        Assert.Equal("ID!", person.Field("pid")!.Type.ToString());
        Assert.StartsWith("Pseudonym of this person for the asking department.", person.Field("pid")!.Description, StringComparison.Ordinal);
        Assert.Equal("[Organization]", person.Field("isLegalRepOf")!.Type.ToString());
        var first = schema.QueryType.Field("places")!.Argument("first")!;
        Assert.Equal(Datum.From(20L), first.Default);
        Assert.False(first.IsRequired);
        Assert.Equal(10, schema.PossibleTypes(schema.Type("Event")!).Count);
    }

    [Fact]
    public void Types_stand_in_definition_order_each_before_the_scalars_it_is_the_first_to_use_and_introspection_last()
    {
        var schema = SchemaBuilder.Build("type Query { b: B a: A } type B { x: ID } enum A { C }");
        Assert.Equal(
            [
                "Query", "B", "ID", "A", "Boolean", "String", "__Schema", "__Type", "__TypeKind", "__Field", "__InputValue", "__EnumValue",
                "__Directive", "__DirectiveLocation",
            ],
            schema.Types.Select(type => type.Name));
        Assert.Equal(["include", "skip", "deprecated", "specifiedBy", "oneOf"], schema.Directives.Select(directive => directive.Name));
    }

    [Fact]
    public void The_introspection_types_are_those_of_the_September_2025_edition()
    {
        var schema = SchemaBuilder.Build("type Query { a: Int }");
        var type = Assert.IsType<ObjectType>(schema.Type("__Type"));
        Assert.Equal("Boolean", type.Field("isOneOf")!.Type.ToString());
        Assert.Equal("String", type.Field("specifiedByURL")!.Type.ToString());
        (string Owner, string Field)[] filtered =
            [("__Type", "fields"), ("__Type", "inputFields"), ("__Type", "enumValues"), ("__Field", "args"), ("__Directive", "args")];
        foreach (var (owner, field) in filtered)
        {
            var argument = ((ObjectType)schema.Type(owner)!).Field(field)!.Argument("includeDeprecated")!;
            Assert.Equal(("Boolean!", Datum.False), (argument.Type.ToString(), argument.Default));
        }

        Assert.Equal("Boolean!", ((ObjectType)schema.Type("__Directive")!).Field("isRepeatable")!.Type.ToString());
        var locations = Assert.IsType<EnumType>(schema.Type("__DirectiveLocation"));
        Assert.Equal(DirectiveLocations.All.Order(), locations.Values.Select(value => value.Name).Order());
        Assert.Equal(Datum.From("No longer supported"), schema.Directive("deprecated")!.Arguments.Single().Default);
    }

    [Fact]
    public void Extensions_are_merged_into_what_they_extend()
    {
        var schema = SchemaBuilder.Build(
            """
            extend type Query implements I @tag(n: 2) { b: U }
            directive @tag(n: Int) repeatable on OBJECT | SCHEMA | SCALAR
            "d" type Query @tag(n: 1) { a: Int }
            interface I { a: Int }
            extend interface I { b: U }
            union U = Query
            type T { e: E s(i: In): S }
            extend union U = T
            enum E { X }
            extend enum E { Y }
            input In { x: Int }
            extend input In { y: Int = 3 }
            scalar S
            extend scalar S @specifiedBy(url: "https://example.org/s")
            extend schema @tag(n: 3)
            type M { m: Int }
            extend schema { mutation: M }
            """);
        Assert.Equal(["a", "b"], schema.QueryType.Fields.Select(field => field.Name));
        Assert.Equal("d", schema.QueryType.Description);
        Assert.Equal(["I"], schema.QueryType.Interfaces.Select(type => type.Name));
        Assert.Equal(["1", "2"], schema.QueryType.Directives.Select(use => ((IntNode)use.Arguments[0].Value).Text));
        Assert.Equal(["Query", "T"], ((UnionType)schema.Type("U")!).Members.Select(type => type.Name));
        Assert.True(((EnumType)schema.Type("E")!).Contains("Y"));
        Assert.Equal(Datum.From(3L), ((InputObjectType)schema.Type("In")!).Field("y")!.Default);
        Assert.Equal("https://example.org/s", ((ScalarType)schema.Type("S")!).SpecifiedBy);
        Assert.Equal("tag", schema.AppliedDirectives.Single().Name);
        Assert.Equal("M", schema.MutationType!.Name);
    }

    [Fact]
    public void Deprecation_carries_its_reason_or_the_default_one()
    {
        var schema = SchemaBuilder.Build(
            """
            type Query { a(x: In, y: Int @deprecated): E @deprecated b: Int @deprecated(reason: "use c") c: Int }
            enum E { A @deprecated(reason: "gone") B }
            input In { f: Int @deprecated(reason: "old") }
            """);
        Assert.Equal("No longer supported", schema.QueryType.Field("a")!.DeprecationReason);
        Assert.Equal("use c", schema.QueryType.Field("b")!.DeprecationReason);
        Assert.Null(schema.QueryType.Field("c")!.DeprecationReason);
        Assert.Equal("No longer supported", schema.QueryType.Field("a")!.Argument("y")!.DeprecationReason);
        Assert.Equal(["gone", null], ((EnumType)schema.Type("E")!).Values.Select(value => value.DeprecationReason));
        Assert.Equal("old", ((InputObjectType)schema.Type("In")!).Field("f")!.DeprecationReason);
    }

    [Theory]
    [InlineData("Int", "1")]
    [InlineData("Int", "-2147483648")]
    [InlineData("Float", "1")]
    [InlineData("Float", "1.5e3")]
    [InlineData("String", "\"s\"")]
    [InlineData("ID", "5")]
    [InlineData("ID", "\"five\"")]
    [InlineData("Boolean", "true")]
    [InlineData("[Int!]!", "[1, 2]")]
    [InlineData("[[Int]]", "1")]
    [InlineData("E", "A")]
    [InlineData("In", "{ n: 1 }")]
    [InlineData("One", "{ a: 1 }")]
    [InlineData("Any", "{ a: [1, 2.5, X, \"s\", null, true], b: 123456789012345678901234567890 }")]
    [InlineData("Int", "null")]
    public void A_default_that_fits_its_type_is_accepted(string type, string literal) =>
        Assert.NotNull(SchemaBuilder.Build(DefaultSdl(type, literal)).QueryType.Field("f")!.Argument("x")!.DefaultLiteral);

    [Theory]
    [InlineData("Int", "2147483648", "The number does not fit 32 bits.")]
    [InlineData("Int", "1.0", "A float does not fit \"Int\".")]
    [InlineData("Int", "\"1\"", "A string does not fit \"Int\".")]
    [InlineData("Float", "1e999", "The number is too large for a double.")]
    [InlineData("String", "1", "An integer does not fit \"String\".")]
    [InlineData("ID", "1.5", "A float does not fit \"ID\".")]
    [InlineData("Boolean", "1", "An integer does not fit \"Boolean\".")]
    [InlineData("Int!", "null", "null does not fit \"Int!\".")]
    [InlineData("[Int!]", "[1, null]", "null does not fit \"Int!\".")]
    [InlineData("E", "Z", "This enum value does not fit \"E\".")]
    [InlineData("E", "\"A\"", "A string does not fit \"E\".")]
    [InlineData("In", "{}", "\"In\" needs the field \"n\".")]
    [InlineData("In", "{ n: 1, z: 2 }", "\"In\" has no field \"z\".")]
    [InlineData("In", "{ n: 1, n: 2 }", "The field \"n\" is given more than once.")]
    [InlineData("In", "1", "An integer does not fit \"In\".")]
    [InlineData("One", "{}", "\"One\" needs exactly one field, and not null.")]
    [InlineData("One", "{ a: null }", "\"One\" needs exactly one field, and not null.")]
    [InlineData("One", "{ a: 1, b: 2 }", "\"One\" needs exactly one field, and not null.")]
    public void A_default_that_does_not_fit_is_refused_without_repeating_it(string type, string literal, string reason)
    {
        var error = Assert.Single(Assert.Throws<GraphQLException>(() => SchemaBuilder.Build(DefaultSdl(type, literal))).Errors);
        Assert.Equal($"The default of \"Query.f(x:)\" is wrong: {reason}", error.Message);
        Assert.Equal("DefaultValues", error.Rule);
    }

    [Fact]
    public void The_default_of_an_input_object_contains_the_defaults_of_its_fields()
    {
        var schema = SchemaBuilder.Build(
            """
            type Query { f(x: A = { own: 1 }): Int }
            input A { own: Int, inner: B = {}, absent: Int }
            input B { n: Int = 7, list: [Int] = 8 }
            """);
        var value = schema.QueryType.Field("f")!.Argument("x")!.Default.AsObject();
        Assert.Equal(["own", "inner"], value.Names.ToArray());
        Assert.Equal(7, value["inner"].AsObject()["n"].AsInteger());
        Assert.Equal(Datum.From([Datum.From(8L)]), value["inner"].AsObject()["list"]);
    }

    [Fact]
    public void The_SDL_of_a_subgraph_builds_with_its_directives_kept()
    {
        const string Sdl =
            """
            extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
            type Person @key(fields: "citizenNo") @key(fields: "pid") { citizenNo: ID! pid: ID! name: String @shareable }
            extend type Place @key(fields: "code") { code: ID! @external }
            """;
        var schema = SchemaBuilder.Build(Sdl, SchemaBuildOptions.Subgraph);
        Assert.Empty(schema.QueryType.Fields);
        var person = Assert.IsType<ObjectType>(schema.Type("Person"));
        Assert.Equal(["citizenNo", "pid"], person.Directives.Select(key => ((StringNode)key.Arguments[0].Value).Value));
        Assert.Equal("shareable", person.Field("name")!.Directives.Single().Name);
        Assert.Equal("external", ((ObjectType)schema.Type("Place")!).Field("code")!.Directives.Single().Name);
        Assert.Equal("link", schema.AppliedDirectives.Single().Name);

        var errors = Assert.Throws<GraphQLException>(() => SchemaBuilder.Build(Sdl)).Errors;
        Assert.Contains(errors, error => error.Message == "The type \"Place\" is extended but not defined here.");
        Assert.Contains(errors, error => error.Message == "The directive \"@shareable\" on \"Person.name\" is not defined.");
        Assert.Contains(errors, error => error.Rule == "RootOperationTypes");
    }

    [Fact]
    public void Built_in_definitions_may_be_repeated_and_change_nothing()
    {
        var schema = SchemaBuilder.Build(
            """
            scalar String
            directive @deprecated(reason: String = "other") on FIELD_DEFINITION | ENUM_VALUE
            type Query { a: String }
            """);
        Assert.Equal("String!", schema.Directive("deprecated")!.Arguments.Single().Type.ToString());
        Assert.Single(schema.Types, type => type.Name == "String");
    }

    [Fact]
    public void Root_types_may_have_other_names()
    {
        var schema = SchemaBuilder.Build(
            "\"d\" schema { query: Q mutation: M } type Q { a: Int } type M { a: Int } type Subscription { a: Int }");
        Assert.Equal(("Q", "M", "d"), (schema.QueryType.Name, schema.MutationType!.Name, schema.Description));
        Assert.Null(schema.SubscriptionType);
    }

    private static string DefaultSdl(string type, string literal) =>
        $$"""
        type Query { f(x: {{type}} = {{literal}}): Int }
        enum E { A B }
        input In { n: Int! m: Int = 2 }
        input One @oneOf { a: Int b: Int }
        scalar Any
        """;
}
