using Exchange.Conformance.Running;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;
using Exchange.GraphQL.Validation;

namespace Exchange.Conformance;

/// <summary>Generated documents over the city's graph, judged and printed here and by graphql-js.</summary>
public sealed class DocumentDifferentialTests(GeneratedDocuments generated) : IClassFixture<GeneratedDocuments>
{
    private const int RulesOfTheSpecification = 27;

    private static readonly ValidationOptions Everything = new() { MaxErrors = int.MaxValue, Limits = OperationLimits.Unlimited };

    [Fact]
    public async Task Documents_break_the_rules_that_graphql_js_says_they_break()
    {
        var schema = SchemaBuilder.Build(await File.ReadAllTextAsync(Repository.CityGraph, TestContext.Current.CancellationToken));

        Assert.All(generated.All, document =>
        {
            var errors = DocumentValidator.Validate(schema, GraphQLParser.Parse(document.Text), Everything);

            var found = string.Join(", ", errors.Select(error => error.Rule ?? error.Code).Distinct().Order(StringComparer.Ordinal));
            var expected = string.Join(", ", document.Rules);
            Assert.True(
                expected == found, $"Seed {GeneratedDocuments.Seed}: graphql-js found [{expected}], we [{found}] in\n{document.Text}");
        });
    }

    [Fact]
    public void Documents_are_printed_as_graphql_js_prints_them() => Assert.All(generated.All, document =>
    {
        var printed = DocumentPrinter.Print(GraphQLParser.Parse(document.Text));

        Assert.True(
            document.Printed.TrimEnd() == printed.TrimEnd(),
            $"Seed {GeneratedDocuments.Seed}: graphql-js prints\n{document.Printed}\nand we\n{printed}");
    });

    [Fact]
    public void The_generated_documents_reach_every_rule_and_half_of_them_are_good()
    {
        Assert.Equal(GeneratedDocuments.Count, generated.All.Count);
        Assert.Equal(RulesOfTheSpecification, generated.All.SelectMany(document => document.Rules).Distinct().Count());
        Assert.InRange(
            generated.All.Count(document => document.Rules.Count == 0), GeneratedDocuments.Count / 3, GeneratedDocuments.Count * 2 / 3);
    }
}
