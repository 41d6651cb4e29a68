using System.Text;
using System.Text.Json;
using Exchange.EndToEnd.Calls;
using Exchange.EndToEnd.Running;

namespace Exchange.EndToEnd.Records;

/// <summary>
/// The access log from outside: every answer is on it before it leaves, nothing personal is, and a changed byte is found.
/// </summary>
public sealed class AccessLogTests(DemoCity city) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_log_is_whole_while_the_hub_runs_and_after_it_was_killed_and_holds_every_access_and_no_person()
    {
        var data = _folder.Take(city.RestedData, "data");
        await using var hub = await HubProcess.StartAsync(_folder.Location, data);
        var asked = await AskEverythingAsync(hub.Client);

        Assert.Equal(0, (await VerifyAsync(data)).ExitCode);
        await hub.KillAsync();
        var verified = await VerifyAsync(data);
        Assert.Equal(0, verified.ExitCode);
        Assert.StartsWith("whole:", verified.OutputLines[^1], StringComparison.Ordinal);

        var exported = await ExchangeProgram.RunAsync(_folder.Location, "audit", "export", "--data", data);
        Assert.Equal(0, exported.ExitCode);
        var ids = exported.OutputLines
            .Select(line => JsonSerializer.Deserialize<JsonElement>(line).GetProperty("accessId").GetString()).ToHashSet();
        Assert.All(asked, accessId => Assert.Contains(accessId, ids));
        AssertNoPerson(exported.Output);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(data, "audit"), "*", SearchOption.AllDirectories))
        {
            AssertNoPerson(Encoding.UTF8.GetString(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)));
        }
    }

    [Fact]
    public async Task A_hub_that_was_killed_starts_again_on_the_same_log()
    {
        var data = _folder.Take(city.RestedData, "data");
        string accessId;
        await using (var hub = await HubProcess.StartAsync(_folder.Location, data))
        {
            accessId = (await AskAsync(hub.Client)).AccessId!;
            await hub.KillAsync();
        }

        await using (var hub = await HubProcess.StartAsync(_folder.Location, data))
        {
            var after = (await AskAsync(hub.Client)).AccessId!;
            Assert.Equal(0, (await VerifyAsync(data)).ExitCode);
            var exported = await ExchangeProgram.RunAsync(_folder.Location, "audit", "export", "--data", data);
            Assert.Contains(accessId, exported.Output, StringComparison.Ordinal);
            Assert.Contains(after, exported.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Callers_without_a_token_are_on_the_log_in_sum_when_the_hub_has_stopped()
    {
        var data = _folder.Take(city.RestedData, "data");
        await using var hub = await HubProcess.StartAsync(_folder.Location, data);
        _ = await hub.Client.AskWithTokenAsync(null, "{ me { client } }", new Under());
        _ = await hub.Client.AskWithTokenAsync(null, "{ me { client } }", new Under());
        Assert.Equal(0, await hub.EndAsync(Signal.Terminate));

        var exported = await ExchangeProgram.RunAsync(_folder.Location, "audit", "export", "--data", data);
        var line = Assert.Single(exported.OutputLines, line => line.Contains("UNAUTHENTICATED_MISSING", StringComparison.Ordinal));
        var summary = JsonSerializer.Deserialize<JsonElement>(line);
        Assert.Equal(JsonValueKind.Null, summary.GetProperty("accessId").ValueKind);
        Assert.Equal(2, summary.GetProperty("counts")[0].GetProperty("requests").GetInt32());
        Assert.DoesNotContain("127.0.0.1", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_person_stands_in_the_store_or_on_the_error_stream()
    {
        var data = _folder.Take(city.RestedData, "data");
        await using var hub = await HubProcess.StartAsync(_folder.Location, data);
        _ = await AskEverythingAsync(hub.Client);
        await (await hub.Client.SignInAsync("data-steward")).GiveAsync(People.ZhouRan, "care.heat", "health", "care.heat");
        Assert.Equal(0, await hub.EndAsync(Signal.Terminate));

        AssertNoPerson(string.Join('\n', hub.Error));
        foreach (var file in Directory.EnumerateFiles(data, "exchange.db*"))
        {
            AssertNoPerson(Encoding.UTF8.GetString(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)));
        }
    }

    [Theory]
    [InlineData(0.25)]
    [InlineData(0.5)]
    [InlineData(0.99)]
    public async Task One_changed_byte_is_found_with_the_record_it_is_in(double place)
    {
        var data = _folder.Take(city.RestedData, "data");
        var segment = Directory.EnumerateFiles(Path.Combine(data, "audit"), "*.seg").Single();
        var bytes = await File.ReadAllBytesAsync(segment, TestContext.Current.CancellationToken);
        bytes[(int)(bytes.Length * place)] ^= 1;
        await File.WriteAllBytesAsync(segment, bytes, TestContext.Current.CancellationToken);

        var verified = await VerifyAsync(data);
        var exported = await ExchangeProgram.RunAsync(_folder.Location, "audit", "export", "--data", data);

        Assert.Equal(1, exported.ExitCode);
        Assert.Contains(Path.GetFileName(segment), Assert.Single(exported.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(1, verified.ExitCode);
        Assert.Matches("record [0-9]+", verified.Output);
        Assert.Contains(Path.GetFileName(segment), verified.Output, StringComparison.Ordinal);
        Assert.StartsWith("damaged:", verified.OutputLines[^1], StringComparison.Ordinal);
        Assert.Empty(verified.Error);

        var report = await ExchangeProgram.RunAsync(_folder.Location, "audit", "verify", "--data", data, "--json");
        Assert.Equal(1, report.ExitCode);
        Assert.False(JsonSerializer.Deserialize<JsonElement>(report.Output).GetProperty("isWhole").GetBoolean());
    }

    [Fact]
    public async Task A_folder_without_a_log_is_one_clear_line()
    {
        var verified = await VerifyAsync(_folder.Of("nothing"));
        Assert.Equal(1, verified.ExitCode);
        Assert.Contains("audit", Assert.Single(verified.ErrorLines), StringComparison.Ordinal);
    }

    private static void AssertNoPerson(string text) =>
        Assert.All(People.Traces, trace => Assert.DoesNotContain(trace, text, StringComparison.Ordinal));

    private static Task<Answer> AskAsync(HubClient client) => client.AskAsync(
        Clients.CommunityDoctor,
        $$"""{ person(citizenNo: "{{People.LiJianguo}}") { heatRisk visitContact { name phone } } }""",
        Clients.Heat);

    // One of each kind: answered, withheld, reduced, refused by purpose, refused as wrong, and a look at consents.
    private static async Task<IReadOnlyList<string>> AskEverythingAsync(HubClient client)
    {
        const string Wang =
            $$"""{ person(citizenNo: "{{People.WangXiufang}}") { pid alive name household { members { pid alive pension { receives } } } } }""";
        Answer[] answers =
        [
            await AskAsync(client),
            await client.AskAsync(Clients.AssistanceOfficer, Wang, Clients.Assistance),
            await client.AskAsync(Clients.AssistanceOfficer, Wang, new Under()),
            await client.AskAsync(Clients.AssistanceOfficer, Wang, new Under(People.WangXiufang, "王秀芳")),
            await client.AskAsync(Clients.AssistanceOfficerElsewhere, Wang, Clients.Assistance),
            await client.AskAsync(Clients.CommunityDoctor, $$"""{ 王秀芳: person(citizenNo: "{{People.WangLei}}") { pid } }""", Clients.Heat),
            await client.AskAsync(
                Clients.CommunityDoctor, $$"""{ person(citizenNo: "{{People.ZhangGuiying}}") { nothing } }""", Clients.Heat),
            await client.AskAsync(
                Clients.CommunityDoctor, $$"""{ person(citizenNo: "{{People.ZhangGuiying}}") { elderCare { needsVisit } } }""",
                Clients.Heat with { Emergency = "张桂英 12900001005" }),
            await client.AskAsync(
                Clients.PensionClerk, $$"""{ people(citizenNos: ["{{People.ZhaoDeming}}", "{{People.SunYue}}"]) { alive citizenNo } }""",
                new Under("pension.verification")),
        ];
        return [.. answers.Select(answer => Assert.IsType<string>(answer.AccessId))];
    }

    private Task<CommandOutcome> VerifyAsync(string data) => ExchangeProgram.RunAsync(_folder.Location, "audit", "verify", "--data", data);
}
