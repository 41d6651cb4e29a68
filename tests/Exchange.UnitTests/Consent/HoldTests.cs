using Exchange.Consent;
using Exchange.Consent.Lifecycle;
using Exchange.UnitTests.Fixtures;
using static Exchange.UnitTests.Fixtures.ConsentRoom;

namespace Exchange.UnitTests.Consent;

/// <summary>Who lets a consent count again that is on hold, and who says no to that.</summary>
public sealed class HoldTests
{
    private readonly ConsentRoom _room = new();

    [Fact]
    public async Task A_hold_ends_a_wish_to_resume_and_a_second_hold_without_one_is_refused()
    {
        await HeldAsync(Officer("a"));
        Assert.Single((await _room.SuspendAsync(1, Officer("c"))).Refusals);
        await _room.ResumeAsync(1, Officer("a"));

        Assert.NotNull((await _room.SuspendAsync(1, Officer("c"))).Consent);

        var asked = await _room.ResumeAsync(1, Officer("b"));
        Assert.Equal((ConsentEventType.AskResume, false), (asked.Consent!.Events[^1].Type, _room.Allowed()));
        Assert.Equal(["Suspend", "AskResume", "Suspend", "AskResume"], _room.Logged.Skip(3).Select(logged => logged.Event));
    }

    [Fact]
    public async Task A_person_says_no_to_a_wish_to_resume_and_then_no_officers_open_it()
    {
        await HeldAsync(Officer("a"));
        await _room.ResumeAsync(1, Officer("a"));

        Assert.NotNull((await _room.SuspendAsync(1, ConsentSamples.Self)).Consent);

        Assert.Single((await _room.ResumeAsync(1, Officer("b"))).Refusals);
        Assert.False(_room.Allowed());
    }

    [Fact]
    public async Task A_wish_that_was_ended_is_not_revived_by_a_backup()
    {
        await HeldAsync(Officer("a"));
        await _room.ResumeAsync(1, Officer("a"));
        _room.Now = _room.Now.AddMinutes(1);
        await _room.SuspendAsync(1, Officer("c"));
        var ended = (await FindAsync()).Events[^1];
        _room.Store.GoBack(ConsentSamples.Id(1), 5);

        Assert.True(await _room.Consents.ReplayAsync(ended.Consent, ended.Type, ended.At, ended.By, Stop));
        await _room.ResumeAsync(1, Officer("b"));

        Assert.Equal((ConsentState.Suspended, false), ((await FindAsync()).State, _room.Allowed()));
    }

    [Fact]
    public async Task What_the_person_put_on_hold_counts_again_by_the_person_alone()
    {
        await HeldAsync(ConsentSamples.Self);

        Assert.Single((await _room.ResumeAsync(1, Officer("a"))).Refusals);
        Assert.Single((await _room.ResumeAsync(1, Officer("b"))).Refusals);
        Assert.False(_room.Allowed());
        await _room.ResumeAsync(1, ConsentSamples.Self);

        Assert.True(_room.Allowed());
    }

    [Fact]
    public async Task What_the_person_holds_is_lifted_by_no_officers_through_another_consent_of_the_same_that_an_officer_held()
    {
        await HeldAsync(Officer("a"));
        await _room.GiveAsync(2);

        Assert.Single((await _room.SuspendAsync(2, ConsentSamples.Self)).AlsoClosed);

        Assert.Single((await _room.ResumeAsync(1, Officer("b"))).Refusals);
        Assert.Single((await _room.ResumeAsync(1, Officer("c"))).Refusals);
        Assert.False(_room.Allowed());
        await _room.ResumeAsync(1, ConsentSamples.Self);
        Assert.True(_room.Allowed());
    }

    [Fact]
    public async Task A_person_makes_an_officers_hold_the_persons_and_no_officer_makes_it_an_officers_again()
    {
        await HeldAsync(Officer("a"));

        Assert.NotNull((await _room.SuspendAsync(1, ConsentSamples.Self)).Consent);

        Assert.Single((await _room.SuspendAsync(1, ConsentSamples.Self)).Refusals);
        Assert.Single((await _room.SuspendAsync(1, Officer("a"))).Refusals);
        Assert.Single((await _room.ResumeAsync(1, Officer("a"))).Refusals);
        Assert.Equal(["Suspend", "Suspend"], _room.Logged.Skip(3).Select(logged => logged.Event));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Officers_who_lift_their_hold_while_the_person_places_one_have_lifted_nothing(bool isAsked)
    {
        await HeldAsync(Officer("a"));
        if (isAsked)
        {
            await _room.ResumeAsync(1, Officer("b"));
        }

        await _room.GiveAsync(2);
        var next = _room.Store.Appends + 1;
        _room.Store.BeforeAppend = number =>
        {
            if (number == next)
            {
                _room.ResumeAsync(1, Officer("b")).GetAwaiter().GetResult();
                Assert.NotNull(_room.ResumeAsync(1, Officer("c")).GetAwaiter().GetResult().Consent);
            }
        };

        await _room.SuspendAsync(2, ConsentSamples.Self);

        Assert.True((await FindAsync()).IsHeldByPerson);
        Assert.False(_room.Allowed());
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private async Task HeldAsync(ConsentAct by)
    {
        await _room.GiveAsync(1);
        await _room.SuspendAsync(1, by);
        Assert.False(_room.Allowed());
    }

    private async Task<ConsentHistory> FindAsync() => (await _room.Consents.FindAsync(ConsentSamples.Id(1), Stop))!;
}
