using System.Net;
using System.Text.Json;
using Exchange.EndToEnd.Calls;
using Exchange.EndToEnd.Running;

namespace Exchange.EndToEnd.Replicas;

/// <summary>Two hubs that were started at the same moment on one empty database are one hub to those who use it.</summary>
[Collection(nameof(HubPair))]
public sealed class SharedStoreTests(HubPair pair) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_demo_has_the_same_secrets_on_both()
    {
        var (a, b) = (pair.A.Process.Client.Credentials, pair.B.Process.Client.Credentials);

        Assert.Equal(a.Clients.Select(client => (client.ClientId, client.ClientSecret)), b.Clients.Select(client => (client.ClientId, client.ClientSecret)));
        Assert.Equal(a.Staff.Select(account => (account.UserName, account.Password)), b.Staff.Select(account => (account.UserName, account.Password)));
    }

    [Fact]
    public async Task The_demos_consents_were_given_once()
    {
        var (status, consents) = await pair.Session.GetAsync($"/api/v1/consents?citizenNo={People.SunYue}");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Single(consents.EnumerateArray());
    }

    [Fact]
    public async Task A_token_and_a_session_of_one_hub_are_good_on_the_other()
    {
        var query = $$"""{ person(citizenNo: "{{People.LiJianguo}}") { pid } }""";
        var fromA = await pair.B.Client.AskWithTokenAsync(await pair.A.Client.TokenAsync(Clients.CommunityDoctor), query, Clients.Heat);
        var fromB = await pair.A.Client.AskWithTokenAsync(await pair.B.Client.TokenAsync(Clients.CommunityDoctor), query, Clients.Heat);

        Assert.Equal(JsonValueKind.String, fromA.At("person.pid").ValueKind);
        Assert.Equal(fromA.At("person.pid").GetString(), fromB.At("person.pid").GetString());
        Assert.Equal(HttpStatusCode.OK, (await pair.B.Steward(pair.Session).GetAsync($"/api/v1/consents?citizenNo={People.SunYue}")).Status);
    }

    [Fact]
    public async Task Each_hub_has_an_access_log_of_its_own_that_names_it_and_verifies()
    {
        var replicas = new List<string>();
        foreach (var replica in (Replica[])[pair.A, pair.B])
        {
            var export = await ExchangeProgram.RunAsync(_folder.Location, "audit", "export", "--data", replica.Data);
            var opened = export.OutputLines.First(line => line.Contains("\"replica\"", StringComparison.Ordinal));
            replicas.Add(await File.ReadAllTextAsync(Path.Combine(replica.Data, "replica"), TestContext.Current.CancellationToken));
            Assert.Contains(replicas[^1].Trim(), opened, StringComparison.Ordinal);
            Assert.Equal(0, (await ExchangeProgram.RunAsync(_folder.Location, "audit", "verify", "--data", replica.Data)).ExitCode);
        }

        Assert.NotEqual(replicas[0], replicas[1]);
    }

    [Fact]
    public async Task A_hub_whose_own_log_is_gone_does_not_start()
    {
        Directory.CreateDirectory(_folder.Of("lost"));
        File.Copy(Path.Combine(pair.B.Data, "replica"), _folder.Of("lost", "replica"));

        var outcome = await StartAsync("lost", pair.Keys);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("the access log of this store is gone", Assert.Single(outcome.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hub_with_other_keys_does_not_start()
    {
        var outcome = await StartAsync("stranger", _folder.Of("other-keys"));

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("set Keys:Path to where it is", Assert.Single(outcome.ErrorLines), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.Of("other-keys")));
    }

    private Task<CommandOutcome> StartAsync(string data, string keys)
    {
        var start = ExchangeProgram.Start(_folder.Location, ["serve", "--data", _folder.Of(data), "--urls", "http://127.0.0.1:0"]);
        foreach (var (name, value) in pair.A.Settings(keys))
        {
            start.Environment[$"Exchange__{name.Replace(":", "__", StringComparison.Ordinal)}"] = value;
        }

        return ExchangeProgram.RunAsync(start);
    }
}
