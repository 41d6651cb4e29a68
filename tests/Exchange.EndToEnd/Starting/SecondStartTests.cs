using Exchange.EndToEnd.Calls;
using Exchange.EndToEnd.Running;

namespace Exchange.EndToEnd.Starting;

public sealed class SecondStartTests(DemoCity city) : IDisposable
{
    private const string AskLiJianguo = $$"""{ person(citizenNo: "{{People.LiJianguo}}") { heatRisk } }""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_second_start_keeps_secrets_consents_and_the_access_log()
    {
        var data = _folder.Take(city.RestedData, "data");
        var before = DemoCredentials.Read(data);
        string accessId;
        await using (var hub = await HubProcess.StartAsync(_folder.Location, data))
        {
            Assert.Equal(
                before.Clients.Select(client => client.ClientSecret), hub.Client.Credentials.Clients.Select(client => client.ClientSecret));
            Assert.Equal(
                before.Staff.Select(account => account.Password), hub.Client.Credentials.Staff.Select(account => account.Password));
            Assert.Equal(before.SourceLogKey, hub.Client.Credentials.SourceLogKey);

            var steward = await hub.Client.SignInAsync("data-steward");
            await steward.WithdrawAsync(await steward.ActiveConsentAsync(People.LiJianguo, "care.heat"));
            var answer = await hub.Client.AskAsync(Clients.CommunityDoctor, AskLiJianguo, Clients.Heat);
            answer.AssertWithheld("person.heatRisk", "CONSENT_MISSING");
            accessId = answer.AccessId!;
            Assert.Equal(0, await hub.EndAsync(Signal.Interrupt));
        }

        await using (var hub = await HubProcess.StartAsync(_folder.Location, data))
        {
            var answer = await hub.Client.AskAsync(Clients.CommunityDoctor, AskLiJianguo, Clients.Heat);
            answer.AssertWithheld("person.heatRisk", "CONSENT_MISSING");
            var log = await ExchangeProgram.RunAsync(_folder.Location, "audit", "export", "--data", data);
            Assert.Contains(log.OutputLines, line => line.Contains(accessId, StringComparison.Ordinal));
            Assert.Contains(log.OutputLines, line => line.Contains(answer.AccessId!, StringComparison.Ordinal));
            Assert.Equal(0, (await ExchangeProgram.RunAsync(_folder.Location, "audit", "verify", "--data", data)).ExitCode);
        }
    }

    [Fact]
    public async Task SIGINT_ends_the_hub_and_every_stub_with_exit_code_0()
    {
        await using var hub = await HubProcess.StartAsync(_folder.Location, _folder.Take(city.RestedData, "data"));
        var ports = hub.Ports();
        Assert.Equal(6, ports.Count);
        Assert.Equal(6, ListeningPort.Left(ports).Count);

        Assert.Equal(0, await hub.EndAsync(Signal.Interrupt));

        Assert.Empty(hub.Error);
        Assert.Empty(ListeningPort.Left(ports));
    }

    [Fact]
    public async Task Two_hubs_run_side_by_side_on_two_folders()
    {
        await using var other = await HubProcess.StartAsync(_folder.Location, _folder.Take(city.RestedData, "data"));
        Assert.Empty(other.Ports().Select(port => port.Port).Intersect(city.Hub.Ports().Select(port => port.Port)));

        var here = await city.Hub.Client.AskAsync(Clients.CommunityDoctor, AskLiJianguo, Clients.Heat);
        var there = await other.Client.AskAsync(Clients.CommunityDoctor, AskLiJianguo, Clients.Heat);

        here.AssertValue("\"HIGH\"", "person.heatRisk");
        there.AssertValue("\"HIGH\"", "person.heatRisk");
        Assert.NotEmpty(other.Client.Sources.Of(there.AccessId!));
        Assert.Empty(city.Hub.Client.Sources.Of(there.AccessId!));
    }
}
