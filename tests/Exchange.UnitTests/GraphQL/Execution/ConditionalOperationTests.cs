using Exchange.GraphQL;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.UnitTests.GraphQL.Execution;

public sealed class ConditionalOperationTests
{
    private static readonly Schema Graph = SchemaBuilder.Build("type Query { a: Query b: Int c: Int }");

    [Theory]
    [InlineData("{ b @include(if: $x) }", "b if $x")]
    [InlineData("{ b @skip(if: $x) @include(if: $y) }", "b if not $x and $y")]
    [InlineData("{ b @include(if: false) c @skip(if: false) }", "c")]
    [InlineData("{ b @include(if: $x) @skip(if: $x) c }", "c")]
    [InlineData("{ b @include(if: $x) b }", "b")]
    [InlineData("{ b @include(if: $x) b @skip(if: $y) }", "b if $x or not $y")]
    [InlineData("{ b @include(if: $x) ... @include(if: $x) { b @include(if: $y) } }", "b if $x")]
    [InlineData("{ ... F @include(if: $x) ... F } fragment F on Query { b }", "b")]
    [InlineData("{ ... F @include(if: $x) ... F @include(if: $y) } fragment F on Query { b }", "b if $x or $y")]
    [InlineData("{ a @include(if: $x) { b } a { c @skip(if: $y) } }", "a, a.b if $x, a.c if not $y")]
    public void Every_field_keeps_the_condition_under_which_it_counts(string query, string expected)
    {
        var operation = Compile(query, OperationLimits.Unlimited);

        Assert.Equal(expected, string.Join(", ", Describe(operation.Root, "")));
    }

    [Fact]
    public void The_conditions_select_what_deciding_them_first_selects()
    {
        var random = new Random(5);
        for (var round = 0; round < 2_000; round++)
        {
            var query = Random(random, 3);
            var operation = Compile(query, OperationLimits.Unlimited);
            foreach (var (x, y) in ((bool, bool)[])[(false, false), (false, true), (true, false), (true, true)])
            {
                var document = GraphQLParser.Parse(query);
                var decided = query.Replace("$x", x ? "true" : "false", StringComparison.Ordinal).Replace("$y", y ? "true" : "false", StringComparison.Ordinal);
                var expected = OperationCompiler.Compile(
                    Graph, GraphQLParser.Parse(decided), Definition(GraphQLParser.Parse(decided)), VariableValues.Empty, OperationLimits.Unlimited);

                Assert.True(
                    Describe(expected.Root, "").Order().SequenceEqual(Selected(operation.Root, "", name => name == "x" ? x : y).Order()),
                    $"round {round}: {query} with x = {x}, y = {y}");
            }
        }
    }

    [Fact]
    public void More_combinations_than_the_limit_are_refused_by_name()
    {
        var query = string.Join(' ', Enumerable.Range(0, 5).Select(number => $"b @include(if: $v{number})"));

        var refused = Assert.Throws<GraphQLException>(() => Compile($"{{ {query} }}", OperationLimits.Default with { ConditionTerms = 4 }));

        Assert.Equal("conditionTerms", refused.Errors[0].Limit);
    }

    private static string Random(Random random, int depth)
    {
        var condition = random.Next(6) switch { 0 => " @include(if: $x)", 1 => " @skip(if: $y)", 2 => " @include(if: $y) @skip(if: $x)", _ => "" };
        return "{ " + string.Join(' ', Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(4) switch
        {
            0 when depth > 0 => $"a{condition} {Random(random, depth - 1)}",
            1 when depth > 0 => $"...{condition} {Random(random, depth - 1)}",
            2 => $"b{condition}",
            _ => $"c{condition}",
        })) + " }";
    }

    private static Operation Compile(string query, OperationLimits limits)
    {
        var document = GraphQLParser.Parse(query);
        return OperationCompiler.CompileConditional(Graph, document, Definition(document), limits);
    }

    private static OperationDefinition Definition(Document document) => OperationSelector.Select(document, null);

    private static IEnumerable<string> Describe(SelectedSet set, string path) => set.For("Query").SelectMany(field =>
        (field.Selection is null ? [] : Describe(field.Selection, $"{path}{field.ResponseName}."))
            .Prepend($"{path}{field.ResponseName}{(field.Condition is null ? "" : $" if {field.Condition}")}"));

    private static IEnumerable<string> Selected(SelectedSet set, string path, Func<string, bool> isTrue) => set.For("Query")
        .Where(field => field.Condition?.Holds(isTrue) ?? true)
        .SelectMany(field => (field.Selection is null ? [] : Selected(field.Selection, $"{path}{field.ResponseName}.", isTrue))
            .Prepend($"{path}{field.ResponseName}"));
}
