using System.Text;
using Exchange.GraphQL;
using Exchange.GraphQL.Costs;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;
using Exchange.GraphQL.Values;

namespace Exchange.UnitTests.GraphQL.Costs;

public sealed class CostModelTests
{
    private const string Sdl = """
        directive @cost(weight: Int!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR
        directive @listSize(
          assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true
        ) on FIELD_DEFINITION

        scalar Heavy @cost(weight: 3)
        enum Colour @cost(weight: 2) { RED }
        interface Being { name: String, friends: [Being] }
        type Cat implements Being { name: String, friends: [Being] }
        type Whale implements Being @cost(weight: 7) { name: String, friends: [Being], calves: [Whale] @listSize(assumedSize: 2) }
        type Page { nodes: [Cat], count: Int }
        union Any = Cat | Whale
        type Query {
          cat: Cat
          dear: Cat @cost(weight: 5)
          leaf: Int
          costlyLeaf: Int @cost(weight: 4)
          heavy: Heavy
          colour: Colour
          texts: [String]
          grid: [[Cat]]
          being: Being
          any: Any
          cats(first: Int = 20, last: Int): [Cat] @listSize(slicingArguments: ["first", "last"], requireOneSlicingArgument: false)
          strict(first: Int, ids: [ID!]): [Cat] @listSize(slicingArguments: ["first", "ids"])
          page(first: Int = 20): Page @listSize(slicingArguments: ["first"], sizedFields: ["nodes"], requireOneSlicingArgument: false)
          search(text: String @cost(weight: 6)): Cat
          whales: [Whale] @listSize(assumedSize: 3)
        }
        """;

    private static readonly Document Definitions = GraphQLParser.Parse(Sdl, ParserLimits.Unlimited);
    private static readonly Schema Schema = SchemaBuilder.Build(Definitions);

    [Theory]
    [InlineData("{ leaf texts __typename }", 0)]
    [InlineData("{ costlyLeaf heavy colour }", 4 + 3 + 2)]
    [InlineData("{ cat { name } }", 1)]
    [InlineData("{ dear { name } }", 5)]
    [InlineData("{ a: cat { name } b: cat { name } }", 2)]
    [InlineData("{ grid { name } }", 100)]
    [InlineData("{ cats { name } }", 20)]
    [InlineData("{ cats(first: 3) { name } }", 3)]
    [InlineData("{ cats(first: 3, last: 9) { name } }", 9)]
    [InlineData("{ cats(first: null) { name } }", 10)]
    [InlineData("{ cats(first: -1) { name } }", 10)]
    [InlineData("{ cats(first: 0) { name friends { name } } }", 0)]
    [InlineData("{ cats(first: 3) { friends { name } } }", 3 * (1 + (10 * 7)))]
    [InlineData("{ strict(ids: [\"1\", \"2\"]) { name } }", 2)]
    [InlineData("{ strict(ids: \"1\") { name } }", 1)]
    [InlineData("{ page(first: 4) { count nodes { name } } }", 1 + 4)]
    [InlineData("{ being { name } }", 7)]
    [InlineData("{ any { ... on Cat { friends { name } } ... on Whale { name } } }", 1 + 70)]
    [InlineData("{ search(text: \"a\") { name } }", 6 + 1)]
    [InlineData("{ search { name } }", 1)]
    [InlineData("{ whales { calves { name } } }", 3 * (7 + (2 * 7)))]
    [InlineData("{ __schema { types { name } } }", 0)]
    public void The_cost_is_what_the_directives_say(string text, int expected) => Assert.Equal(expected, Cost(text));

    [Theory]
    [InlineData("""{"n":5}""", 5)]
    [InlineData("""{}""", 20)]
    [InlineData("""{"n":null}""", 10)]
    public void A_variable_bounds_a_list_with_its_value_or_its_default(string variables, int expected) =>
        Assert.Equal(expected, Cost("query ($n: Int) { cats(first: $n) { name } }", variables));

    [Fact]
    public void Identifiers_in_a_variable_are_counted() =>
        Assert.Equal(3, Cost("query ($ids: [ID!]) { strict(ids: $ids) { name } }", """{"ids":["1","2","3"]}"""));

    [Fact]
    public void A_cost_beyond_every_number_stays_the_largest_number()
    {
        const string Deep = "{ cats(first: 2147483647) { friends { friends { friends { friends { name } } } } } }";

        Assert.Equal(int.MaxValue, Cost(Deep));
    }

    [Fact]
    public void What_costs_more_than_the_limit_is_refused_by_name()
    {
        var limits = new OperationLimits { Cost = 19 };
        var (operation, variables) = Compile("{ cats { name } }", "{}");

        var error = Assert.Single(Assert.Throws<GraphQLException>(() => Model().Require(operation, variables, limits)).Errors);

        Assert.Equal((ErrorCodes.LimitExceeded, "cost"), (error.Code, error.Limit));
        Assert.Contains("would cost 20", error.Message, StringComparison.Ordinal);
        Model().Require(operation, variables, limits with { Cost = 20 });
    }

    [Theory]
    [InlineData("{ strict { name } }")]
    [InlineData("{ strict(first: 1, ids: [\"1\"]) { name } }")]
    [InlineData("{ strict(first: null) { name } }")]
    public void A_list_that_needs_one_bound_takes_neither_none_nor_two(string text)
    {
        var error = Assert.Single(Assert.Throws<GraphQLException>(() => Cost(text)).Errors);

        Assert.Equal(ErrorCodes.BadUserInput, error.Code);
        Assert.Equal("Give \"strict\" exactly one of \"first\" and \"ids\".", error.Message);
    }

    [Theory]
    [InlineData("type A @cost(weight: -1) { a: Int }", "A")]
    [InlineData("type A @cost { a: Int }", "A")]
    [InlineData("type A { a: Int @cost(weight: \"much\") }", "A.a")]
    [InlineData("type A { a(b: Int @cost(weight: 1e9)): Int }", "A.a(b:)")]
    [InlineData("type A { a: [A] @listSize(assumedSize: -1) }", "A.a")]
    [InlineData("type A { a: [A] @listSize(slicingArguments: [\"first\"]) }", "A.a")]
    [InlineData("type A { a: [A] @listSize(sizedFields: [1]) }", "A.a")]
    public void A_directive_that_cannot_be_read_is_a_mistake_with_its_place(string sdl, string coordinate)
    {
        var builder = new CostModelBuilder();
        foreach (var type in GraphQLParser.Parse(sdl).Definitions.OfType<TypeDefinitionNode>())
        {
            builder.Add(type);
        }

        Assert.Equal(coordinate, Assert.Single(builder.Mistakes).Coordinate);
    }

    [Fact]
    public void Of_two_declarations_the_dearer_counts()
    {
        var sizes = new ListSize { AssumedSize = 3, SlicingArguments = ["a"] }
            .With(new ListSize { AssumedSize = 5, SlicingArguments = ["b"], RequireOneSlicingArgument = false });

        Assert.Equal(5, sizes.AssumedSize);
        Assert.Equal(["a", "b"], sizes.SlicingArguments);
        Assert.False(sizes.RequireOneSlicingArgument);
        Assert.Null(new ListSize().With(new ListSize()).AssumedSize);
    }

    private static CostModel Model()
    {
        var builder = new CostModelBuilder();
        foreach (var type in Definitions.Definitions.OfType<TypeDefinitionNode>())
        {
            builder.Add(type);
        }

        Assert.Empty(builder.Mistakes);
        return builder.Build();
    }

    private static int Cost(string text, string variables = "{}")
    {
        var (operation, values) = Compile(text, variables);
        return Model().Of(operation, values);
    }

    private static (Operation Operation, VariableValues Variables) Compile(string text, string variables)
    {
        var document = GraphQLParser.Parse(text);
        var definition = OperationSelector.Select(document, null);
        var sent = DatumReader.Read(Encoding.UTF8.GetBytes(variables)).AsObject();
        var values = InputCoercion.CoerceVariables(Schema, definition, sent, ScalarSet.BuiltIn);
        return (OperationCompiler.Compile(Schema, document, definition, values, OperationLimits.Default), values);
    }
}
