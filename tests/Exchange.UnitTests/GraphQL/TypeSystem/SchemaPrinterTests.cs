using Exchange.GraphQL.TypeSystem;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.GraphQL.TypeSystem;

public sealed class SchemaPrinterTests
{
    [Fact]
    public void The_graph_of_the_demo_city_reads_back_as_an_equal_schema()
    {
        var schema = SchemaBuilder.Build(GraphQLFixture.City);
        var printed = SchemaPrinter.Print(schema);
        var again = SchemaBuilder.Build(printed);
        Assert.Empty(SchemaComparer.Compare(schema, again));
        Assert.Equal(printed, SchemaPrinter.Print(again));
    }

    [Fact]
    public void A_schema_is_laid_out_as_by_graphql_js()
    {
        const string Sdl =
            """"
            """The schema"""
            schema {
              query: Root
            }

            directive @d(a: Int = 1, b: [E!]) repeatable on FIELD | OBJECT

            """Described"""
            type Root implements I {
              first: Int

              """second, described"""
              second(a: In = { x: 1 }, b: E = A): [String!]! @deprecated
              third(
                """the argument"""
                a: Int

                """another"""
                b: Int
              ): U
            }

            interface I {
              first: Int
            }

            union U = Root | Other

            type Other {
              """
              a description that is longer than seventy characters, so that it has lines of its own
              """
              e: E @deprecated(reason: "say \"please\"")
            }

            enum E {
              A

              """B is old"""
              B @deprecated(reason: "old")
            }

            input In {
              x: Int! = 2
              y: [Int] = [1]
            }

            input One @oneOf {
              a: Int
              b: Date
            }

            scalar Date @specifiedBy(url: "https://example.org/date")
            """";
        Assert.Equal(Sdl, SchemaPrinter.Print(SchemaBuilder.Build(Sdl)));
    }

    [Fact]
    public void The_SDL_of_a_subgraph_keeps_its_directives()
    {
        const string Sdl =
            """
            schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"]) {
              query: Query
            }

            type Person @key(fields: "citizenNo") @key(fields: "pid") {
              citizenNo: ID! @shareable
              pid(of: ID @tag(name: "a")): ID! @deprecated @external
            }

            type Query
            """;
        var schema = SchemaBuilder.Build(Sdl, SchemaBuildOptions.Subgraph);
        Assert.Equal(Sdl, SchemaPrinter.Print(schema));
        Assert.DoesNotContain("@key", SchemaPrinter.Print(schema, withAppliedDirectives: false), StringComparison.Ordinal);
        Assert.Contains("@deprecated", SchemaPrinter.Print(schema, withAppliedDirectives: false), StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_with_the_name_of_a_root_that_it_is_not_is_kept_apart()
    {
        const string Sdl = "schema {\n  query: Query\n}\n\ntype Query {\n  a: Mutation\n}\n\ntype Mutation {\n  b: Int\n}";
        Assert.Equal(Sdl, SchemaPrinter.Print(SchemaBuilder.Build(Sdl)));
    }

    [Theory]
    [InlineData("two\\nlines")]
    [InlineData(" leading blank")]
    [InlineData("ends in \\\"")]
    [InlineData("\\u0007 bell")]
    [InlineData("\\n blank first")]
    [InlineData("has \\\"\\\"\\\" quotes")]
    public void A_description_reads_back_unchanged(string description)
    {
        var schema = SchemaBuilder.Build($"type Query {{ a: Int \"{description}\" b(\"{description}\" c: Int): Int }}");
        Assert.Empty(SchemaComparer.Compare(schema, SchemaBuilder.Build(SchemaPrinter.Print(schema))));
    }
}
