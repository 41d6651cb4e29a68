using System.Text.Json;
using Exchange.EndToEnd.Running;

namespace Exchange.EndToEnd.Commands;

/// <summary>The commands that need no store: <c>check</c>, <c>policy explain</c>, <c>schema print</c> and <c>schema diff</c>.</summary>
public sealed class DocumentCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Check_finds_nothing_in_the_citys_documents()
    {
        var outcome = await RunAsync("check");
        Assert.Equal(0, outcome.ExitCode);
        Assert.StartsWith("ok:", Assert.Single(outcome.OutputLines), StringComparison.Ordinal);

        var report = await RunAsync("check", "--json");
        Assert.Equal(0, report.ExitCode);
        Assert.Empty(JsonSerializer.Deserialize<JsonElement>(report.Output).GetProperty("findings").EnumerateArray());
    }

    [Fact]
    public async Task Check_names_file_and_line_of_a_mistake()
    {
        var mistake = PolicyMistake.Plant(_folder);

        var outcome = await RunAsync("check");
        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith(mistake, outcome.OutputLines[0], StringComparison.Ordinal);
        Assert.Contains("community-docter", outcome.OutputLines[0], StringComparison.Ordinal);

        var report = await RunAsync("check", "--json");
        Assert.Equal(1, report.ExitCode);
        var finding = Assert.Single(JsonSerializer.Deserialize<JsonElement>(report.Output).GetProperty("findings").EnumerateArray());
        Assert.StartsWith(mistake, $"{finding.GetProperty("file")}:{finding.GetProperty("line")}:", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_from_source_takes_documents_and_paths_from_where_one_stands()
    {
        var mistake = PolicyMistake.Plant(_folder);
        var outcome = await ExchangeProgram.RunFromSourceAsync(_folder.Of("."), "check");
        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith(mistake, outcome.OutputLines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_names_every_mistake_at_once()
    {
        PolicyMistake.Plant(_folder);
        await File.AppendAllTextAsync(
            _folder.Of("policies", "departments", "civil-affairs.yaml"), "\nsurprise: true\n", TestContext.Current.CancellationToken);
        var outcome = await RunAsync("check");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("policies/departments/health.yaml:", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("policies/departments/civil-affairs.yaml:", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_names_a_mistake_in_the_tests_of_policies()
    {
        _folder.Take(Path.Combine(ExchangeProgram.Documents, "schemas"), "schemas");
        _folder.Take(Path.Combine(ExchangeProgram.Documents, "policies"), "policies");
        await File.WriteAllTextAsync(
            _folder.Of("policies", "tests", "mine.yaml"),
            "cases:\n  - { name: who, caller: { client: nobody, purpose: care.heat }, expect: { Person.heatRisk: closed } }\n",
            TestContext.Current.CancellationToken);
        var outcome = await RunAsync("check");
        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith("policies/tests/mine.yaml:2:", outcome.OutputLines[0], StringComparison.Ordinal);
        Assert.Contains("unknown-client", outcome.OutputLines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_says_in_one_sentence_who_decided_what_and_why()
    {
        var outcome = await ExplainAsync("Person.pension.amount");
        Assert.Equal(0, outcome.ExitCode);
        var sentence = Assert.Single(outcome.OutputLines);
        Assert.Contains("NOT_PERMITTED", sentence, StringComparison.Ordinal);
        Assert.Contains("social-security", sentence, StringComparison.Ordinal);
        Assert.Contains("Person.pension.amount", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_names_the_rule_that_opens_a_field()
    {
        var outcome = await ExplainAsync("Person.pension.receives");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("ss-assistance-means", Assert.Single(outcome.OutputLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_speaks_Chinese_too()
    {
        var outcome = await ExplainAsync("Person.pension.amount", "--lang", "zh");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("social-security", Assert.Single(outcome.OutputLines), StringComparison.Ordinal);
        Assert.Matches("[\u4e00-\u9fff]", outcome.Output);
    }

    [Fact]
    public async Task A_field_that_does_not_exist_is_withheld_and_named_as_a_mistake()
    {
        var outcome = await ExplainAsync("Person.pension.amuont");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("is not a field of the data standard", Assert.Single(outcome.OutputLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_field_of_an_interface_is_explained_for_each_of_its_implementations()
    {
        var outcome = await ExplainAsync("Event.place");
        Assert.Equal(0, outcome.ExitCode);
        Assert.True(outcome.OutputLines.Count > 1, outcome.Output);
        Assert.Contains(outcome.OutputLines, line => line.Contains("DisputeEvent.place", StringComparison.Ordinal));
        Assert.DoesNotContain("is not a field", outcome.Output, StringComparison.Ordinal);

        var json = JsonSerializer.Deserialize<JsonElement>((await ExplainAsync("Event.place", "--json")).Output);
        Assert.Equal(outcome.OutputLines.Count, json.GetArrayLength());
    }

    [Fact]
    public async Task A_refused_purpose_is_explained_by_the_message_that_says_so()
    {
        string[] words = ["policy", "explain", "--client", "civil-affairs-assistance-officer", "--purpose", "watch.list", "--field", "Person.alive"];
        var outcome = await RunAsync(words);
        Assert.Contains("the hub is never used to keep lists of people to watch", Assert.Single(outcome.OutputLines), StringComparison.Ordinal);
        var chinese = await RunAsync([.. words, "--lang", "zh"]);
        Assert.Contains("本平台永不用于建立监控名单", Assert.Single(chinese.OutputLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_client_is_one_clear_line()
    {
        var outcome = await RunAsync("policy", "explain", "--client", "nobody", "--field", "Person.alive");
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("nobody", Assert.Single(outcome.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_printed_schema_is_the_citys_graph()
    {
        var snapshot = Path.Combine(AppContext.BaseDirectory, "Commands", "city.graphql");
        var printed = await RunAsync("schema", "print");
        Assert.Equal(0, printed.ExitCode);
        await File.WriteAllTextAsync(_folder.Of("printed.graphql"), printed.Output, TestContext.Current.CancellationToken);

        var compared = await RunAsync("schema", "diff", snapshot, _folder.Of("printed.graphql"));

        Assert.Equal(0, compared.ExitCode);
        Assert.Equal("equal", Assert.Single(compared.OutputLines));
    }

    [Fact]
    public async Task A_field_that_is_gone_is_a_breaking_change()
    {
        await File.WriteAllTextAsync(_folder.Of("old.graphql"), "type Query { a: Int b: Int }", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_folder.Of("new.graphql"), "type Query { a: Int }", TestContext.Current.CancellationToken);
        var compared = await RunAsync("schema", "diff", "old.graphql", "new.graphql");
        Assert.Equal(1, compared.ExitCode);
        Assert.Contains("Query.b", compared.Output, StringComparison.Ordinal);
    }

    private Task<CommandOutcome> ExplainAsync(string field, params string[] words) => RunAsync(
        [
            "policy", "explain", "--client", "civil-affairs-assistance-officer", "--purpose", "assistance.eligibility", "--field", field,
            .. words,
        ]);

    private Task<CommandOutcome> RunAsync(params string[] words) => ExchangeProgram.RunAsync(_folder.Location, words);
}
