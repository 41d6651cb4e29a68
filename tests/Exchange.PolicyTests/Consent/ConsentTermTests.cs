using Exchange.Consent;
using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;
using Exchange.Policy;

namespace Exchange.PolicyTests.Consent;

/// <summary>What time alone does to a consent, in its state and in the index alike: no job has to run.</summary>
public sealed class ConsentTermTests
{
    private static readonly DateTimeOffset Start = IndexedConsents.Start;
    private static readonly DateTimeOffset End = Start.AddYears(2);
    private static readonly DateTimeOffset Birthday = new(2027, 9, 3, 0, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void What_a_guardian_gave_is_on_hold_from_the_instant_of_the_fourteenth_birthday_and_nothing_resumes_it()
    {
        var record = IndexedConsents.Record(1, Start, End) with
        {
            AgeBand = AgeBand.MinorUnder14, Guardian = new Guardian("parent", "register 17", Birthday),
        };
        var consent = IndexedConsents.Active(record);
        var index = new ConsentIndex();
        index.Apply(IndexedConsents.Person(1), consent);

        foreach (var (now, state, counts) in new[]
        {
            (Birthday.AddTicks(-1), ConsentState.Active, true), (Birthday, ConsentState.Suspended, false),
            (End.AddTicks(-1), ConsentState.Suspended, false), (End, ConsentState.Expired, false),
        })
        {
            Assert.Equal(state, consent.StateAt(now));
            Assert.Equal(counts, Asks(index, now));
        }

        var held = consent.Suspend(Start, IndexedConsents.Self).Next!;
        Assert.NotNull(held.Resume(Birthday.AddTicks(-1), IndexedConsents.Self).Next);
        Assert.Null(held.Resume(Birthday, IndexedConsents.Self).Next);
    }

    [Fact]
    public void The_person_confirms_anew_at_fourteen_and_the_guardians_word_ends_with_it()
    {
        var old = IndexedConsents.Active(IndexedConsents.Record(1, Start, End) with { Guardian = new Guardian("parent", "register 17", Birthday) });
        var index = new ConsentIndex();
        index.Apply(IndexedConsents.Person(1), old);
        var own = IndexedConsents.Record(2, Birthday, End) with { AgeBand = AgeBand.Minor };

        index.Apply(IndexedConsents.Person(1), IndexedConsents.Active(own));
        index.Apply(IndexedConsents.Person(1), old.Supersede(Birthday, IndexedConsents.Self).Next!);

        Assert.True(Asks(index, Birthday));
        index.Apply(IndexedConsents.Person(1), IndexedConsents.Active(own).Withdraw(Birthday, IndexedConsents.Self).Next!);
        Assert.False(Asks(index, Birthday.AddMinutes(1)));
        Assert.False(Asks(index, Birthday.AddMinutes(-1)));
    }

    [Fact]
    public void What_nobody_answered_in_thirty_days_has_lapsed_and_cannot_be_given_any_more()
    {
        var asked = ConsentHistory.Request(IndexedConsents.Record(1, Start, End), Start, IndexedConsents.Self);
        var limit = Start + ConsentHistory.AnswerTime;

        Assert.Equal((ConsentState.Requested, ConsentState.Lapsed), (asked.StateAt(limit.AddTicks(-1)), asked.StateAt(limit)));
        Assert.NotNull(asked.Give(limit.AddTicks(-1), IndexedConsents.Self).Next);
        Assert.Null(asked.Give(limit, IndexedConsents.Self).Next);
    }

    [Theory]
    [InlineData(ConsentEventType.Withdraw, ConsentState.Withdrawn)]
    [InlineData(ConsentEventType.Suspend, ConsentState.Suspended)]
    [InlineData(ConsentEventType.Invalidate, ConsentState.Invalidated)]
    [InlineData(ConsentEventType.Supersede, ConsentState.Superseded)]
    [InlineData(ConsentEventType.Expire, ConsentState.Expired)]
    public void A_closing_that_only_the_log_knows_closes_an_active_consent_and_ends_a_mere_request(ConsentEventType closing, ConsentState state)
    {
        var active = IndexedConsents.Active(IndexedConsents.Record(1, Start, End));
        var asked = ConsentHistory.Request(IndexedConsents.Record(1, Start, End), Start, IndexedConsents.Self);

        Assert.Equal(state, active.Replay(closing, Start, IndexedConsents.Self).Next!.State);
        Assert.Equal(ConsentState.Lapsed, asked.Replay(closing, Start, IndexedConsents.Self).Next!.State);
    }

    [Theory]
    [InlineData("a guardian for an adult", "14 or older")]
    [InlineData("a guardian without evidence", "evidence of guardianship")]
    [InlineData("another basis", "another basis")]
    [InlineData("for ever", "five years")]
    [InlineData("no frequency", "how often")]
    public void A_draft_that_the_law_does_not_take_says_which_sentence_it_breaks(string mistake, string words)
    {
        var draft = Draft();
        var broken = mistake switch
        {
            "a guardian for an adult" => draft with { Guardian = new Guardian("parent", "register 17", Birthday) },
            "a guardian without evidence" => draft with { AgeBand = AgeBand.MinorUnder14, Guardian = new Guardian("parent", " ", Birthday) },
            "another basis" => draft with { Purposes = [new ConsentPurpose("x", "x", "statutory-duty", Necessary: true)] },
            "for ever" => draft with { ValidUntil = Start.AddYears(6) },
            _ => draft with { Use = draft.Use with { Periodic = true, Frequency = null } },
        };

        Assert.Empty(draft.Mistakes());
        Assert.Contains(words, Assert.Single(broken.Mistakes()), StringComparison.Ordinal);
    }

    private static ConsentDraft Draft()
    {
        var record = IndexedConsents.Record(1, Start, End);
        return new ConsentDraft
        {
            Id = record.Id,
            Subject = IndexedConsents.Person(1),
            Controller = record.Controller,
            Recipients = record.Recipients,
            Purposes = record.Purposes,
            Scopes = record.Scopes,
            Use = record.Use,
            Notice = record.Notice,
            SeparateActs = record.SeparateActs,
            ValidFrom = Start,
            ValidUntil = End,
            Withdrawal = record.Withdrawal,
        };
    }

    private static bool Asks(ConsentIndex index, DateTimeOffset now) =>
        index.Allows(IndexedConsents.Person(1), new DepartmentId("civil-affairs"), "assistance.eligibility", "assistance.means", now);
}
