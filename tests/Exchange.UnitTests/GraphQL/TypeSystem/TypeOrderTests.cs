using Exchange.GraphQL.TypeSystem;

namespace Exchange.UnitTests.GraphQL.TypeSystem;

public sealed class TypeOrderTests
{
    private const string Introspection =
        "__Schema __Type __TypeKind __Field __InputValue __EnumValue __Directive __DirectiveLocation";

    [Fact]
    public void Types_are_listed_as_defined_each_before_the_scalars_that_it_refers_to_first()
    {
        var schema = SchemaBuilder.Build("""
            directive @weight(value: Float) on FIELD
            type Query { shape(id: ID!): Shape, name: String }
            interface Shape { sides: Int!, isOpen(at: String): Boolean }
            """);

        Assert.Equal($"Query ID String Shape Int Boolean Float {Introspection}", Names(schema));
    }

    [Fact]
    public void Scalars_that_only_introspection_refers_to_stand_with_it()
    {
        var schema = SchemaBuilder.Build("type Query { a: Int }");

        Assert.Equal(
            "Query Int String Boolean " + Introspection,
            Names(SchemaBuilder.Build("directive @d(a: String, b: Boolean) on FIELD type Query { a: Int }")));
        Assert.Null(schema.Type("Float"));
        Assert.Null(schema.Type("ID"));
        Assert.NotNull(schema.Type("String"));
    }

    private static string Names(Schema schema) => string.Join(' ', schema.Types.Select(type => type.Name));
}
