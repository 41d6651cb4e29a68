using System.Globalization;
using System.Text;
using System.Text.Json;
using Exchange.Conformance.Running;
using Exchange.Differential;

namespace Exchange.Conformance;

/// <summary>The committed corpora: documents that graphql-js has parsed, printed, validated and executed, answered by our program.</summary>
public sealed class DifferentialTests(ITestOutputHelper output)
{
    private static readonly string[] Corpora = ["exchange", "queryonly"];

    [Theory]
    [InlineData("exchange")]
    [InlineData("queryonly")]
    public async Task Every_document_of_a_corpus_is_answered_as_graphql_js_answers_it(string corpus)
    {
        var answers = await Corpus.AnswerAsync(corpus, TestContext.Current.CancellationToken);
        output.WriteLine(Figures(answers));

        var differences = answers
            .Select(answer => (answer, Difference: AnswerComparison.Difference(answer)))
            .Where(pair => pair.Difference is not null)
            .Select(pair => $"document {pair.answer.Id} of {corpus} differs in {pair.Difference}:\n{pair.answer.Document}");
        Assert.Empty(differences);
        Assert.Equal(500, answers.Count);
    }

    [Fact]
    public async Task Every_rule_is_broken_in_some_document_of_the_corpora()
    {
        var broken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var corpus in Corpora)
        {
            var answers = await Corpus.AnswerAsync(corpus, TestContext.Current.CancellationToken);
            broken.UnionWith(answers.SelectMany(answer => CorpusAnswer.Rules(answer.Actual)));
        }

        // The rules of the specification's chapter on validation, MaxIntrospectionDepth of graphql-js, and syntax.
        Assert.Equal(27 + 1 + 1, broken.Count);
    }

    [Fact]
    public async Task A_line_that_is_no_document_stops_the_run_with_its_number()
    {
        var subject = Subject.Of("type Query { a: Int }");
        var corpus = "{\"id\":1,\"document\":\"{a}\",\"variables\":{},\"operationName\":null}\n\n{\"id\":2}\n"u8.ToArray();
        using var answers = new MemoryStream();

        var refusal = await Assert.ThrowsAsync<InvalidDataException>(() =>
            CorpusRun.AnswerAsync(subject, new MemoryStream(corpus), answers, TestContext.Current.CancellationToken));

        Assert.StartsWith("Line 3 of the corpus cannot be read", refusal.Message, StringComparison.Ordinal);
        Assert.True(JsonElement.Parse(Encoding.UTF8.GetString(answers.ToArray())).GetProperty("actual").GetProperty("valid").GetBoolean());
    }

    [Theory]
    [InlineData("The option --schema is missing.")]
    [InlineData("The option \"--colour\" is not known.", "--colour", "red")]
    [InlineData("The option --out needs the name of a file.", "--schema", "s", "--out")]
    [InlineData("The option --out needs the name of a file.", "--schema", "s", "--out", "--corpus")]
    [InlineData("The option --schema is given twice.", "--schema", "s", "--schema", "s")]
    [InlineData("The options --corpus and --out go together.", "--schema", "s", "--corpus", "c")]
    [InlineData("There is nothing to do: give --corpus and --out.", "--schema", "s")]
    public void A_wrong_call_is_told_what_is_wrong(string expected, params string[] arguments)
    {
        Assert.Null(CommandLine.Parse(arguments, out var problem));
        Assert.Equal(expected, problem);
    }

    /// <summary>A table: each rule with the documents that break it in graphql-js, here, and in both at the same places.</summary>
    private static string Figures(IReadOnlyList<CorpusAnswer> answers)
    {
        var table = new StringBuilder();
        table.AppendLine(CultureInfo.InvariantCulture, $"{answers.Count} documents, {answers.Count(IsEqual)} answered equally");
        table.AppendLine(CultureInfo.InvariantCulture, $"{"rule",-32}{"graphql-js",12}{"here",8}{"equal",8}");
        foreach (var rule in answers.SelectMany(answer => CorpusAnswer.Rules(answer.Expected)).Distinct().Order(StringComparer.Ordinal))
        {
            var breaking = answers.Where(answer => CorpusAnswer.Rules(answer.Expected).Contains(rule)).ToArray();
            var here = answers.Count(answer => CorpusAnswer.Rules(answer.Actual).Contains(rule));
            table.AppendLine(CultureInfo.InvariantCulture, $"{rule,-32}{breaking.Length,12}{here,8}{breaking.Count(IsEqual),8}");
        }

        return table.ToString();
    }

    private static bool IsEqual(CorpusAnswer answer) => AnswerComparison.Difference(answer) is null;
}
