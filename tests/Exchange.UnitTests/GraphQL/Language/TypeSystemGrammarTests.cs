using Exchange.GraphQL;
using Exchange.GraphQL.Language;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.GraphQL.Language;

/// <summary>Section 3 and its grammar: definitions and extensions.</summary>
public sealed class TypeSystemGrammarTests
{
    [Theory]
    [InlineData("schema { query: Q }")]
    [InlineData("\"d\" schema @a { query: Q mutation: M subscription: S }")]
    [InlineData("extend schema @link(url: \"x\")")]
    [InlineData("extend schema { mutation: M }")]
    [InlineData("\"\"\"d\"\"\" scalar Date @specifiedBy(url: \"x\")")]
    [InlineData("extend scalar Date @a")]
    [InlineData("type T")]
    [InlineData("type T implements A & B @c { \"d\" a(\"e\" b: Int = 1 @f, c: [T]): T! @g }")]
    [InlineData("type T implements & A & B")]
    [InlineData("extend type T implements A")]
    [InlineData("extend type T @a")]
    [InlineData("extend type T { a: Int }")]
    [InlineData("interface I implements J { a: Int }")]
    [InlineData("extend interface I implements J & K")]
    [InlineData("union U")]
    [InlineData("union U = A | B")]
    [InlineData("union U @a = | A | B")]
    [InlineData("extend union U = C")]
    [InlineData("extend union U @a")]
    [InlineData("enum E { \"d\" A B @deprecated }")]
    [InlineData("enum E")]
    [InlineData("extend enum E { C }")]
    [InlineData("input I @oneOf { a: Int = 1 @a b: [I!] }")]
    [InlineData("extend input I { c: Int }")]
    [InlineData("directive @a on FIELD")]
    [InlineData("\"d\" directive @a(b: Int = 1 @c) repeatable on | FIELD | VARIABLE_DEFINITION | INPUT_FIELD_DEFINITION")]
    [InlineData("type type { type: input input: enum } enum enum { type on }")]
    public void These_definitions_are_in_the_grammar(string document) =>
        Assert.Single(GraphQLParser.Parse(document).Definitions, definition => definition is not EnumDefinitionNode { Name: "enum" });

    [Theory]
    [InlineData("schema { }", "Expected query, mutation or subscription, found \"}\".", 10)]
    [InlineData("schema", "Expected \"{\", found the end of the document.", 7)]
    [InlineData("schema { qury: Q }", "Expected query, mutation or subscription, found a name.", 10)]
    [InlineData("extend schema", "Expected something that the extension adds, found the end of the document.", 14)]
    [InlineData("extend scalar S", "Expected something that the extension adds", 16)]
    [InlineData("extend type T", "Expected something that the extension adds", 14)]
    [InlineData("extend union U", "Expected something that the extension adds", 15)]
    [InlineData("extend directive @a on FIELD", "Expected what to extend", 8)]
    [InlineData("\"d\" extend type T { a: Int }", "An extension has no description", 1)]
    [InlineData("type T { }", "Expected a field, found \"}\".", 10)]
    [InlineData("type T { a }", "Expected \":\", found \"}\".", 12)]
    [InlineData("type T { a(): Int }", "Expected a name, found \")\".", 12)]
    [InlineData("type T implements { a: Int }", "Expected a type, found \"{\".", 19)]
    [InlineData("type T implements A B { a: Int }", "Expected a definition", 21)]
    [InlineData("type T implements A & { a: Int }", "Expected a type, found \"{\".", 23)]
    [InlineData("union U = ", "Expected a type, found the end of the document.", 11)]
    [InlineData("union U = A |", "Expected a type, found the end of the document.", 14)]
    [InlineData("enum E { }", "Expected an enum value, found \"}\".", 10)]
    [InlineData("enum E { true }", "An enum value must not be called true, false or null.", 10)]
    [InlineData("enum E { A null }", "An enum value must not be called true, false or null.", 12)]
    [InlineData("input I { a: Int = $x }", "A variable cannot stand here: this value must be constant.", 20)]
    [InlineData("input I { }", "Expected a name, found \"}\".", 11)]
    [InlineData("input I { a(b: Int): Int }", "Expected \":\", found \"(\".", 12)]
    [InlineData("directive @a", "Expected \"on\", found the end of the document.", 13)]
    [InlineData("directive @a on", "Expected a directive location", 16)]
    [InlineData("directive @a on NOWHERE", "Expected a directive location", 17)]
    [InlineData("directive a on FIELD", "Expected \"@\", found a name.", 11)]
    [InlineData("type T @a(b: $c) { d: Int }", "A variable cannot stand here: this value must be constant.", 14)]
    public void Other_definitions_are_refused_with_their_place(string document, string message, int column)
    {
        var error = Assert.Single(Assert.Throws<GraphQLException>(() => GraphQLParser.Parse(document)).Errors);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(column, error.Locations.Single().Column);
    }

    [Fact]
    public void An_object_type_is_read_with_all_its_parts()
    {
        var type = Assert.IsType<ObjectDefinitionNode>(GraphQLParser.Parse(
            "\"A\" type T implements I & J @d(x: 1) { \"B\" f(\"C\" a: Int! = 3 @e): [T] @g }").Definitions.Single());
        Assert.Equal(("A", "T", false), (type.Description, type.Name, type.IsExtension));
        Assert.Equal(["I", "J"], type.Interfaces.Select(i => i.Name));
        Assert.Equal("d", type.Directives.Single().Name);
        var field = type.Fields.Single();
        Assert.Equal(("B", "f", "g"), (field.Description, field.Name, field.Directives.Single().Name));
        var argument = field.Arguments.Single();
        Assert.Equal(("C", "a", "e"), (argument.Description, argument.Name, argument.Directives.Single().Name));
        Assert.Equal("3", Assert.IsType<IntNode>(argument.DefaultValue).Text);
    }

    [Fact]
    public void A_directive_definition_is_read_with_all_its_parts()
    {
        var directive = Assert.IsType<DirectiveDefinitionNode>(
            GraphQLParser.Parse("directive @key(fields: String!) repeatable on OBJECT | INTERFACE").Definitions.Single());
        Assert.Equal(("key", true), (directive.Name, directive.IsRepeatable));
        Assert.Equal(["OBJECT", "INTERFACE"], directive.Locations);
        Assert.Equal("fields", directive.Arguments.Single().Name);
    }

    [Fact]
    public void The_graph_of_the_demo_city_is_read()
    {
        var document = GraphQLParser.Parse(GraphQLFixture.City);
        Assert.Equal(64, document.Definitions.Count);
        var person = document.Definitions.OfType<ObjectDefinitionNode>().Single(type => type.Name == "Person");
        Assert.Equal("pid", person.Fields[0].Name);
    }
}
