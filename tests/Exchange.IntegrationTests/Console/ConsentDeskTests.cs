using System.Net;

namespace Exchange.IntegrationTests.Console;

/// <summary>Who decides whose consent: children and their birthdays in the city's time, and officers who would be their own second.</summary>
public sealed class ConsentDeskTests
{
    private const string Adult = "990102196606060134";

    // Born on 2017-09-03.
    private const string Child = "990102201709030222";

    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 4, 0, 0, TimeSpan.Zero);
    private static readonly object Guardian = new { relation = "parent", evidence = "household register 17" };

    [Fact]
    public async Task A_child_names_no_guardian_for_itself()
    {
        await using var desk = await ConsentDesk.OpenAsync(Noon);
        desk.SignInResident(Child);
        var (own, _) = await desk.GiveAsync(Child, guardian: Guardian);
        desk.SignInSteward("steward-1");
        var (atCounter, _) = await desk.GiveAsync(Child, guardian: Guardian);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Created), (own, atCounter));
    }

    [Theory]
    [InlineData(8, 16, HttpStatusCode.Created)]
    [InlineData(6, 16, HttpStatusCode.BadRequest)]
    [InlineData(6, 18, HttpStatusCode.Created)]
    [InlineData(-4, 18, HttpStatusCode.BadRequest)]
    public async Task A_child_is_14_when_the_birthday_begins_in_the_city(int cityHours, int utcHour, HttpStatusCode alone)
    {
        var now = new DateTimeOffset(2031, 9, 2, utcHour, 0, 0, TimeSpan.Zero);
        await using var desk = await ConsentDesk.OpenAsync(now, utcOffset: TimeSpan.FromHours(cityHours));
        desk.SignInResident(Child);

        var (status, _) = await desk.GiveAsync(Child);

        Assert.Equal(alone, status);
    }

    [Fact]
    public async Task What_was_asked_for_and_then_replaced_is_never_confirmed()
    {
        await using var desk = await ConsentDesk.OpenAsync(Noon);
        desk.SignInSteward("steward-1");
        var asked = (await desk.GiveAsync(Adult, channel: "paper")).Answer.GetProperty("id").GetString()!;
        var (replaced, _) = await desk.GiveAsync(Adult, previous: asked);
        desk.SignInSteward("steward-2");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Conflict), (replaced, await desk.ActAsync(asked, "confirm")));
    }

    [Fact]
    public async Task An_entry_that_was_drawn_is_not_entered_again_until_it_is_not()
    {
        await using var desk = await ConsentDesk.OpenAsync(Noon, fourEyesPercent: 50);
        desk.SignInSteward("steward-1");
        var drawn = (await desk.GiveAsync(Adult)).Answer;
        for (var i = 0; i < 100 && State(drawn) != "requested"; i++)
        {
            drawn = (await desk.GiveAsync(Adult)).Answer;
        }

        Assert.Equal("requested", State(drawn));
        await desk.ActAsync(drawn.GetProperty("id").GetString()!, "invalidate");
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal("requested", State((await desk.GiveAsync(Adult)).Answer));
        }

        desk.SetClock(Noon.AddDays(31));
        Assert.Equal(HttpStatusCode.Created, (await desk.GiveAsync(Adult)).Status);
    }

    private static string? State(System.Text.Json.JsonElement consent) => consent.GetProperty("state").GetString();
}
