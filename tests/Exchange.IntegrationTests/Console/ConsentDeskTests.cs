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

    [Theory]
    [InlineData(8, 15, HttpStatusCode.BadRequest)]
    [InlineData(8, 16, HttpStatusCode.Created)]
    [InlineData(6, 17, HttpStatusCode.BadRequest)]
    [InlineData(6, 18, HttpStatusCode.Created)]
    public async Task Nobody_agrees_for_a_child_before_the_day_of_birth_begins_in_the_city(int cityHours, int utcHour, HttpStatusCode expected)
    {
        var now = new DateTimeOffset(2017, 9, 2, utcHour, 0, 0, TimeSpan.Zero);
        await using var desk = await ConsentDesk.OpenAsync(now, utcOffset: TimeSpan.FromHours(cityHours));
        desk.SignInSteward("steward-1");

        var (status, answer) = await desk.GiveAsync(Child, guardian: Guardian);

        Assert.Equal(expected, status);
        Assert.Equal(
            status == HttpStatusCode.BadRequest,
            answer.TryGetProperty("detail", out var detail) && detail.GetString()!.Contains("day of birth is still to come", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_withdraws_beside_what_cannot_be_read_is_told_that_it_is_done_and_that_something_may_be_left()
    {
        await using var desk = await ConsentDesk.OpenAsync(Noon);
        desk.SignInResident(Adult);
        var (first, second) = ((await desk.GiveAsync(Adult)).Answer, (await desk.GiveAsync(Adult)).Answer);
        desk.LoseDocument(second.GetProperty("id").GetString()!);
        var id = first.GetProperty("id").GetString()!;

        var (status, problem) = await desk.AnsweredAsync(id, "withdraw");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "CLOSING_INCOMPLETE"), (status, problem.GetProperty("code").GetString()));
        Assert.Equal(HttpStatusCode.Conflict, await desk.ActAsync(id, "withdraw"));
    }

    [Fact]
    public async Task What_was_asked_for_and_then_replaced_is_never_confirmed()
    {
        await using var desk = await ConsentDesk.OpenAsync(Noon);
        desk.SignInSteward("steward-1");
        var asked = (await desk.GiveAsync(Adult, channel: "paper")).Answer.GetProperty("id").GetString()!;
        desk.SignInResident(Adult);
        var (replaced, _) = await desk.GiveAsync(Adult, previous: asked);
        desk.SignInSteward("steward-2");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Conflict), (replaced, await desk.ActAsync(asked, "confirm")));
    }

    [Fact]
    public async Task An_entry_that_was_drawn_is_not_entered_again_until_it_is_not()
    {
        await using var desk = await ConsentDesk.OpenAsync(Noon, fourEyesPercent: 50);
        desk.SignInSteward("steward-1");
        var day = await DayOfAsync(desk, "requested", 0);
        var drawn = (await desk.GiveAsync(Adult)).Answer;
        await desk.ActAsync(drawn.GetProperty("id").GetString()!, "invalidate");
        for (var i = 0; i < 20; i++)
        {
            desk.SetClock(Noon.AddDays(day + i));
            Assert.Equal("requested", State((await desk.GiveAsync(Adult)).Answer));
        }

        await DayOfAsync(desk, "active", day + 50);
    }

    [Fact]
    public async Task Whoever_enters_the_same_many_times_at_once_draws_once()
    {
        await using var desk = await ConsentDesk.OpenAsync(Noon, fourEyesPercent: 50);
        desk.SignInSteward("steward-1");
        for (var day = 0; day < 6; day++)
        {
            desk.SetClock(Noon.AddDays(day * 40));
            var entered = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => desk.GiveAsync(Adult)));

            Assert.Single(entered.Select(one => State(one.Answer)).Distinct());
        }
    }

    [Theory]
    [InlineData("steward-1")]
    [InlineData("steward-2")]
    public async Task An_officer_alone_enters_nothing_past_a_hold(string officer)
    {
        await using var desk = await ConsentDesk.OpenAsync(Noon);
        desk.SignInSteward("steward-1");
        var held = (await desk.GiveAsync(Adult)).Answer.GetProperty("id").GetString()!;
        await desk.ActAsync(held, "suspend");

        desk.SignInSteward(officer);
        Assert.Equal("requested", State((await desk.GiveAsync(Adult)).Answer));
        Assert.Equal("requested", State((await desk.GiveAsync(Adult, previous: held)).Answer));
        desk.SignInResident(Adult);
        Assert.Equal("active", State((await desk.GiveAsync(Adult)).Answer));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_officer_alone_enters_nothing_past_a_hold_that_comes_at_the_same_moment(bool replaces)
    {
        await using var desk = await ConsentDesk.OpenAsync(Noon);
        desk.SignInSteward("steward-1");
        var held = (await desk.GiveAsync(Adult)).Answer.GetProperty("id").GetString()!;
        desk.BeforeNextAppend(async () =>
        {
            desk.SignInResident(Adult);
            Assert.Equal(HttpStatusCode.OK, await desk.ActAsync(held, "suspend"));
        });

        var (status, _) = await desk.GiveAsync(Adult, previous: replaces ? held : null);

        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.DoesNotContain("active", (await desk.ListAsync(Adult)).Answer.EnumerateArray().Select(State));
    }

    [Theory]
    [InlineData("paper", null)]
    [InlineData("phone", "counter")]
    public async Task What_waits_for_a_second_officer_is_not_entered_again_by_another_channel(string channel, string? another)
    {
        await using var desk = await ConsentDesk.OpenAsync(Noon);
        desk.SignInSteward("steward-1");
        await desk.GiveAsync(Adult, channel: channel);

        Assert.Equal("requested", State((await desk.GiveAsync(Adult, channel: another)).Answer));
        desk.SetClock(Noon.AddDays(29));
        Assert.Equal("requested", State((await desk.GiveAsync(Adult, channel: another)).Answer));
        desk.SetClock(Noon.AddDays(61));
        Assert.Equal("active", State((await desk.GiveAsync(Adult, channel: another)).Answer));
    }

    [Fact]
    public async Task A_guardians_word_is_shown_to_end_at_the_birthday()
    {
        await using var desk = await ConsentDesk.OpenAsync(new DateTimeOffset(2031, 6, 1, 0, 0, 0, TimeSpan.Zero));
        desk.SignInSteward("steward-1");

        var (_, given) = await desk.GiveAsync(Child, guardian: Guardian);

        Assert.Equal(new DateTimeOffset(2031, 9, 3, 0, 0, 0, TimeSpan.FromHours(8)), given.GetProperty("validUntil").GetDateTimeOffset());
    }

    [Fact]
    public async Task No_departments_client_is_told_of_the_birthday_by_a_consent_that_it_closes()
    {
        var now = new DateTimeOffset(2031, 6, 1, 0, 0, 0, TimeSpan.Zero);
        await using var desk = await ConsentDesk.OpenAsync(now);
        desk.SignInSteward("steward-1");
        var (_, given) = await desk.GiveAsync(Child, guardian: Guardian);
        desk.SignInClient("civil-affairs");

        var (status, held) = await desk.AnsweredAsync(given.GetProperty("id").GetString()!, "suspend");

        Assert.Equal((HttpStatusCode.OK, now.AddDays(365)), (status, held.GetProperty("validUntil").GetDateTimeOffset()));
    }

    [Fact]
    public async Task An_account_that_is_linked_to_a_person_is_no_officer()
    {
        await using var desk = await ConsentDesk.OpenAsync(Noon);
        desk.SignInSteward("steward-1");
        var asked = (await desk.GiveAsync(Adult, channel: "paper")).Answer.GetProperty("id").GetString()!;
        desk.SignInSteward("steward-2", linkedTo: Child);

        Assert.Equal(HttpStatusCode.NotFound, await desk.ActAsync(asked, "confirm"));
    }

    [Fact]
    public async Task More_recipients_than_a_consent_can_have_are_refused_with_the_limit()
    {
        await using var desk = await ConsentDesk.OpenAsync(Noon, receivers: Enumerable.Range(10, 25).Select(number => $"department-of-{number}"));
        desk.SignInSteward("steward-1");
        var (few, _) = await desk.GiveAsync(Adult, recipients: Enumerable.Range(10, 23).Select(number => $"department-of-{number}"));
        var (many, problem) = await desk.GiveAsync(Adult, recipients: Enumerable.Range(10, 24).Select(number => $"department-of-{number}"));

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.BadRequest), (few, many));
        Assert.Contains("400 characters", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\\u0000")]
    [InlineData("\\ud800")]
    public async Task What_not_every_store_can_keep_is_a_problem_and_no_fault(string text)
    {
        await using var desk = await ConsentDesk.OpenAsync(Noon);
        desk.SignInSteward("steward-1");

        Assert.Equal(HttpStatusCode.BadRequest, await desk.AddNoticeAsync($$"""{"id":"a","version":"1","language":"zh-CN","text":"x{{text}}"}"""));
        Assert.Equal(HttpStatusCode.Created, await desk.AddNoticeAsync("""{"id":"a","version":"1","language":"zh-CN","text":"x"}"""));
    }

    // The first day from then on whose draw gives that state.
    private static async Task<int> DayOfAsync(ConsentDesk desk, string state, int from)
    {
        for (var day = from; day < from + 50; day++)
        {
            desk.SetClock(Noon.AddDays(day));
            if (State((await desk.GiveAsync(Adult)).Answer) == state)
            {
                return day;
            }
        }

        throw new InvalidOperationException($"On no day of fifty a consent was {state}.");
    }

    private static string? State(System.Text.Json.JsonElement consent) => consent.GetProperty("state").GetString();
}
