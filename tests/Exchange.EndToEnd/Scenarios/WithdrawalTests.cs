using System.Net;
using Exchange.EndToEnd.Calls;
using Exchange.EndToEnd.Running;

namespace Exchange.EndToEnd.Scenarios;

/// <summary>A withdrawal changes the very next answer, whoever of those entitled enters it. On a hub of its own.</summary>
public sealed class WithdrawalTests(DemoCity city) : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private HubProcess _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await HubProcess.StartAsync(_folder.Location, _folder.Take(city.RestedData, "data"));

    public async ValueTask DisposeAsync()
    {
        if (_hub is not null)
        {
            await _hub.DisposeAsync();
        }

        _folder.Dispose();
    }

    [Fact]
    public async Task Withdrawing_closes_the_next_answer_and_giving_again_opens_it()
    {
        await StewardWithdrawsAsync();
        await ResidentWithdrawsHerOwnAsync();
        await RecipientWithdrawsAsync();
    }

    private async Task StewardWithdrawsAsync()
    {
        Assert.True(await IsHeatRiskOpenAsync());
        var steward = await _hub.Client.SignInAsync("data-steward");
        var consent = await steward.ActiveConsentAsync(People.LiJianguo, "care.heat");

        await steward.WithdrawAsync(consent);
        Assert.False(await IsHeatRiskOpenAsync());
        Assert.Equal(HttpStatusCode.Conflict, (await steward.PostAsync($"/api/v1/consents/{consent}/withdraw")).Status);

        await steward.GiveAsync(People.LiJianguo, "care.heat", "health", "care.heat");
        Assert.True(await IsHeatRiskOpenAsync());
    }

    private async Task ResidentWithdrawsHerOwnAsync()
    {
        Assert.True(await IsWangAliveOpenAsync());
        var wang = await _hub.Client.SignInAsync("wang");
        var consent = await wang.ActiveConsentAsync(People.WangXiufang, "assistance.eligibility");
        Assert.Equal(HttpStatusCode.Forbidden, (await wang.GetAsync($"/api/v1/consents?citizenNo={People.LiJianguo}")).Status);
        var liu = await _hub.Client.SignInAsync("liu");
        Assert.Equal(HttpStatusCode.NotFound, (await liu.PostAsync($"/api/v1/consents/{consent}/withdraw")).Status);
        Assert.True(await IsWangAliveOpenAsync());

        await wang.WithdrawAsync(consent);
        Assert.False(await IsWangAliveOpenAsync());

        await wang.GiveAsync(null, "assistance.eligibility", "civil-affairs", "assistance.means", "assistance.household");
        Assert.True(await IsWangAliveOpenAsync());
    }

    private async Task RecipientWithdrawsAsync()
    {
        Assert.True(await IsHeatRiskOpenAsync());
        var doctor = await _hub.Client.ControlPlaneAsync(Clients.CommunityDoctor);
        var consent = await (await _hub.Client.SignInAsync("data-steward")).ActiveConsentAsync(People.LiJianguo, "care.heat");
        Assert.Equal(HttpStatusCode.Forbidden, (await doctor.GetAsync($"/api/v1/consents?citizenNo={People.LiJianguo}")).Status);
        var stranger = await _hub.Client.ControlPlaneAsync(Clients.HousingClerk);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsync($"/api/v1/consents/{consent}/withdraw")).Status);

        await doctor.WithdrawAsync(consent);
        Assert.False(await IsHeatRiskOpenAsync());

        // Who would use a consent cannot enter one.
        var (status, _) = await doctor.PostAsync("/api/v1/consents", new { citizenNo = People.LiJianguo, purpose = "care.heat" });
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.False(await IsHeatRiskOpenAsync());
    }

    private Task<bool> IsHeatRiskOpenAsync() => IsOpenAsync(
        Clients.CommunityDoctor, $$"""{ person(citizenNo: "{{People.LiJianguo}}") { heatRisk } }""", Clients.Heat,
        "person.heatRisk", "\"HIGH\"");

    private Task<bool> IsWangAliveOpenAsync() => IsOpenAsync(
        Clients.AssistanceOfficer, $$"""{ person(citizenNo: "{{People.WangXiufang}}") { alive } }""", Clients.Assistance,
        "person.alive", "true");

    private async Task<bool> IsOpenAsync(string clientId, string query, Under under, string path, string value)
    {
        var answer = await _hub.Client.AskAsync(clientId, query, under);
        if (answer.At(path).GetRawText() == value)
        {
            return true;
        }

        answer.AssertWithheld(path, "CONSENT_MISSING");
        return false;
    }
}
