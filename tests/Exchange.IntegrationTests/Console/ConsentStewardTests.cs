using System.Net;
using System.Text.Json;

namespace Exchange.IntegrationTests.Console;

/// <summary>Whose consents a data steward keeps: all of the city's, or those that concern the steward's own department.</summary>
public sealed class ConsentStewardTests
{
    private const string Adult = "990102196606060134";

    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_departments_steward_sees_and_closes_no_consent_that_does_not_concern_the_department()
    {
        await using var desk = await ConsentDesk.OpenAsync(Noon);
        var id = await HeatCareAsync(desk);

        desk.SignInSteward("steward-2", department: "housing");
        var (listed, consents) = await desk.ListAsync(Adult);
        var (receipt, _) = await desk.ReceiptAsync(id);

        Assert.Equal((HttpStatusCode.OK, 0), (listed, consents.GetArrayLength()));
        Assert.Equal(HttpStatusCode.NotFound, receipt);
        foreach (var act in new[] { "withdraw", "suspend", "invalidate", "confirm", "resume", "refuse" })
        {
            Assert.Equal(HttpStatusCode.NotFound, await desk.ActAsync(id, act));
        }

        desk.SignInSteward("steward-1");
        Assert.Equal("active", Assert.Single((await desk.ListAsync(Adult)).Answer.EnumerateArray()).GetProperty("state").GetString());
        Assert.Equal(HttpStatusCode.OK, await desk.ActAsync(id, "withdraw"));
    }

    [Fact]
    public async Task A_departments_steward_replaces_no_consent_that_does_not_concern_the_department()
    {
        await using var desk = await ConsentDesk.OpenAsync(Noon);
        var id = await HeatCareAsync(desk);

        desk.SignInSteward("steward-2", department: "housing");
        var (foreign, _) = await desk.GiveAsync(Adult, previous: id);
        desk.SignInSteward("steward-1");
        var (own, _) = await desk.GiveAsync(Adult, previous: id);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.Created), (foreign, own));
    }

    [Theory]
    [InlineData("health")]
    [InlineData("grid-centre")]
    [InlineData("exchange")]
    public async Task Recipient_provider_and_the_city_see_and_close_it(string department)
    {
        await using var desk = await ConsentDesk.OpenAsync(Noon);
        var id = await HeatCareAsync(desk);

        desk.SignInSteward("steward-2", department: department);

        Assert.Equal(id, Id(Assert.Single((await desk.ListAsync(Adult)).Answer.EnumerateArray())));
        Assert.Equal(HttpStatusCode.OK, (await desk.ReceiptAsync(id)).Status);
        Assert.Equal(HttpStatusCode.OK, await desk.ActAsync(id, "withdraw"));
    }

    [Fact]
    public async Task Whoever_entered_a_consent_sees_and_closes_it_for_whatever_department()
    {
        await using var desk = await ConsentDesk.OpenAsync(Noon);
        desk.SignInSteward("steward-1", department: "market-regulation");
        var id = Id((await desk.GiveAsync(Adult, recipients: ["health"], purpose: "care.heat", scope: "care.heat")).Answer);

        Assert.Equal(id, Id(Assert.Single((await desk.ListAsync(Adult)).Answer.EnumerateArray())));
        Assert.Equal(HttpStatusCode.OK, await desk.ActAsync(id, "withdraw"));
    }

    private static async Task<string> HeatCareAsync(ConsentDesk desk)
    {
        desk.SignInSteward("steward-1");
        return Id((await desk.GiveAsync(Adult, recipients: ["health"], purpose: "care.heat", scope: "care.heat")).Answer);
    }

    private static string Id(JsonElement consent) => consent.GetProperty("id").GetString()!;
}
