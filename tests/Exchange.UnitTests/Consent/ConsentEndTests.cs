using Exchange.Consent;
using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Consent;

/// <summary>The 14th birthday and the end of a term are events: in the history, on the log, and told to whoever received.</summary>
public sealed class ConsentEndTests
{
    private static readonly DateTimeOffset Birthday = ConsentSamples.Start.AddDays(30);

    // When an end is entered.
    private static readonly DateTimeOffset Over = ConsentSamples.End + ConsentHistory.EndMargin;

    private readonly ConsentRoom _room = new();

    [Fact]
    public async Task A_birthday_puts_on_hold_and_the_end_of_the_term_ends_each_entered_once_and_told()
    {
        await _room.GiveAsync(ConsentSamples.Draft(1, _room.Person) with
        {
            AgeBand = AgeBand.MinorUnder14,
            Guardian = new Guardian("parent", "file-1", Birthday),
        });
        await EndAsync(Birthday.AddTicks(-1));
        Assert.Equal(ConsentState.Active, await _room.StateAsync(1));

        await EndAsync(Birthday.AddMinutes(30));
        await EndAsync(Birthday.AddMinutes(90));
        Assert.Equal((ConsentState.Suspended, Birthday.AddMinutes(30)), (await _room.StateAsync(1), await ToldAtAsync()));

        await EndAsync(Over);
        await EndAsync(Over.AddHours(1));
        Assert.Equal((ConsentState.Expired, Over), (await _room.StateAsync(1), await ToldAtAsync()));
        Assert.Equal(["Suspend", "Expire"], _room.Logged.Skip(3).Select(logged => logged.Event));
        Assert.Empty(await _room.Store.ListOwedAsync(null, Stop));
    }

    [Fact]
    public async Task An_end_that_is_entered_disturbs_no_request_because_it_closes_nothing_that_was_open()
    {
        await _room.GiveAsync(1);
        var version = _room.Index.Version;

        await EndAsync(Over);
        await _room.Consents.RefreshAsync(ConsentSamples.Id(1), Stop);

        Assert.Equal((ConsentState.Expired, version), (await _room.StateAsync(1), _room.Index.Version));
        Assert.False(_room.Index.Allows(_room.Person, ConsentSamples.Civil, ConsentSamples.Purpose, ConsentSamples.Scope, ConsentSamples.End));
    }

    [Fact]
    public async Task What_is_on_hold_expires_too_and_what_has_ended_or_goes_on_stays_as_it_is()
    {
        await _room.GiveAsync(1);
        await _room.SuspendAsync(1, ConsentSamples.Self);
        await _room.GiveAsync(2);
        await _room.Consents.InvalidateAsync(ConsentSamples.Id(2), ConsentRoom.Officer("a"), Stop);
        await _room.GiveAsync(ConsentSamples.Draft(3, _room.Person) with { ValidUntil = ConsentSamples.End.AddDays(1) });

        await EndAsync(Over);

        Assert.Equal(
            (ConsentState.Expired, ConsentState.Invalidated, ConsentState.Active),
            (await _room.StateAsync(1), await _room.StateAsync(2), await _room.StateAsync(3)));
    }

    [Fact]
    public async Task Whoever_came_between_is_not_overwritten()
    {
        await _room.GiveAsync(1);
        var next = _room.Store.Appends + 1;
        _room.Store.BeforeAppend = number =>
        {
            if (number == next)
            {
                _room.Store.Change(ConsentSamples.Id(1), consent => consent.Withdraw(ConsentSamples.End, ConsentSamples.Self));
            }
        };

        await EndAsync(Over);

        Assert.Equal(ConsentState.Withdrawn, await _room.StateAsync(1));
        Assert.DoesNotContain(_room.Logged, logged => logged.Event == "Expire");
    }

    [Fact]
    public async Task A_withdrawal_that_a_clock_ahead_calls_late_closes_on_a_hub_by_whose_clock_it_is_in_time()
    {
        var behind = await AnotherHubAsync(ConsentSamples.End.AddSeconds(-2));
        await EndAsync(ConsentSamples.End);
        Assert.True(behind.Allowed());

        var withdrawn = await _room.WithdrawAsync(1);

        Assert.Equal((ConsentState.Withdrawn, false), (withdrawn.Consent?.State, behind.Allowed()));
    }

    [Fact]
    public async Task An_end_that_a_clock_far_ahead_entered_closes_on_every_hub_before_anybody_is_told_of_it()
    {
        var behind = await AnotherHubAsync(ConsentSamples.End.AddSeconds(-2));
        await EndAsync(Over);
        Assert.True(behind.Allowed());

        var late = await _room.WithdrawAsync(1);

        Assert.Contains("expired", Assert.Single(late.Refusals), StringComparison.Ordinal);
        Assert.False(behind.Allowed());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_act_on_what_is_over_leaves_what_came_after_it_whether_or_not_the_end_was_entered(bool isEntered)
    {
        await _room.GiveAsync(1);
        await _room.GiveAsync(ConsentSamples.Draft(2, _room.Person) with { ValidUntil = ConsentSamples.End.AddYears(1) });
        await OverAsync(Over, isEntered);

        Assert.Single((await _room.WithdrawAsync(1)).Refusals);
        Assert.Single((await _room.SuspendAsync(1, ConsentSamples.Self)).Refusals);

        Assert.Equal((ConsentState.Expired, ConsentState.Active), (await _room.StateAsync(1), await _room.StateAsync(2)));
        Assert.Equal(["Expire"], _room.Logged.Skip(6).Select(logged => logged.Event));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_withdrawal_says_nothing_of_what_was_over_before(bool isEntered)
    {
        await _room.GiveAsync(1);
        await _room.GiveAsync(ConsentSamples.Draft(2, _room.Person) with { ValidUntil = ConsentSamples.End.AddYears(1) });
        await OverAsync(Over, isEntered);

        Assert.Empty((await _room.WithdrawAsync(2)).AlsoClosed);

        await EndAsync(Over);
        Assert.Equal((ConsentState.Expired, ConsentState.Withdrawn), (await _room.StateAsync(1), await _room.StateAsync(2)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_hold_on_what_the_14th_birthday_held_leaves_what_was_given_since(bool isEntered)
    {
        await _room.GiveAsync(ConsentSamples.Draft(1, _room.Person) with
        {
            AgeBand = AgeBand.MinorUnder14,
            Guardian = new Guardian("parent", "file-1", Birthday),
        });
        await OverAsync(Birthday.AddHours(1), isEntered);
        await _room.GiveAsync(2);

        Assert.Single((await _room.SuspendAsync(1, ConsentSamples.Self)).Refusals);

        Assert.Equal((ConsentState.Suspended, ConsentState.Active), (await _room.StateAsync(1), await _room.StateAsync(2)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_over_is_replaced_by_nothing_whether_or_not_the_end_was_entered(bool isEntered)
    {
        var first = (await _room.GiveAsync(1)).Consent!;
        await OverAsync(Over, isEntered);

        var late = await _room.GiveAsync(ConsentSamples.Draft(2, _room.Person) with
        {
            Previous = new PreviousConsent(first.Record.Id, first.Version, _room.Consents.HashOf(first.Record)),
            ValidUntil = ConsentSamples.End.AddYears(1),
        });

        Assert.Contains("has ended", Assert.Single(late.Refusals), StringComparison.Ordinal);
        Assert.Null(await _room.Consents.FindAsync(ConsentSamples.Id(2), Stop));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private async Task EndAsync(DateTimeOffset now)
    {
        _room.Now = now;
        await _room.Consents.EnterEndsAsync(Stop);
    }

    private Task OverAsync(DateTimeOffset now, bool isEntered)
    {
        _room.Now = now;
        return isEntered ? EndAsync(now) : Task.CompletedTask;
    }

    // Which follows the store whenever it is waited for.
    private async Task<ConsentRoom> AnotherHubAsync(DateTimeOffset now)
    {
        await _room.GiveAsync(1);
        var other = new ConsentRoom(_room.Store) { Now = now };
        await other.Consents.LoadAsync(Stop);
        _room.Replicas.During = () => other.Consents.RefreshAsync(ConsentSamples.Id(1), Stop).AsTask();
        return other;
    }

    private async Task<DateTimeOffset?> ToldAtAsync()
    {
        var wanted = new ClosedConsents(ConsentSamples.Civil, [ConsentSamples.Purpose], new ClosingPlace(ConsentSamples.Start, null), 10);
        return Assert.Single(await _room.Consents.ListClosedAsync(wanted, Stop)).ClosedAt;
    }
}
