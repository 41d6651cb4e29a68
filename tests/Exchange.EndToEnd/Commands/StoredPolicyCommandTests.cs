using System.Text.Json;
using Exchange.EndToEnd.Calls;
using Exchange.EndToEnd.Running;

namespace Exchange.EndToEnd.Commands;

/// <summary><c>policy export</c>, <c>policy diff</c> by number and <c>policy simulate</c>, on the data of a hub that runs.</summary>
public sealed class StoredPolicyCommandTests(DemoCity city) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_exported_version_is_equal_to_what_was_published()
    {
        var exported = await RunAsync("policy", "export", "--out", "version", "--data", city.Hub.Data);
        Assert.Equal(0, exported.ExitCode);
        Assert.StartsWith("version 1: ", Assert.Single(exported.OutputLines), StringComparison.Ordinal);
        Assert.True(File.Exists(_folder.Of("version", "tests", "rows.yaml")));
        Assert.Equal(0, (await RunAsync("policy", "diff", "1", "version", "--data", city.Hub.Data)).ExitCode);
        Assert.Equal(0, (await RunAsync("policy", "test", "--policies", "version")).ExitCode);

        var again = await RunAsync("policy", "export", "1", "--out", "version", "--data", city.Hub.Data);
        Assert.Equal(2, again.ExitCode);
        Assert.Contains("there is something already", Assert.Single(again.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_that_is_not_there_is_one_clear_line()
    {
        var outcome = await RunAsync("policy", "export", "99", "--out", "version", "--data", city.Hub.Data);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("there is no version 99", Assert.Single(outcome.ErrorLines), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.Of("version")));
    }

    [Fact]
    public async Task Simulation_says_which_recorded_accesses_would_have_come_out_otherwise()
    {
        _ = await city.Hub.Client.AskAsync(
            Clients.CommunityDoctor, $$"""{ person(citizenNo: "{{People.LiJianguo}}") { heatRisk } }""", Clients.Heat);
        _ = await city.Hub.Client.AskAsync(
            Clients.CommunityDoctor, $$"""{ person(citizenNo: "{{People.ZhangGuiying}}") { heatRisk } }""", Clients.Heat);
        _folder.Take(Path.Combine(ExchangeProgram.Documents, "policies"), "same");
        var same = await SimulateAsync("same");
        Assert.StartsWith("0 of ", Assert.Single(same.OutputLines), StringComparison.Ordinal);

        var closed = await SimulateAsync(Draft("closed", "consent: care.heat, sameRegion: true", "consent: care.heat, sameRegion: true, emergency: true"));
        Assert.Contains(
            closed.OutputLines,
            line => line.StartsWith(
                "health-community-doctor, care.heat: Person.heatRisk was full, would be withheld (EMERGENCY_REQUIRED): ", StringComparison.Ordinal));

        var open = await SimulateAsync(Draft("open", "consent: care.heat, sameRegion: true", "sameRegion: true"));
        Assert.Contains(
            open.OutputLines,
            line => line.StartsWith(
                "health-community-doctor, care.heat: Person.heatRisk was CONSENT_MISSING, would be open at full: ", StringComparison.Ordinal));
        Assert.DoesNotContain(People.ZhangGuiying, open.Output, StringComparison.Ordinal);

        var chinese = await SimulateAsync("open", "--lang", "zh");
        Assert.Contains(
            chinese.OutputLines,
            line => line.StartsWith("health-community-doctor，care.heat：Person.heatRisk 原为 CONSENT_MISSING，将开放（full 级）：", StringComparison.Ordinal));
        Assert.Matches("^共 [0-9]+ 次访问，其中 [1-9][0-9]* 次的结果会有不同或可能不同$", chinese.OutputLines[^1]);

        var json = JsonSerializer.Deserialize<JsonElement>((await SimulateAsync("open", "--json")).Output);
        var line = json.GetProperty("lines").EnumerateArray().First(line => line.GetProperty("coordinate").GetString() == "Person.heatRisk");
        Assert.Equal("wouldOpen", line.GetProperty("outcome").GetString());
    }

    private string Draft(string name, string right, string other)
    {
        _folder.Take(Path.Combine(ExchangeProgram.Documents, "policies"), name);
        var file = _folder.Of(name, "departments", "health.yaml");
        File.WriteAllText(file, File.ReadAllText(file).Replace(right, other, StringComparison.Ordinal));
        return name;
    }

    private async Task<CommandOutcome> SimulateAsync(string draft, params string[] words)
    {
        var outcome = await RunAsync(["policy", "simulate", draft, "--since", "1d", "--data", city.Hub.Data, .. words]);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        return outcome;
    }

    private Task<CommandOutcome> RunAsync(params string[] words) => ExchangeProgram.RunAsync(_folder.Location, words);
}
