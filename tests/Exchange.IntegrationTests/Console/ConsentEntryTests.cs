using System.Net;
using System.Text.Json;

namespace Exchange.IntegrationTests.Console;

/// <summary>As what an act is entered, through which channel and how surely known, and what whoever may not act is told.</summary>
public sealed class ConsentEntryTests
{
    private const string Adult = "990102196606060134";

    // Born on 2017-09-03.
    private const string Child = "990102201709030222";

    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 4, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(false, "low")]
    [InlineData(true, "substantial")]
    public async Task A_residents_own_word_is_as_sure_as_the_session_it_was_said_in(bool isTwoFactor, string level)
    {
        await using var desk = await ConsentDesk.OpenAsync(Noon);
        desk.SignInResident(Adult, isTwoFactor);
        var id = Id((await desk.GiveAsync(Adult)).Answer);

        Assert.Equal(("self", level), await EnteredAsync(desk, id));
    }

    [Fact]
    public async Task An_officer_who_sees_the_identity_card_is_surer_than_a_voice_on_the_telephone()
    {
        await using var desk = await ConsentDesk.OpenAsync(Noon);
        desk.SignInSteward("steward-1");
        var atCounter = Id((await desk.GiveAsync(Adult, channel: "counter")).Answer);
        var byPhone = Id((await desk.GiveAsync(Adult, channel: "phone")).Answer);
        desk.SignInSteward("steward-2");
        await desk.ActAsync(byPhone, "confirm");

        Assert.Equal(("counter", "substantial"), await EnteredAsync(desk, atCounter));
        Assert.Equal(("phone", "low"), await EnteredAsync(desk, byPhone));
    }

    [Theory]
    [InlineData("withdraw", "phone")]
    [InlineData("withdraw", "paper")]
    [InlineData("suspend", "phone")]
    public async Task What_is_said_by_telephone_or_on_paper_is_entered_so(string act, string channel)
    {
        await using var desk = await ConsentDesk.OpenAsync(Noon);
        desk.SignInSteward("steward-1");
        var id = Id((await desk.GiveAsync(Adult)).Answer);

        var (status, closed) = await desk.AnsweredAsync(id, act, new { channel, evidence = "call 17" });

        Assert.Equal((HttpStatusCode.OK, channel), (status, LastChannel(closed)));
    }

    [Theory]
    [InlineData("""{"channel":"hub"}""", "channel")]
    [InlineData("""{"evidence":"the paper of 990102196606060134"}""", "evidence")]
    public async Task What_is_wrong_with_the_word_is_named_and_nothing_is_closed(string body, string member)
    {
        await using var desk = await ConsentDesk.OpenAsync(Noon);
        desk.SignInSteward("steward-1");
        var id = Id((await desk.GiveAsync(Adult)).Answer);

        var (status, problem) = await desk.AnsweredAsync(id, "withdraw", JsonDocument.Parse(body).RootElement);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains($"\"{member}\"", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await desk.ActAsync(id, "withdraw"));
    }

    [Fact]
    public async Task What_a_departments_program_closes_is_entered_as_its_own_word()
    {
        await using var desk = await ConsentDesk.OpenAsync(Noon);
        desk.SignInSteward("steward-1");
        var id = Id((await desk.GiveAsync(Adult)).Answer);
        desk.SignInClient("civil-affairs");

        Assert.Equal("recipient", LastChannel((await desk.AnsweredAsync(id, "suspend")).Answer));
        Assert.Equal("recipient", LastChannel((await desk.AnsweredAsync(id, "withdraw")).Answer));
    }

    [Fact]
    public async Task A_departments_program_does_not_answer_what_the_person_is_asked()
    {
        await using var desk = await ConsentDesk.OpenAsync(Noon);
        desk.SignInSteward("steward-1");
        var id = Id((await desk.GiveAsync(Adult, channel: "paper")).Answer);
        desk.SignInClient("civil-affairs");

        foreach (var act in new[] { "withdraw", "refuse", "confirm" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, await desk.ActAsync(id, act));
        }

        desk.SignInResident(Adult);
        Assert.Equal(HttpStatusCode.OK, await desk.ActAsync(id, "confirm"));
    }

    [Fact]
    public async Task Whoever_may_not_act_is_told_who_may_and_what_to_do_instead()
    {
        await using var desk = await ConsentDesk.OpenAsync(Noon);
        desk.SignInSteward("steward-1");
        var id = Id((await desk.GiveAsync(Adult)).Answer);
        var childs = Id((await desk.GiveAsync(Child, "paper", new { relation = "parent", evidence = "household register 17" })).Answer);

        desk.SignInResident(Adult);
        Assert.Contains("withdraw it", await RefusalAsync(desk, id, "invalidate"), StringComparison.Ordinal);
        desk.SignInResident(Child);
        Assert.Contains("a guardian decides", await RefusalAsync(desk, childs, "confirm"), StringComparison.Ordinal);
        desk.SignInSteward("steward-2", department: "civil-affairs");
        Assert.Contains("another data steward", await RefusalAsync(desk, id, "resume"), StringComparison.Ordinal);
        desk.SignInClient("civil-affairs");
        Assert.Contains("by the person or by a data steward", await RefusalAsync(desk, id, "resume"), StringComparison.Ordinal);
        desk.SignInSteward("steward-1");
        var (status, problem) = await desk.AnsweredAsync(id, "resume");
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("does not allow to resume it", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-CN", "高温", "一步即可撤回")]
    [InlineData("en", "heat", "in one step")]
    public async Task A_receipt_is_in_the_language_of_the_notice_and_says_who_gives_and_how_much(string language, string purpose, string how)
    {
        await using var desk = await ConsentDesk.OpenAsync(Noon);
        desk.SignInSteward("steward-1");
        await desk.AddNoticeAsync("""{"id":"assistance","version":"1","language":"en","text":"words"}""");
        var (_, given) = await desk.GiveAsync(Adult, recipients: ["health"], purpose: "care.heat", scope: "care.heat", language: language);
        var (_, nothing) = await desk.GiveAsync(Adult, recipients: ["housing"], purpose: "care.heat", scope: "care.heat", language: language);

        var receipt = await ReceiptAsync(desk, Id(given));
        Assert.Contains(purpose, receipt.GetProperty("purposes")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Contains(how, receipt.GetProperty("withdrawal").GetProperty("how").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            ["civil-affairs", "grid-centre", "health", "public-security"],
            receipt.GetProperty("providers").EnumerateArray().Select(department => department.GetString()));
        Assert.Equal("full", receipt.GetProperty("data")[0].GetProperty("highestLevel").GetString());
        Assert.Equal("none", (await ReceiptAsync(desk, Id(nothing))).GetProperty("data")[0].GetProperty("highestLevel").GetString());
    }

    [Fact]
    public async Task What_happened_is_spelt_in_the_view_as_it_is_in_the_receipt()
    {
        await using var desk = await ConsentDesk.OpenAsync(Noon);
        desk.SignInSteward("steward-1");
        var (_, given) = await desk.GiveAsync(Adult);
        await desk.ActAsync(Id(given), "suspend");
        await desk.ActAsync(Id(given), "resume");
        desk.SignInSteward("steward-2");
        var (_, resumed) = await desk.AnsweredAsync(Id(given), "resume");

        var seen = resumed.GetProperty("events").EnumerateArray().Select(happened => happened.GetProperty("type").GetString()).ToList();
        var receipt = await ReceiptAsync(desk, Id(given));
        Assert.Equal(["request", "give", "activate", "suspend", "askResume", "resume"], seen);
        Assert.Equal(receipt.GetProperty("events").EnumerateArray().Select(happened => happened.GetProperty("type").GetString()), seen);
    }

    private static async Task<string> RefusalAsync(ConsentDesk desk, string id, string act)
    {
        var (status, problem) = await desk.AnsweredAsync(id, act);
        Assert.Equal(HttpStatusCode.Forbidden, status);
        return problem.GetProperty("detail").GetString()!;
    }

    // The first event of the receipt: how it was entered.
    private static async Task<(string? Channel, string? Level)> EnteredAsync(ConsentDesk desk, string id)
    {
        var entered = (await ReceiptAsync(desk, id)).GetProperty("events")[0];
        return (entered.GetProperty("channel").GetString(), entered.GetProperty("authentication").GetString());
    }

    private static async Task<JsonElement> ReceiptAsync(ConsentDesk desk, string id) =>
        JsonDocument.Parse((await desk.ReceiptAsync(id)).Answer.GetProperty("receipt").GetString()!).RootElement;

    private static string? LastChannel(JsonElement consent) => consent.GetProperty("events").EnumerateArray().Last().GetProperty("channel").GetString();

    private static string Id(JsonElement consent) => consent.GetProperty("id").GetString()!;
}
