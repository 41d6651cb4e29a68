using Exchange.Consent.Lifecycle;
using Exchange.UnitTests.Fixtures;
using static Exchange.Consent.Lifecycle.ConsentEventType;
using static Exchange.Consent.Lifecycle.ConsentState;

namespace Exchange.UnitTests.Consent;

public class ConsentStateTests
{
    private static readonly Dictionary<(ConsentState, ConsentEventType), ConsentState> Possible = new()
    {
        [(Requested, Give)] = Given,
        [(Requested, Refuse)] = Refused,
        [(Requested, Lapse)] = Lapsed,
        [(Given, Activate)] = Active,
        [(Given, Withdraw)] = Withdrawn,
        [(Given, Expire)] = Expired,
        [(Given, Supersede)] = Superseded,
        [(Given, Invalidate)] = Invalidated,
        [(Active, Suspend)] = Suspended,
        [(Active, Withdraw)] = Withdrawn,
        [(Active, Expire)] = Expired,
        [(Active, Supersede)] = Superseded,
        [(Active, Invalidate)] = Invalidated,
        [(Suspended, AskResume)] = Suspended,
        [(Suspended, Suspend)] = Suspended,
        [(Suspended, Resume)] = Active,
        [(Suspended, Withdraw)] = Withdrawn,
        [(Suspended, Expire)] = Expired,
        [(Suspended, Supersede)] = Superseded,
        [(Suspended, Invalidate)] = Invalidated,
    };

    [Fact]
    public void Every_event_in_every_state_leads_where_the_machine_says_or_nowhere()
    {
        foreach (var state in Enum.GetValues<ConsentState>())
        {
            foreach (var type in Enum.GetValues<ConsentEventType>())
            {
                var expected = Possible.TryGetValue((state, type), out var next) ? next : (ConsentState?)null;
                Assert.True(expected == ConsentTransitions.Next(state, type), $"{state} + {type}");

                var consent = In(state);
                var step = Act(consent, type);
                Assert.True(
                    expected == step?.Next?.State || (state, type) == (Suspended, Suspend), $"{state}.{type}()");
                Assert.True(
                    step is null || (step.Next is null) != (step.Refusal is null), $"{state}.{type}() has either a next state or a reason");
            }
        }
    }

    [Fact]
    public void A_consent_begins_with_a_request()
    {
        foreach (var type in Enum.GetValues<ConsentEventType>())
        {
            Assert.Equal(type == Request ? Requested : (ConsentState?)null, ConsentTransitions.Next(null, type));
        }
    }

    [Fact]
    public void Final_states_are_those_that_nothing_leaves()
    {
        foreach (var state in Enum.GetValues<ConsentState>())
        {
            Assert.Equal(!Possible.Keys.Any(key => key.Item1 == state), state.IsFinal());
        }
    }

    [Fact]
    public void A_state_is_a_fold_over_its_events()
    {
        foreach (var state in Enum.GetValues<ConsentState>())
        {
            var consent = In(state);
            Assert.Equal(state, ConsentHistory.Fold(consent.Record, consent.Events).State);
            Assert.Equal(Enumerable.Range(1, consent.Version), consent.Events.Select(happened => happened.Version));
        }
    }

    [Fact]
    public void Events_that_are_no_history_are_refused()
    {
        var consent = In(Active);
        Assert.Throws<FormatException>(() => ConsentHistory.Fold(consent.Record, []));
        Assert.Throws<FormatException>(() => ConsentHistory.Fold(consent.Record, [consent.Events[0], consent.Events[2]]));
        Assert.Throws<FormatException>(() => ConsentHistory.Fold(consent.Record, [consent.Events[1]]));
        Assert.Throws<FormatException>(() => ConsentHistory.Fold(ConsentSamples.Record(2), consent.Events));
        ConsentEvent[] impossible = [consent.Events[0], consent.Events[1] with { Type = Resume }];
        Assert.Throws<FormatException>(() => ConsentHistory.Fold(consent.Record, impossible));
    }

    [Fact]
    public void Time_alone_ends_a_consent_and_the_end_of_a_guardianship_suspends_it_sooner()
    {
        var consent = In(Active);
        Assert.Equal(Active, consent.StateAt(ConsentSamples.End.AddTicks(-1)));
        Assert.Equal(Expired, consent.StateAt(ConsentSamples.End));
        Assert.Equal(Given, consent.StateAt(ConsentSamples.Start.AddTicks(-1)));

        var birthday = ConsentSamples.Start.AddDays(30);
        var record = ConsentSamples.Record(1) with { Guardian = new("parent", "file-1", birthday) };
        Assert.Equal(Suspended, ConsentSamples.Active(record).StateAt(birthday));
        Assert.Equal(Expired, ConsentSamples.Active(record).StateAt(ConsentSamples.End));
    }

    [Fact]
    public void What_is_on_hold_is_put_on_hold_only_to_end_the_wish_that_it_count_again()
    {
        var (at, by) = (ConsentSamples.Start, ConsentSamples.Self);
        var held = In(Suspended);
        Assert.NotNull(held.Suspend(at, by).Refusal);

        var ended = held.AskResume(at, by).Next!.Suspend(at, by).Next!;

        Assert.Equal((Suspended, null), (ended.State, ended.ResumeAsked(at)));
        Assert.NotNull(ended.Suspend(at, by).Refusal);
        Assert.Equal(Suspended, ConsentHistory.Fold(ended.Record, ended.Events).State);
    }

    [Fact]
    public void What_time_has_ended_is_noted_as_of_its_end_and_once()
    {
        var birthday = ConsentSamples.Start.AddDays(30);
        var consent = ConsentSamples.Active(ConsentSamples.Record(1) with { Guardian = new("parent", "file-1", birthday) });
        Assert.NotNull(consent.End(birthday.AddTicks(-1)).Refusal);

        var held = consent.End(birthday.AddHours(1)).Next!;
        Assert.Equal((Suspended, birthday, ConsentAct.OfHub), (held.State, held.Events[^1].Effective, held.Events[^1].By));
        Assert.NotNull(held.End(birthday.AddHours(2)).Refusal);

        var expired = held.End(ConsentSamples.End).Next!;
        Assert.Equal((Expired, ConsentSamples.End), (expired.State, expired.Events[^1].Effective));
        Assert.NotNull(expired.End(ConsentSamples.End.AddHours(1)).Refusal);
    }

    [Fact]
    public void A_consent_whose_period_is_over_cannot_be_given_and_one_that_runs_cannot_expire()
    {
        var asked = ConsentHistory.Request(ConsentSamples.Record(1), ConsentSamples.Start, ConsentSamples.Self);
        Assert.NotNull(asked.Give(ConsentSamples.End, ConsentSamples.Self).Refusal);
        Assert.NotNull(In(Active).Expire(ConsentSamples.End.AddTicks(-1)).Refusal);
    }

    private static ConsentHistory In(ConsentState state)
    {
        var (at, by) = (ConsentSamples.Start, ConsentSamples.Self);
        var asked = ConsentHistory.Request(ConsentSamples.Record(1), at, by);
        var given = asked.Give(at, by).Next!;
        var active = given.Activate(at).Next!;
        return state switch
        {
            Requested => asked,
            Refused => asked.Refuse(at, by).Next!,
            Lapsed => asked.Lapse(at).Next!,
            Given => given,
            Active => active,
            Suspended => active.Suspend(at, by).Next!,
            Withdrawn => active.Withdraw(at, by).Next!,
            Expired => active.Expire(ConsentSamples.End).Next!,
            Superseded => active.Supersede(at, by).Next!,
            _ => active.Invalidate(at, by).Next!,
        };
    }

    private static ConsentStep? Act(ConsentHistory consent, ConsentEventType type)
    {
        var (at, by) = (ConsentSamples.Start, ConsentSamples.Self);
        return type switch
        {
            Give => consent.Give(at, by),
            Refuse => consent.Refuse(at, by),
            Lapse => consent.Lapse(at),
            Activate => consent.Activate(at),
            Suspend => consent.Suspend(at, by),
            AskResume => consent.AskResume(at, by),
            Resume => consent.Resume(at, by),
            Withdraw => consent.Withdraw(at, by),
            Expire => consent.Expire(ConsentSamples.End),
            Supersede => consent.Supersede(at, by),
            Invalidate => consent.Invalidate(at, by),
            _ => null,
        };
    }
}
