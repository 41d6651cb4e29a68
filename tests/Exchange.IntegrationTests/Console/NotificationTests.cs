using System.Net;
using System.Text.Json;

namespace Exchange.IntegrationTests.Console;

/// <summary>What departments are told of consents that ended, and by what they name them.</summary>
public sealed class NotificationTests
{
    private const string Adult = "990102196606060134";

    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Two_recipients_know_a_consent_by_names_that_do_not_join_and_each_uses_its_own()
    {
        await using var desk = await ConsentDesk.OpenAsync(Noon);
        var id = await GivenAsync(desk);
        await desk.ActAsync(id, "suspend");
        var (byCivilAffairs, first) = await OnlyNameAsync(desk, "civil-affairs");
        var (byHealth, second) = await OnlyNameAsync(desk, "health");

        Assert.Equal((31, 31), (byCivilAffairs.Length, byHealth.Length));
        Assert.NotEqual(byCivilAffairs, byHealth);
        Assert.All([first, second], page => Assert.DoesNotContain(id, page, StringComparison.Ordinal));

        desk.SignInClient("civil-affairs");
        Assert.Equal(HttpStatusCode.NotFound, await desk.ActAsync(byHealth, "withdraw"));
        var (withdrawn, view) = await desk.AnsweredAsync(byCivilAffairs, "withdraw");
        Assert.Equal((HttpStatusCode.OK, byCivilAffairs), (withdrawn, view.GetProperty("id").GetString()));
        Assert.DoesNotContain(id, view.GetRawText(), StringComparison.Ordinal);
        desk.SignInClient("health");
        Assert.Equal(HttpStatusCode.NotFound, await desk.ActAsync(byCivilAffairs, "withdraw"));
        Assert.Equal(HttpStatusCode.Conflict, await desk.ActAsync(byHealth, "withdraw"));
        desk.SignInSteward("steward-1");
        Assert.Equal(HttpStatusCode.NotFound, await desk.ActAsync(byHealth, "withdraw"));
    }

    [Fact]
    public async Task A_receipt_holds_the_id_so_that_only_a_recipient_that_has_the_id_reads_it()
    {
        await using var desk = await ConsentDesk.OpenAsync(Noon);
        var id = await GivenAsync(desk);
        await desk.ActAsync(id, "suspend");
        var (name, _) = await OnlyNameAsync(desk, "health");

        Assert.Equal(HttpStatusCode.NotFound, (await desk.ReceiptAsync(name)).Status);
        Assert.Equal(HttpStatusCode.OK, (await desk.ReceiptAsync(id)).Status);
        desk.SignInClient("housing");
        Assert.Equal(HttpStatusCode.NotFound, (await desk.ReceiptAsync(id)).Status);
    }

    [Fact]
    public async Task Notifications_are_read_on_from_page_to_page_and_again_on_another_day_and_none_is_missed()
    {
        await using var desk = await ConsentDesk.OpenAsync(Noon);
        for (var i = 0; i < 3; i++)
        {
            await desk.ActAsync(await GivenAsync(desk), "withdraw");
        }

        var (told, next, isComplete) = (new List<string>(), "", false);
        desk.SignInClient("health");
        for (var query = "?limit=1"; !isComplete; query = $"?limit=1&after={next}")
        {
            var (_, page) = await desk.NotificationsAsync(query);
            told.AddRange(Names(page));
            (next, isComplete) = (page.GetProperty("next").GetString()!, page.GetProperty("isComplete").GetBoolean());
        }

        await desk.ActAsync(await GivenAsync(desk), "withdraw");
        desk.SignInClient("health");
        var later = Names((await desk.NotificationsAsync($"?after={next}")).Answer);

        Assert.Equal((3, 3), (told.Count, told.Distinct().Count()));
        Assert.Single(later.Except(told));
        Assert.Equal(HttpStatusCode.BadRequest, (await desk.NotificationsAsync("?after=x")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await desk.NotificationsAsync("?limit=501")).Status);
    }

    [Fact]
    public async Task Whoever_stops_at_a_full_page_and_reads_on_another_day_is_told_of_what_was_stored_late()
    {
        await using var desk = await ConsentDesk.OpenAsync(Noon.AddMinutes(2));
        await desk.ActAsync(await GivenAsync(desk), "withdraw");
        desk.SignInClient("health");
        var (_, first) = await desk.NotificationsAsync("?limit=1");
        Assert.False(first.GetProperty("isComplete").GetBoolean());

        // By a hub whose clock is behind.
        desk.SetClock(Noon.AddMinutes(1));
        await desk.ActAsync(await GivenAsync(desk), "withdraw");
        desk.SetClock(Noon.AddDays(1));
        desk.SignInClient("health");
        var told = new List<string>();
        var page = first;
        for (var reads = 0; reads < 4; reads++)
        {
            (_, page) = await desk.NotificationsAsync($"?limit=1&after={page.GetProperty("next").GetString()}");
            told.AddRange(Names(page));
        }

        Assert.Single(told.Except(Names(first)));
        Assert.True(page.GetProperty("isComplete").GetBoolean());
        Assert.Equal(HttpStatusCode.BadRequest, (await desk.NotificationsAsync("?after=1~x")).Status);
    }

    private static async Task<string> GivenAsync(ConsentDesk desk)
    {
        desk.SignInSteward("steward-1");
        return (await desk.GiveAsync(Adult, recipients: ["civil-affairs", "health"])).Answer.GetProperty("id").GetString()!;
    }

    private static async Task<(string Name, string Page)> OnlyNameAsync(ConsentDesk desk, string department)
    {
        desk.SignInClient(department);
        var (_, page) = await desk.NotificationsAsync();
        return (Assert.Single(Names(page)), page.GetRawText());
    }

    private static List<string> Names(JsonElement page) =>
        [.. page.GetProperty("notifications").EnumerateArray().Select(item => item.GetProperty("consentId").GetString()!)];
}
