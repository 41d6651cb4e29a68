using Exchange.GraphQL;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;
using Exchange.GraphQL.Values;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.GraphQL.Execution;

public sealed class InputCoercionTests
{
    [Theory]
    [InlineData("Int", "1", "1")]
    [InlineData("Int", "1.0", "1")]
    [InlineData("Int", "null", "null")]
    [InlineData("Float", "1", "1")]
    [InlineData("Float", "1.5", "1.5")]
    [InlineData("String", "\"x\"", "\"x\"")]
    [InlineData("Boolean", "true", "true")]
    [InlineData("ID", "\"x\"", "\"x\"")]
    [InlineData("ID", "7", "\"7\"")]
    [InlineData("Date", "\"2026-01-01\"", "\"2026-01-01\"")]
    [InlineData("DogCommand", "\"SIT\"", "\"SIT\"")]
    [InlineData("[Int]", "1", "[1]")]
    [InlineData("[Int]", "[1,null]", "[1,null]")]
    [InlineData("[[Int]]", "1", "[[1]]")]
    [InlineData("[[Int]]", "[1,2]", "[[1],[2]]")]
    [InlineData("[Int]", "null", "null")]
    [InlineData("PetFilter", """{"required":true}""", """{"limit":5,"required":true}""")]
    [InlineData("PetFilter", """{"required":true,"ages":3,"name":null}""", """{"name":null,"ages":[3],"limit":5,"required":true}""")]
    [InlineData("PetBy", """{"id":7}""", """{"id":"7"}""")]
    public void A_variable_that_fits_is_coerced(string type, string given, string expected)
    {
        var values = Coerce($"query Q($v: {type}) {{ x }}", $$"""{"v":{{given}}}""");
        Assert.True(values.TryGet("v", out var value));
        Assert.Equal(expected, Json.Text(value));
    }

    [Theory]
    [InlineData("Int", "\"7731\"", "")]
    [InlineData("Int", "1.5", "")]
    [InlineData("Int", "2147483648", "")]
    [InlineData("Int", "true", "")]
    [InlineData("Int!", "null", "")]
    [InlineData("Float", "\"7731\"", "")]
    [InlineData("String", "7731", "")]
    [InlineData("Boolean", "\"true\"", "")]
    [InlineData("ID", "1.5", "")]
    [InlineData("ID", "false", "")]
    [InlineData("Date", "{}", "")]
    [InlineData("DogCommand", "\"7731\"", "")]
    [InlineData("DogCommand", "1", "")]
    [InlineData("[Int]", "[1,\"7731\"]", " at \"[1]\"")]
    [InlineData("[Int!]", "[null]", " at \"[0]\"")]
    [InlineData("PetFilter", "{}", " at \"required\"")]
    [InlineData("PetFilter", "\"7731\"", "")]
    [InlineData("PetFilter", """{"required":true,"secret7731":1}""", "")]
    [InlineData("PetFilter", """{"required":true,"nested":{"required":true,"ages":[1,"7731"]}}""", " at \"nested.ages[1]\"")]
    [InlineData("PetBy", """{"id":1,"name":"7731"}""", "")]
    [InlineData("PetBy", """{"id":null}""", "")]
    [InlineData("PetBy", "{}", "")]
    public void A_variable_that_does_not_fit_is_refused_by_name_and_place_and_never_echoed(string type, string given, string place)
    {
        var error = Assert.Single(Assert.Throws<GraphQLException>(
            () => Coerce($"query Q($v: {type}) {{ x }}", $$"""{"v":{{given}}}""")).Errors);

        Assert.Equal(ErrorCodes.BadUserInput, error.Code);
        Assert.StartsWith($"Variable \"$v\"{place} does not fit: ", error.Message);
        Assert.DoesNotContain("7731", error.Message);
    }

    [Fact]
    public void Absence_null_and_default_are_told_apart()
    {
        var values = Coerce(
            "query Q($absent: Int, $null: Int, $default: Int = 3, $given: Int = 3) { x }", """{"null":null,"given":null,"other":1}""");

        Assert.False(values.TryGet("absent", out _));
        Assert.True(values.TryGet("null", out var nothing) && nothing.IsNull);
        Assert.True(values.TryGet("default", out var three) && three == Datum.From(3));
        Assert.True(values.TryGet("given", out var given) && given.IsNull);
        Assert.False(values.TryGet("other", out _));
    }

    [Fact]
    public void Every_variable_that_does_not_fit_is_reported()
    {
        var errors = Assert.Throws<GraphQLException>(
            () => Coerce("query Q($a: Int!, $b: Int!, $c: [Int!]) { x }", """{"b":"x","c":["x",null]}""")).Errors;
        Assert.Equal(4, errors.Count);
    }

    [Theory]
    [InlineData("two(a: 1)", """{"a":1}""")]
    [InlineData("two(a: null)", """{"a":null}""")]
    [InlineData("two", "{}")]
    [InlineData("two(a: $absent, b: $one)", """{"b":1}""")]
    [InlineData("two(a: $nothing)", """{"a":null}""")]
    [InlineData("intWithDefault", """{"value":1}""")]
    [InlineData("intWithDefault(value: $absent)", """{"value":1}""")]
    [InlineData("id(value: 12345678901234567890)", """{"value":"12345678901234567890"}""")]
    [InlineData("ints(value: 1)", """{"value":[1]}""")]
    [InlineData("ints(value: [1, $absent])", """{"value":[1,null]}""")]
    [InlineData("ints(value: [1, $one])", """{"value":[1,1]}""")]
    [InlineData("command(value: SIT)", """{"value":"SIT"}""")]
    [InlineData("filter(value: {required: true, ages: $absent})", """{"value":{"limit":5,"required":true}}""")]
    [InlineData("filter(value: {required: true, limit: $absent})", """{"value":{"limit":5,"required":true}}""")]
    [InlineData("by(value: {id: 1})", """{"value":{"id":"1"}}""")]
    [InlineData("date(value: 1.5)", """{"value":1.5}""")]
    public void Arguments_are_coerced(string field, string expected) => Assert.Equal(expected, Json.Text(Datum.From(Arguments(field))));

    [Theory]
    [InlineData("nonNullInt(value: $nothing)", "value")]
    [InlineData("nonNullInt(value: $absent)", "value")]
    [InlineData("nonNullInt", "value")]
    [InlineData("nonNullInts(value: [$absent])", "value")]
    [InlineData("intWithDefault(value: null)", "value")]
    [InlineData("filter(value: {required: $absent})", "value")]
    [InlineData("by(value: {id: $absent})", "value")]
    [InlineData("by(value: {id: $nothing})", "value")]
    [InlineData("int(value: 1.0)", "value")]
    [InlineData("date(value: 1e999)", "value")]
    public void An_argument_that_does_not_fit_is_refused_by_name(string field, string argument)
    {
        var error = Assert.Single(Assert.Throws<GraphQLException>(() => Arguments(field)).Errors);
        Assert.Equal(ErrorCodes.BadUserInput, error.Code);
        Assert.StartsWith($"Argument \"{argument}\" of ", error.Message);
    }

    [Fact]
    public void A_long_list_costs_little_more_than_its_values()
    {
        var given = new DatumObject(["v"], [Datum.From(Enumerable.Repeat(Datum.From(1), 100_000).ToArray())]);
        var operation = OperationSelector.Select(GraphQLParser.Parse("query Q($v: [Int!]!) { x }"), null);
        var before = GC.GetAllocatedBytesForCurrentThread();

        InputCoercion.CoerceVariables(PetSchema.Schema, operation, given, ScalarSet.BuiltIn);

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < 4_000_000, $"{allocated} bytes allocated");
    }

    [Fact]
    public void A_registered_scalar_decides_what_it_takes()
    {
        var even = new ScalarCoercion(
            value => value.Kind == DatumKind.Integer && value.AsInteger() % 2 == 0 ? value : null,
            value => value);
        var scalars = ScalarSet.BuiltIn.With("Date", even);

        Assert.True(Coerce("query Q($v: Date) { x }", """{"v":2}""", scalars).TryGet("v", out _));
        Assert.Throws<GraphQLException>(() => Coerce("query Q($v: Date) { x }", """{"v":1}""", scalars));
    }

    private static DatumObject Arguments(string field)
    {
        var document = GraphQLParser.Parse($"query Q($absent: Int, $nothing: Int, $one: Int) {{ {field} }}");
        var operation = OperationSelector.Select(document, null);
        var variables = InputCoercion.CoerceVariables(
            PetSchema.Schema, operation, Json.Object("""{"nothing":null,"one":1}"""), ScalarSet.BuiltIn);
        var node = (FieldNode)operation.SelectionSet.Selections[0];
        var definition = ((ObjectType)PetSchema.Schema.Type("Arguments")!).Field(node.Name)!;
        return InputCoercion.CoerceArguments(definition, node.Arguments, variables, ScalarSet.BuiltIn);
    }

    private static VariableValues Coerce(string document, string variables, ScalarSet? scalars = null) =>
        InputCoercion.CoerceVariables(
            PetSchema.Schema,
            OperationSelector.Select(GraphQLParser.Parse(document), null),
            Json.Object(variables),
            scalars ?? ScalarSet.BuiltIn);
}
