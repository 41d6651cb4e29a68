using Exchange.Consent;
using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Consent;

/// <summary>What a person takes back does not flow on by another consent that says the same.</summary>
public sealed class ClosingAlikeTests
{
    private const string Household = "assistance.household";

    private readonly ConsentRoom _room = new();

    [Fact]
    public async Task A_withdrawal_ends_every_consent_of_the_same_before_it_is_acknowledged()
    {
        await _room.GiveAsync(1);
        await _room.GiveAsync(2);
        var waits = 0;
        _room.Replicas.During = () =>
        {
            waits++;
            return _room.Allowed() ? throw new InvalidOperationException("open while it is waited for") : Task.CompletedTask;
        };

        var withdrawn = await _room.WithdrawAsync(1);

        Assert.Equal((1, false), (waits, _room.Allowed()));
        Assert.Equal(ConsentSamples.Id(2), Assert.Single(withdrawn.AlsoClosed).Record.Id);
        Assert.Equal((ConsentState.Withdrawn, ConsentState.Withdrawn), (await _room.StateAsync(1), await _room.StateAsync(2)));
        Assert.Equal([(1, "Withdraw"), (2, "Withdraw")], _room.Logged.Where(logged => logged.Event == "Withdraw").Order());
        Assert.Empty(await _room.Store.ListOwedAsync(null, Stop));
    }

    [Fact]
    public async Task What_was_asked_for_before_the_person_took_the_same_back_is_not_confirmed_after_it()
    {
        await _room.AskAsync(1);
        await _room.GiveAsync(2);
        await _room.WithdrawAsync(2);

        var late = await _room.Consents.ConfirmAsync(ConsentSamples.Id(1), ConsentRoom.Officer("b"), Stop);

        Assert.Single(late.Refusals);
        Assert.Equal((ConsentState.Refused, false), (await _room.StateAsync(1), _room.Allowed()));
    }

    [Fact]
    public async Task A_hold_holds_what_says_the_same_and_lets_nothing_be_confirmed_past_it()
    {
        await _room.AskAsync(1);
        await _room.GiveAsync(2);
        await _room.GiveAsync(3);

        await _room.SuspendAsync(2, ConsentRoom.Officer("a"));

        Assert.False(_room.Allowed());
        Assert.Equal(
            (ConsentState.Lapsed, ConsentState.Suspended, ConsentState.Suspended),
            (await _room.StateAsync(1), await _room.StateAsync(2), await _room.StateAsync(3)));
    }

    [Fact]
    public async Task What_says_something_else_or_is_somebody_elses_goes_on()
    {
        await _room.GiveAsync(1);
        await _room.GiveAsync(Narrow(2));
        await _room.GiveAsync(ConsentSamples.Draft(3, ConsentSamples.Person(2)));
        await _room.GiveAsync(ConsentSamples.Draft(4, _room.Person) with { Purposes = [new ConsentPurpose("care.heat", "care", "consent", Necessary: false)] });

        var withdrawn = await _room.WithdrawAsync(1);

        Assert.Empty(withdrawn.AlsoClosed);
        Assert.Equal((false, true), (_room.Allowed(), _room.Allowed(Household)));
        Assert.Equal((ConsentState.Active, ConsentState.Active), (await _room.StateAsync(3), await _room.StateAsync(4)));
    }

    [Fact]
    public async Task A_consent_that_also_denies_is_put_on_hold_so_that_nothing_opens()
    {
        await _room.GiveAsync(1);
        await _room.GiveAsync(Narrow(2));
        var denial = new Provision { Effect = ConsentEffect.Deny, Scope = Household };
        await _room.GiveAsync(Both(3) with { Decision = new Provision { Effect = ConsentEffect.Permit, Exceptions = [denial] } });
        Assert.False(_room.Allowed(Household));

        await _room.WithdrawAsync(1);

        Assert.Equal(ConsentState.Suspended, await _room.StateAsync(3));
        Assert.Equal((false, false), (_room.Allowed(), _room.Allowed(Household)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_withdrawal_leaves_on_hold_is_lifted_by_the_person_alone_whoever_entered_it_and_held_it_before(bool isHeldBefore)
    {
        var denial = new Provision { Effect = ConsentEffect.Deny, Scope = Household };
        await _room.GiveAsync(Both(1) with { Decision = new Provision { Effect = ConsentEffect.Permit, Exceptions = [denial] } });
        if (isHeldBefore)
        {
            await _room.SuspendAsync(1, ConsentRoom.Officer("a"));
        }

        await _room.GiveAsync(2);
        await _room.Consents.WithdrawAsync(ConsentSamples.Id(2), ConsentRoom.Officer("a"), Stop);

        Assert.Single((await _room.ResumeAsync(1, ConsentRoom.Officer("b"))).Refusals);
        Assert.Single((await _room.ResumeAsync(1, ConsentRoom.Officer("c"))).Refusals);
        Assert.False(_room.Allowed());
        await _room.ResumeAsync(1, ConsentSamples.Self);
        Assert.True(_room.Allowed());
    }

    [Fact]
    public async Task A_refusal_of_what_is_asked_for_ends_the_other_questions_and_not_what_was_given()
    {
        await _room.GiveAsync(1);
        await _room.AskAsync(2);
        await _room.AskAsync(3);

        await _room.WithdrawAsync(2);

        Assert.Equal((ConsentState.Refused, ConsentState.Refused), (await _room.StateAsync(2), await _room.StateAsync(3)));
        Assert.True(_room.Allowed());
    }

    [Fact]
    public async Task A_withdrawal_that_broke_off_is_completed_by_asking_again()
    {
        foreach (var number in (int[])[1, 2, 3])
        {
            await _room.GiveAsync(number);
        }

        var third = _room.Store.Appends + 2;
        _room.Store.BeforeAppend = number =>
        {
            if (number == third)
            {
                throw new IOException("The connection is gone.");
            }
        };
        await Assert.ThrowsAsync<IOException>(() => _room.WithdrawAsync(1));
        await _room.WithdrawAsync(1);
        await _room.Consents.RecordOwedAsync(Stop);

        Assert.False(_room.Allowed());
        Assert.Equal([1, 2, 3], _room.Logged.Where(logged => logged.Event == "Withdraw").Select(logged => logged.Consent).Order());
    }

    [Fact]
    public async Task Giving_after_a_withdrawal_is_a_new_giving_that_a_second_withdrawal_of_the_old_one_leaves()
    {
        await _room.GiveAsync(1);
        await _room.WithdrawAsync(1);
        await _room.GiveAsync(2);

        Assert.Single((await _room.WithdrawAsync(1)).Refusals);

        Assert.True(_room.Allowed());
    }

    [Fact]
    public async Task Of_two_that_replace_the_same_at_once_one_stands()
    {
        var first = (await _room.GiveAsync(1)).Consent!;
        var previous = new PreviousConsent(first.Record.Id, first.Version, _room.Consents.HashOf(first.Record));
        var another = true;
        _room.Store.AfterAppend = () =>
        {
            if (another)
            {
                another = false;
                _room.Store.AfterAppend = null;
                Assert.NotNull(_room.GiveAsync(ConsentSamples.Draft(3, _room.Person) with { Previous = previous }).GetAwaiter().GetResult().Consent);
            }
        };

        var late = await _room.GiveAsync(ConsentSamples.Draft(2, _room.Person) with { Previous = previous });

        Assert.Single(late.Refusals);
        Assert.Equal(
            (ConsentState.Superseded, ConsentState.Invalidated, ConsentState.Active),
            (await _room.StateAsync(1), await _room.StateAsync(2), await _room.StateAsync(3)));
    }

    [Fact]
    public async Task A_narrower_consent_replaces_every_one_that_says_no_more_than_the_one_it_names()
    {
        await _room.GiveAsync(Both(1));
        await _room.GiveAsync(2);
        await _room.GiveAsync(Both(3));
        var third = (await _room.Consents.FindAsync(ConsentSamples.Id(3), Stop))!;

        await _room.GiveAsync(
            Narrow(4) with { Previous = new PreviousConsent(third.Record.Id, third.Version, _room.Consents.HashOf(third.Record)) });

        Assert.Equal((false, true), (_room.Allowed(), _room.Allowed(Household)));
        Assert.Equal((ConsentState.Superseded, ConsentState.Superseded), (await _room.StateAsync(1), await _room.StateAsync(2)));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private ConsentDraft Narrow(int number) => ConsentSamples.Draft(number, _room.Person) with { Scopes = [Scope(Household)] };

    private ConsentDraft Both(int number) => ConsentSamples.Draft(number, _room.Person) with { Scopes = [Scope(ConsentSamples.Scope), Scope(Household)] };

    private static ConsentedScope Scope(string code) => new(code, Sensitive: false, "full", null);
}
