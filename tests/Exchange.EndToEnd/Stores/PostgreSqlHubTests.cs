using System.Diagnostics;
using System.Net;
using Exchange.EndToEnd.Calls;
using Exchange.EndToEnd.Running;
using Exchange.Fixtures;

namespace Exchange.EndToEnd.Stores;

/// <summary>A hub whose store is a PostgreSQL database: two settings are all that it takes.</summary>
public sealed class PostgreSqlHubTests(PostgresServer server) : IDisposable
{
    private const string AskHousehold = $$"""
        { person(citizenNo: "{{People.WangXiufang}}") { household { members { pid alive pension { receives amount } } } } }
        """;

    private const string AskHeatRisk = $$"""{ person(citizenNo: "{{People.LiJianguo}}") { heatRisk } }""";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_demo_on_PostgreSql_answers_closes_at_a_withdrawal_and_goes_on_after_a_second_start()
    {
        var settings = new Dictionary<string, string>
        {
            ["Storage:Provider"] = "postgresql",
            ["Storage:Connection"] = await server.CreateDatabaseAsync("hub"),
        };
        string[] secrets;
        await using (var hub = await HubProcess.StartAsync(_folder.Location, _folder.Of("data"), settings))
        {
            secrets = [.. hub.Client.Credentials.Clients.Select(client => client.ClientSecret)];
            await AssertHouseholdAsync(hub);
            (await AskAsync(hub, Clients.CommunityDoctor, AskHeatRisk, Clients.Heat)).AssertValue("\"HIGH\"", "person.heatRisk");

            var steward = await hub.Client.SignInAsync("data-steward");
            await steward.WithdrawAsync(await steward.ActiveConsentAsync(People.LiJianguo, "care.heat"));

            (await AskAsync(hub, Clients.CommunityDoctor, AskHeatRisk, Clients.Heat)).AssertWithheld("person.heatRisk", "CONSENT_MISSING");
            Assert.Equal(0, await hub.EndAsync(Signal.Terminate));
            Assert.Empty(hub.Error);
        }

        Assert.Empty(Directory.EnumerateFiles(_folder.Of("data"), "*.db*"));
        await using (var hub = await HubProcess.StartAsync(_folder.Location, _folder.Of("data"), settings))
        {
            Assert.Equal(secrets, hub.Client.Credentials.Clients.Select(client => client.ClientSecret));
            await AssertHouseholdAsync(hub);
            (await AskAsync(hub, Clients.CommunityDoctor, AskHeatRisk, Clients.Heat)).AssertWithheld("person.heatRisk", "CONSENT_MISSING");
        }

        Assert.Equal(0, (await ExchangeProgram.RunAsync(_folder.Location, "audit", "verify", "--data", _folder.Of("data"))).ExitCode);
    }

    // A machine that is too busy for the hub's beats closes what hangs on a consent for a moment: that is as it must be, and not what is asked here.
    private static async Task<Answer> AskAsync(HubProcess hub, string clientId, string query, Under under)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var answer = await hub.Client.AskAsync(clientId, query, under);
            if (waited.Elapsed > Patience || (answer.HasData && answer.Withheld.All(cells => cells.Reason != "SOURCE_UNAVAILABLE")))
            {
                return answer;
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private static async Task AssertHouseholdAsync(HubProcess hub)
    {
        var answer = await AskAsync(hub, Clients.AssistanceOfficer, AskHousehold, Clients.Assistance);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var members = Enumerable.Range(0, 3).Select(index => $"person.household.members.{index}").ToList();
        var unsigned = Assert.Single(members, member => answer.WithheldAt($"{member}.alive")?.Reason == "CONSENT_MISSING");
        foreach (var member in members.Where(member => member != unsigned))
        {
            answer.AssertValue("true", $"{member}.alive");
            answer.AssertValue("true", $"{member}.pension.receives");
            answer.AssertWithheld($"{member}.pension.amount", "NOT_PERMITTED");
        }
    }
}
