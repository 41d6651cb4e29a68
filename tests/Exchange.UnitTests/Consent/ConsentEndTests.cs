using Exchange.Consent;
using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Consent;

/// <summary>The 14th birthday and the end of a term are events: in the history, on the log, and told to whoever received.</summary>
public sealed class ConsentEndTests
{
    private static readonly DateTimeOffset Birthday = ConsentSamples.Start.AddDays(30);

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

        await EndAsync(ConsentSamples.End);
        await EndAsync(ConsentSamples.End.AddHours(1));
        Assert.Equal((ConsentState.Expired, ConsentSamples.End), (await _room.StateAsync(1), await ToldAtAsync()));
        Assert.Equal(["Suspend", "Expire"], _room.Logged.Skip(3).Select(logged => logged.Event));
        Assert.Empty(await _room.Store.ListOwedAsync(null, Stop));
    }

    [Fact]
    public async Task An_end_that_is_entered_disturbs_no_request_because_it_closes_nothing_that_was_open()
    {
        await _room.GiveAsync(1);
        var version = _room.Index.Version;

        await EndAsync(ConsentSamples.End);
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

        await EndAsync(ConsentSamples.End);

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

        await EndAsync(ConsentSamples.End);

        Assert.Equal(ConsentState.Withdrawn, await _room.StateAsync(1));
        Assert.DoesNotContain(_room.Logged, logged => logged.Event == "Expire");
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private async Task EndAsync(DateTimeOffset now)
    {
        _room.Now = now;
        await _room.Consents.EnterEndsAsync(Stop);
    }

    private async Task<DateTimeOffset?> ToldAtAsync()
    {
        var wanted = new ClosedConsents(ConsentSamples.Civil, [ConsentSamples.Purpose], new ClosingPlace(ConsentSamples.Start, null), 10);
        return Assert.Single(await _room.Consents.ListClosedAsync(wanted, Stop)).ClosedAt;
    }
}
