using System.Text.Json;
using Exchange.EndToEnd.Running;

namespace Exchange.EndToEnd.Commands;

/// <summary><c>policy test</c> and <c>policy diff</c> on folders: neither needs a store.</summary>
public sealed class PolicyCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PolicyCommandTests() => _folder.Take(Path.Combine(ExchangeProgram.Documents, "policies"), "draft");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_citys_policies_pass_their_tests()
    {
        var outcome = await RunAsync("policy", "test");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Matches("^[1-9][0-9]+ passed, 0 failed$", outcome.OutputLines[^1]);

        var report = await RunAsync("policy", "test", "--policies", "draft", "--json");
        Assert.Equal(0, report.ExitCode);
        var json = JsonSerializer.Deserialize<JsonElement>(report.Output);
        Assert.Equal(json.GetProperty("passed").GetInt32(), json.GetProperty("results").GetArrayLength());
    }

    [Fact]
    public async Task A_draft_that_breaks_a_test_fails_with_its_place()
    {
        Edit("health.yaml", "{ consent: care.heat, sameRegion: true }", "{ sameRegion: true }");
        var outcome = await RunAsync("policy", "test", "--policies", "draft");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Matches("^tests/.+\\.yaml:[0-9]+: ", outcome.OutputLines[0]);
        Assert.Contains("Person.heatRisk: expected CONSENT_MISSING, decided full", outcome.Output, StringComparison.Ordinal);
        Assert.Matches("^[0-9]+ passed, [1-9][0-9]* failed$", outcome.OutputLines[^1]);
    }

    [Fact]
    public async Task A_word_in_a_test_that_nobody_knows_is_a_mistake_with_its_place()
    {
        var cases = "cases:\n  - name: one\n    caller: { client: nobody }\n    expect: { Person.alive: closed }\n";
        await File.WriteAllTextAsync(_folder.Of("draft", "tests", "mine.yaml"), cases, TestContext.Current.CancellationToken);
        var outcome = await RunAsync("policy", "test", "--policies", "draft");
        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith("tests/mine.yaml:3:", outcome.OutputLines[0], StringComparison.Ordinal);
        Assert.Equal("0 passed, 1 failed", outcome.OutputLines[^1]);
    }

    [Fact]
    public async Task Equal_folders_are_equal()
    {
        var outcome = await DiffAsync();
        Assert.Equal((0, "equal"), (outcome.ExitCode, Assert.Single(outcome.OutputLines)));
    }

    [Fact]
    public async Task A_consent_that_is_no_longer_asked_for_is_named_with_who_gains()
    {
        Edit("health.yaml", "{ consent: care.heat, sameRegion: true }", "{ sameRegion: true }");
        var outcome = await DiffAsync();
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("health community-doctor, care.heat: changes conditions of Person.heatRisk", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("opens something", outcome.OutputLines[^1], StringComparison.Ordinal);

        var chinese = await DiffAsync("--lang", "zh");
        Assert.Contains("高温关怀探访（care.heat）：Person.heatRisk 的条件变化", chinese.Output, StringComparison.Ordinal);

        var report = await DiffAsync("--json");
        Assert.Equal(1, report.ExitCode);
        var json = JsonSerializer.Deserialize<JsonElement>(report.Output);
        Assert.True(json.GetProperty("opensAnything").GetBoolean());
        var line = Assert.Single(json.GetProperty("conditions").EnumerateArray());
        Assert.Equal("Person.heatRisk", Assert.Single(line.GetProperty("coordinates").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task What_is_no_folder_and_no_version_is_one_clear_line()
    {
        var folder = await RunAsync("policy", "diff", "nowhere", "draft");
        Assert.Equal(2, folder.ExitCode);
        Assert.Contains("nowhere: there is no such folder", Assert.Single(folder.ErrorLines), StringComparison.Ordinal);

        var version = await RunAsync("policy", "diff", "1", "draft", "--data", "none");
        Assert.Equal(2, version.ExitCode);
        Assert.Contains("--data names the folder of a hub that has run", Assert.Single(version.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("policy", "test", "--policies", "nowhere")]
    [InlineData("policy", "simulate", "nowhere", "--data", "none")]
    [InlineData("policy", "simulate", "draft", "--data", "none")]
    [InlineData("policy", "explain", "--client", "nobody", "--field", "Person.pid")]
    public async Task What_names_nothing_that_is_there_is_wrong_usage_and_no_finding(params string[] words)
    {
        var outcome = await RunAsync(words);
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains("there is no", Assert.Single(outcome.ErrorLines), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Check_and_test_report_in_Chinese_too()
    {
        Assert.Matches("^[1-9][0-9]+ passed, 0 failed$", Assert.Single((await RunAsync("policy", "test", "--lang", "zh")).OutputLines));
        Assert.Matches("^通过：受管字段 [0-9]+ 个", Assert.Single((await RunAsync("check", "--lang", "zh")).OutputLines));
        Edit("health.yaml", "{ consent: care.heat, sameRegion: true }", "{ sameRegion: true }");
        var outcome = await RunAsync("policy", "test", "--policies", "draft", "--lang", "zh");
        Assert.Contains("Person.heatRisk：应为 CONSENT_MISSING，实为 full", outcome.Output, StringComparison.Ordinal);
        Assert.Matches("^[0-9]+ passed, [1-9][0-9]* failed$", outcome.OutputLines[^1]);
    }

    [Theory]
    [InlineData("policy", "diff", "draft")]
    [InlineData("policy", "simulate", "draft", "--since", "yesterday")]
    [InlineData("policy", "simulate", "draft", "--since", "999999999h")]
    [InlineData("policy", "simulate", "draft", "--since", "999999999m")]
    [InlineData("policy", "simulate", "draft", "--since", "999999999d")]
    [InlineData("policy", "simulate", "draft", "--since", "-1h")]
    [InlineData("policy", "export")]
    public async Task Wrong_words_are_wrong_usage(params string[] words) => Assert.Equal(2, (await RunAsync(words)).ExitCode);

    private void Edit(string department, string right, string other)
    {
        var file = _folder.Of("draft", "departments", department);
        var text = File.ReadAllText(file);
        Assert.Contains(right, text, StringComparison.Ordinal);
        File.WriteAllText(file, text.Replace(right, other, StringComparison.Ordinal));
    }

    private Task<CommandOutcome> DiffAsync(params string[] words) =>
        RunAsync(["policy", "diff", Path.Combine(ExchangeProgram.Documents, "policies"), "draft", .. words]);

    private Task<CommandOutcome> RunAsync(params string[] words) => ExchangeProgram.RunAsync(_folder.Location, words);
}
