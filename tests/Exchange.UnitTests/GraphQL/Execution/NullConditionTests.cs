using Exchange.GraphQL;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;
using Exchange.GraphQL.Values;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.GraphQL.Execution;

/// <summary>A variable with a default may be nullable where a condition needs a Boolean; given as null, it decides nothing.</summary>
public sealed class NullConditionTests
{
    private static readonly Schema Schema = SchemaBuilder.Build("type Query { a: Int, inner: Query, sure: Query!, others: [Query] }");
    private static readonly ResolverMap Resolvers = new()
    {
        Fields = new Dictionary<string, FieldResolver>
        {
            ["Query.a"] = _ => new(1),
            ["Query.inner"] = _ => new(new object()),
            ["Query.sure"] = _ => new(new object()),
            ["Query.others"] = _ => new(Array.Empty<object>()),
        },
    };

    [Theory]
    [InlineData("a @skip(if: $if)", "null", null)]
    [InlineData("a inner { a @skip(if: $if) }", """{"a":1,"inner":null}""", "inner")]
    [InlineData("inner { sure { a ...F } } a", """{"inner":null,"a":1}""", "inner/sure")]
    [InlineData("a others { a @skip(if: $if) }", """{"a":1,"others":[]}""", "")]
    public async Task It_fails_the_object_in_whose_selection_it_stands_and_only_when_that_is_executed(
        string selection, string expected, string? path)
    {
        var used = selection.Contains("...F", StringComparison.Ordinal);
        var fragment = used ? "fragment F on Query { a @include(if: $if) }" : "";
        var request = new GraphQLRequest($"query ($if: Boolean = true) {{ {selection} }} {fragment}") { Variables = Json.Object("""{"if":null}""") };

        var result = await new RequestExecutor(Schema, Resolvers).ExecuteAsync(request, null, TestContext.Current.CancellationToken);

        Assert.True(result.HasData);
        Assert.Equal(expected, Json.Text(result.Data));
        Assert.Equal(path == "" ? [] : [path], result.Errors.Select(error => error.Path is null ? null : string.Join('/', error.Path)));
        Assert.All(result.Errors, error => Assert.Equal(ErrorCodes.BadUserInput, error.Code));
    }

    [Fact]
    public void Who_decides_before_fetching_refuses_the_request()
    {
        var document = GraphQLParser.Parse("query ($if: Boolean = true) { inner { a @skip(if: $if) } }");
        var definition = OperationSelector.Select(document, null);
        var variables = InputCoercion.CoerceVariables(Schema, definition, Json.Object("""{"if":null}"""), ScalarSet.BuiltIn);

        var refusal = Assert.Throws<GraphQLException>(
            () => OperationCompiler.Compile(Schema, document, definition, variables, OperationLimits.Default));

        Assert.Equal(ErrorCodes.BadUserInput, refusal.Errors[0].Code);
    }

    [Fact]
    public void Numbers_that_are_whole_are_ids_and_numbers_beyond_64_bits_are_refused_by_scalars_that_travel_as_json()
    {
        Assert.Equal(Datum.From("1e+40"), ScalarSet.BuiltIn.For("ID").Input(Datum.From(1e40)));
        Assert.Equal(Datum.From("12"), ScalarSet.BuiltIn.For("ID").Input(Datum.From(12.0)));
        Assert.Null(ScalarSet.BuiltIn.For("ID").Input(Datum.From(0.5)));

        var nested = Datum.From([Datum.From(new DatumObject(["x"], [Datum.From(double.PositiveInfinity)]))]);
        Assert.Null(ScalarCoercion.Any.Input(nested));
        Assert.Null(ScalarCoercion.Plain.Input(Datum.From(double.NegativeInfinity)));
        Assert.Null(ScalarSet.BuiltIn.For("Float").Input(Datum.From(double.PositiveInfinity)));
        Assert.Contains(PetSchema.BrokenRules("{ arguments { float(value: 1e400) } }"), rule => rule == "ValuesOfCorrectType");
        Assert.Contains(PetSchema.BrokenRules("{ arguments { date(value: 1e400) } }"), rule => rule == "ValuesOfCorrectType");
        Assert.Contains(PetSchema.BrokenRules("{ arguments { id(value: 1.0) } }"), rule => rule == "ValuesOfCorrectType");
    }
}
