using System.Text.Json;
using Exchange.Conformance.Running;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;
using Exchange.GraphQL.Validation;

namespace Exchange.Conformance;

/// <summary>Generated documents over the city's graph, judged and printed here and by graphql-js.</summary>
public sealed class DocumentDifferentialTests
{
    private const int Seed = 20_261_121;
    private const int Count = 300;
    private const int RulesOfTheSpecification = 27;

    private static readonly ValidationOptions Everything = new() { MaxErrors = int.MaxValue, Limits = OperationLimits.Unlimited };

    [Fact]
    public async Task Documents_break_the_rules_that_graphql_js_says_they_break()
    {
        var schema = SchemaBuilder.Build(await File.ReadAllTextAsync(Repository.CityGraph, TestContext.Current.CancellationToken));
        var cases = await CasesAsync();

        foreach (var generated in cases)
        {
            var expected = generated.GetProperty("rules").EnumerateArray().Select(rule => rule.GetString()!).ToList();
            var errors = DocumentValidator.Validate(schema, GraphQLParser.Parse(Text(generated)), Everything);

            var found = errors.Select(error => error.Rule ?? error.Code).Distinct().Order(StringComparer.Ordinal).ToList();
            Assert.True(
                expected.SequenceEqual(found),
                $"Seed {Seed}: graphql-js found [{string.Join(", ", expected)}], we [{string.Join(", ", found)}] in\n{Text(generated)}");
        }
    }

    [Fact]
    public async Task Documents_are_printed_as_graphql_js_prints_them()
    {
        foreach (var generated in await CasesAsync())
        {
            var printed = DocumentPrinter.Print(GraphQLParser.Parse(Text(generated)));

            Assert.True(
                generated.GetProperty("printed").GetString()!.TrimEnd() == printed.TrimEnd(),
                $"Seed {Seed}: graphql-js prints\n{generated.GetProperty("printed").GetString()}\nand we\n{printed}");
        }
    }

    [Fact]
    public async Task The_generated_documents_reach_every_rule_and_half_of_them_are_good()
    {
        var cases = await CasesAsync();
        var broken = cases.Select(generated => generated.GetProperty("rules")).ToList();

        Assert.Equal(Count, cases.Count);
        Assert.Equal(RulesOfTheSpecification, broken.SelectMany(rules => rules.EnumerateArray()).Select(rule => rule.GetString()).Distinct().Count());
        Assert.InRange(broken.Count(rules => rules.GetArrayLength() == 0), Count / 3, Count * 2 / 3);
    }

    private static string Text(JsonElement generated) => generated.GetProperty("document").GetString()!;

    private static async Task<IReadOnlyList<JsonElement>> CasesAsync() => await NodeSuite.RunAsync(
        "documents.mjs", null, TestContext.Current.CancellationToken, Repository.CityGraph, $"{Seed}", $"{Count}");
}
