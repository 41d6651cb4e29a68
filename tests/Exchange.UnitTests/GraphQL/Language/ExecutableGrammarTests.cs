using Exchange.GraphQL;
using Exchange.GraphQL.Language;

namespace Exchange.UnitTests.GraphQL.Language;

/// <summary>Section 2.2 to 2.12: operations, selections, fragments, variables, directives.</summary>
public sealed class ExecutableGrammarTests
{
    [Theory]
    [InlineData("{ a }")]
    [InlineData("query { a }")]
    [InlineData("mutation Do { a }")]
    [InlineData("subscription S @live { a }")]
    [InlineData("query Q($a: Int, $b: [T!]! = [1], $c: T = { x: null } @d(e: F)) @g { a }")]
    [InlineData("query ($a: Int = 1 @d) { a }")]
    [InlineData("\"described\" query Q(\"a variable\" $a: Int) { a }")]
    [InlineData("\"\"\"described\"\"\" fragment F on T { a }")]
    [InlineData("{ a: b(c: $d, e: [$f, {g: $h}]) @i(j: $k) { l } }")]
    [InlineData("{ ...F @d ... on T @d { a } ... @include(if: true) { b } ... { c } }")]
    [InlineData("fragment F on T @d { a }")]
    [InlineData("{ on: fragment query mutation subscription true false null type extend }")]
    [InlineData("{ a(type: input, on: enum, x: []) { b(y: {}) } }")]
    [InlineData("query query { a } fragment fragment on fragment { ...query }")]
    [InlineData("query Q { a } type T { a: Int }")]
    public void These_documents_are_in_the_grammar(string document) => Assert.NotEmpty(GraphQLParser.Parse(document).Definitions);

    [Theory]
    [InlineData("", "Expected a definition", 1)]
    [InlineData("# only a comment", "Expected a definition", 17)]
    [InlineData("{", "Expected a field or \"...\", found the end of the document.", 2)]
    [InlineData("{}", "Expected a field or \"...\", found \"}\".", 2)]
    [InlineData("{ a {} }", "Expected a field or \"...\", found \"}\".", 6)]
    [InlineData("query Q", "Expected \"{\", found the end of the document.", 8)]
    [InlineData("query Q() { a }", "Expected \"$\", found \")\".", 9)]
    [InlineData("{ a() }", "Expected a name, found \")\".", 5)]
    [InlineData("{ a(b: ) }", "Expected a value, found \")\".", 8)]
    [InlineData("{ a(b) }", "Expected \":\", found \")\".", 6)]
    [InlineData("{ a: }", "Expected a name, found \"}\".", 6)]
    [InlineData("{ a: b: c }", "Expected a field or \"...\", found \":\".", 7)]
    [InlineData("{ ... on }", "Expected a type name, found \"}\".", 10)]
    [InlineData("{ ...on { a } }", "Expected a type name, found \"{\".", 9)]
    [InlineData("{ a @ }", "Expected a name, found \"}\".", 7)]
    [InlineData("query Q($a Int) { b }", "Expected \":\", found a name.", 12)]
    [InlineData("query Q($a: ) { b }", "Expected a type, found \")\".", 13)]
    [InlineData("query Q($a: [Int) { b }", "Expected \"]\", found \")\".", 17)]
    [InlineData("query Q($a: Int!!) { b }", "Expected \"$\", found \"!\".", 17)]
    [InlineData("query Q($a: Int = $b) { c }", "A variable cannot stand here: this value must be constant.", 19)]
    [InlineData("query Q($a: [Int] = [$b]) { c }", "A variable cannot stand here: this value must be constant.", 22)]
    [InlineData("query Q($a: T = {x: $b}) { c }", "A variable cannot stand here: this value must be constant.", 21)]
    [InlineData("query Q($a: Int @d(x: $b)) { c }", "A variable cannot stand here: this value must be constant.", 23)]
    [InlineData("fragment on on T { a }", "A fragment needs a name before \"on\", and the name must not be \"on\".", 10)]
    [InlineData("fragment F { a }", "Expected \"on\", found \"{\".", 12)]
    [InlineData("fragment F($a: Int) on T { a }", "Expected \"on\", found \"(\".", 11)]
    [InlineData("\"described\" { a }", "A query in short form has no description", 1)]
    [InlineData("{ a } }", "Expected a definition", 7)]
    [InlineData("{ a(b: [1) }", "Expected a value, found \")\".", 10)]
    [InlineData("{ a(b: {c: 1) }", "Expected a name, found \")\".", 13)]
    [InlineData("querry { a }", "Expected a definition", 1)]
    [InlineData("{ \"description\" a }", "Expected a field or \"...\", found a string.", 3)]
    public void Other_documents_are_refused_with_their_place(string document, string message, int column)
    {
        var error = Assert.Single(Assert.Throws<GraphQLException>(() => GraphQLParser.Parse(document)).Errors);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(column, error.Locations.Single().Column);
        Assert.Equal(ErrorCodes.ParseFailed, error.Code);
    }

    [Fact]
    public void An_operation_is_read_with_all_its_parts()
    {
        var document = GraphQLParser.Parse(
            """
            "What it is for"
            query Q("who" $who: [ID!]! = ["x"] @v, $n: Int) @op(a: $n) {
              alias: field(by: $who) @f { id }
            }
            """);
        var operation = Assert.IsType<OperationDefinition>(Assert.Single(document.Definitions));
        Assert.Equal(("What it is for", OperationKind.Query, "Q"), (operation.Description, operation.Kind, operation.Name));
        Assert.Equal("op", operation.Directives.Single().Name);
        var who = operation.Variables[0];
        Assert.Equal(("who", "who", "v"), (who.Name, who.Description, who.Directives.Single().Name));
        Assert.IsType<ListNode>(who.DefaultValue);
        Assert.IsType<NonNullTypeNode>(Assert.IsType<ListTypeNode>(Assert.IsType<NonNullTypeNode>(who.Type).NullableType).ItemType);
        Assert.Null(operation.Variables[1].DefaultValue);
        var field = Assert.IsType<FieldNode>(operation.SelectionSet.Selections.Single());
        Assert.Equal(("alias", "field", "alias"), (field.Alias, field.Name, field.ResponseName));
        Assert.Equal("who", Assert.IsType<VariableNode>(field.Arguments.Single().Value).Name);
        Assert.Equal("f", field.Directives.Single().Name);
        Assert.NotNull(field.SelectionSet);
    }

    [Fact]
    public void A_node_covers_its_text_and_no_more()
    {
        const string Text = "query Q { a(x: 1) @d { b } ...F }  # tail";
        var operation = (OperationDefinition)GraphQLParser.Parse(Text).Definitions.Single();
        Assert.Equal("query Q { a(x: 1) @d { b } ...F }", Slice(Text, operation));
        Assert.Equal("a(x: 1) @d { b }", Slice(Text, operation.SelectionSet.Selections[0]));
        Assert.Equal("...F", Slice(Text, operation.SelectionSet.Selections[1]));
        Assert.Equal("x: 1", Slice(Text, ((FieldNode)operation.SelectionSet.Selections[0]).Arguments[0]));
    }

    [Fact]
    public void Values_of_every_kind_are_told_apart()
    {
        var operation = (OperationDefinition)GraphQLParser.Parse(
            "{ f(a: 1, b: 1.0, c: \"s\", d: true, e: null, f: ENUM, g: [], h: {}, i: $v, j: \"\"\"b\"\"\") }").Definitions[0];
        var field = (FieldNode)operation.SelectionSet.Selections[0];
        Type[] expected =
        [
            typeof(IntNode), typeof(FloatNode), typeof(StringNode), typeof(BooleanNode), typeof(NullNode), typeof(EnumNode),
            typeof(ListNode), typeof(ObjectNode), typeof(VariableNode), typeof(StringNode),
        ];
        Assert.Equal(expected, field.Arguments.Select(argument => argument.Value.GetType()));
    }

    private static string Slice(string text, SyntaxNode node) => text[node.Location.Start..node.Location.End];
}
