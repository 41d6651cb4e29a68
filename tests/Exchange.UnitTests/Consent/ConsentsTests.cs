using Exchange.Consent;
using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;
using Exchange.Consent.Replicas;
using Exchange.Policy.People;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Consent;

public class ConsentsTests
{
    private readonly MemoryConsentStore _store = new();
    private readonly ConsentIndex _index = new();
    private readonly Log _log = new();
    private readonly Pseudonyms _pseudonyms = new(PseudonymKeys.Create(new byte[PseudonymKeys.KeyLength]));
    private readonly PersonKey _person = ConsentSamples.Person(1);
    private readonly MemoryReplicas _replicas = new();
    private readonly Consents _consents;

    private readonly Clock _clock = new();

    public ConsentsTests() => _consents = new Consents(_store, _index, _log, _pseudonyms, _clock, _replicas);

    [Fact]
    public async Task A_consent_counts_once_it_is_given_and_no_longer_once_it_is_withdrawn()
    {
        Assert.False(Allowed());
        var given = await _consents.GiveAsync(ConsentSamples.Draft(1, _person), ConsentSamples.Self, Stop);
        Assert.Equal(ConsentState.Active, given.Consent!.State);
        Assert.True(Allowed());

        var withdrawn = await _consents.WithdrawAsync(ConsentSamples.Id(1), ConsentSamples.Self, Stop);
        Assert.Equal(ConsentState.Withdrawn, withdrawn.Consent!.State);
        Assert.False(Allowed());
        Assert.Equal(["Request", "Give", "Activate", "Withdraw"], _log.Events);
    }

    [Fact]
    public async Task A_withdrawal_is_acknowledged_only_when_every_hub_has_it_and_so_is_a_second_one()
    {
        await _consents.GiveAsync(ConsentSamples.Draft(1, _person), ConsentSamples.Self, Stop);
        Assert.Equal(0, _replicas.Waits);
        var settled = new TaskCompletionSource();
        _replicas.During = () => settled.Task;

        var first = _consents.WithdrawAsync(ConsentSamples.Id(1), ConsentSamples.Self, Stop).AsTask();
        var second = _consents.WithdrawAsync(ConsentSamples.Id(1), ConsentSamples.Self, Stop).AsTask();
        Assert.Equal((2, false, false), (_replicas.Waits, first.IsCompleted, second.IsCompleted));
        Assert.False(Allowed());
        settled.SetResult();

        Assert.Equal(ConsentState.Withdrawn, (await first).Consent!.State);
        Assert.Single((await second).Refusals);
    }

    [Fact]
    public async Task A_withdrawal_whose_outcome_the_store_did_not_tell_still_comes_on_record_once()
    {
        await _consents.GiveAsync(ConsentSamples.Draft(1, _person), ConsentSamples.Self, Stop);
        _store.AfterAppend = () => throw new IOException("The connection is gone.");
        await Assert.ThrowsAsync<IOException>(async () => await _consents.WithdrawAsync(ConsentSamples.Id(1), ConsentSamples.Self, Stop));
        Assert.DoesNotContain("Withdraw", _log.Events);
        _store.AfterAppend = null;
        Assert.Single((await _consents.WithdrawAsync(ConsentSamples.Id(1), ConsentSamples.Self, Stop)).Refusals);

        await _consents.RecordOwedAsync(Stop);
        await _consents.RecordOwedAsync(Stop);

        Assert.Single(_log.Events, "Withdraw");
    }

    [Fact]
    public async Task Another_hub_records_what_the_one_that_withdrew_did_not_live_to_record()
    {
        await _consents.GiveAsync(ConsentSamples.Draft(1, _person), ConsentSamples.Self, Stop);
        _log.Fails = true;
        await Assert.ThrowsAsync<IOException>(async () => await _consents.WithdrawAsync(ConsentSamples.Id(1), ConsentSamples.Self, Stop));
        var log = new Log();
        var other = new Consents(_store, new ConsentIndex(), log, _pseudonyms, new Clock(), _replicas);
        var withdrawnAt = new Clock().GetUtcNow();

        await other.RecordOwedAsync(withdrawnAt, Stop);
        Assert.Empty(log.Events);
        await other.RecordOwedAsync(withdrawnAt.AddTicks(1), Stop);

        Assert.Equal(["Withdraw"], log.Events);
    }

    [Fact]
    public async Task A_withdrawal_on_record_that_cannot_be_struck_off_is_acknowledged_and_recorded_once_more()
    {
        await _consents.GiveAsync(ConsentSamples.Draft(1, _person), ConsentSamples.Self, Stop);
        _store.BeforeStrike = () => throw new IOException("The connection is gone.");
        var withdrawn = await _consents.WithdrawAsync(ConsentSamples.Id(1), ConsentSamples.Self, Stop);
        Assert.Equal(ConsentState.Withdrawn, withdrawn.Consent!.State);
        _store.BeforeStrike = null;

        await _consents.RecordOwedAsync(Stop);

        Assert.Equal(2, _log.Events.Count(name => name == "Withdraw"));
    }

    [Fact]
    public async Task A_withdrawal_that_was_recorded_is_owed_no_more_and_what_opens_never_was()
    {
        await _consents.GiveAsync(ConsentSamples.Draft(1, _person), ConsentSamples.Self, Stop);
        Assert.Empty(await _store.ListOwedAsync(null, Stop));
        await _consents.WithdrawAsync(ConsentSamples.Id(1), ConsentSamples.Self, Stop);

        Assert.Empty(await _store.ListOwedAsync(null, Stop));
    }

    [Fact]
    public async Task A_withdrawal_that_was_not_stored_after_all_leaves_no_record()
    {
        await _consents.GiveAsync(ConsentSamples.Draft(1, _person), ConsentSamples.Self, Stop);
        _store.BeforeAppend = _ => throw new IOException("The connection is gone.");
        await Assert.ThrowsAsync<IOException>(async () => await _consents.WithdrawAsync(ConsentSamples.Id(1), ConsentSamples.Self, Stop));

        await _consents.RecordOwedAsync(Stop);

        Assert.DoesNotContain("Withdraw", _log.Events);
        Assert.True(Allowed());
    }

    [Fact]
    public async Task A_withdrawal_that_the_log_could_not_take_comes_on_record_when_it_can()
    {
        await _consents.GiveAsync(ConsentSamples.Draft(1, _person), ConsentSamples.Self, Stop);
        _log.Fails = true;
        await Assert.ThrowsAsync<IOException>(async () => await _consents.WithdrawAsync(ConsentSamples.Id(1), ConsentSamples.Self, Stop));
        await Assert.ThrowsAsync<IOException>(async () => await _consents.RecordOwedAsync(Stop));
        _log.Fails = false;

        await _consents.RecordOwedAsync(Stop);

        Assert.False(Allowed());
        Assert.Single(_log.Events, "Withdraw");
    }

    [Fact]
    public async Task A_withdrawal_that_not_every_hub_confirms_is_closed_and_recorded_here_but_not_acknowledged()
    {
        await _consents.GiveAsync(ConsentSamples.Draft(1, _person), ConsentSamples.Self, Stop);
        _replicas.During = () => throw new ReplicasUnsettledException("lost");

        await Assert.ThrowsAsync<ReplicasUnsettledException>(
            async () => await _consents.WithdrawAsync(ConsentSamples.Id(1), ConsentSamples.Self, Stop));

        Assert.False(Allowed());
        Assert.Equal("Withdraw", _log.Events[^1]);
    }

    [Fact]
    public async Task The_store_holds_a_pseudonym_and_never_the_number()
    {
        await _consents.GiveAsync(ConsentSamples.Draft(1, _person), ConsentSamples.Self, Stop);
        var stored = Assert.Single(await _consents.ListAsync(_person, Stop));
        Assert.Equal(_pseudonyms.ForStore(_person), stored.Record.Subject);
        Assert.DoesNotContain(_person.ToCitizenNo(), stored.Record.ToString(), StringComparison.Ordinal);
        Assert.Empty(await _consents.ListAsync(ConsentSamples.Person(2), Stop));
    }

    [Fact]
    public async Task A_log_that_fails_keeps_a_new_consent_closed_and_unstored()
    {
        _log.Fails = true;
        var draft = ConsentSamples.Draft(1, _person);
        await Assert.ThrowsAsync<IOException>(async () => await _consents.GiveAsync(draft, ConsentSamples.Self, Stop));
        Assert.False(Allowed());
        Assert.Empty(await _consents.ListAsync(_person, Stop));
    }

    [Fact]
    public async Task A_log_that_fails_does_not_hold_up_a_withdrawal()
    {
        await _consents.GiveAsync(ConsentSamples.Draft(1, _person), ConsentSamples.Self, Stop);
        _log.Fails = true;
        await Assert.ThrowsAsync<IOException>(async () => await _consents.WithdrawAsync(ConsentSamples.Id(1), ConsentSamples.Self, Stop));
        Assert.False(Allowed());
    }

    [Fact]
    public async Task A_withdrawal_is_tried_again_when_somebody_came_between()
    {
        await _consents.GiveAsync(ConsentSamples.Draft(1, _person), ConsentSamples.Self, Stop);
        var first = _store.Appends + 1;
        _store.BeforeAppend = number =>
        {
            if (number == first)
            {
                _store.Change(ConsentSamples.Id(1), consent => consent.Suspend(ConsentSamples.Start, ConsentSamples.Self));
            }
        };
        var outcome = await _consents.WithdrawAsync(ConsentSamples.Id(1), ConsentSamples.Self, Stop);
        var events = outcome.Consent!.Events.Select(happened => happened.Type.ToString());
        Assert.Equal(["Request", "Give", "Activate", "Suspend", "Withdraw"], events);
        Assert.False(Allowed());
    }

    [Fact]
    public async Task What_cannot_be_withdrawn_is_refused_with_a_reason()
    {
        var unknown = await _consents.WithdrawAsync(ConsentSamples.Id(9), ConsentSamples.Self, Stop);
        Assert.True(unknown.IsUnknown);
        await _consents.GiveAsync(ConsentSamples.Draft(1, _person), ConsentSamples.Self, Stop);
        await _consents.WithdrawAsync(ConsentSamples.Id(1), ConsentSamples.Self, Stop);
        var again = await _consents.WithdrawAsync(ConsentSamples.Id(1), ConsentSamples.Self, Stop);
        Assert.False(again.IsUnknown);
        Assert.Contains("withdrawn", Assert.Single(again.Refusals), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_only_asked_for_is_refused_by_the_step_that_withdraws()
    {
        await _consents.AskAsync(ConsentSamples.Draft(1, _person), Officer("a"), Stop);
        var refused = await _consents.WithdrawAsync(ConsentSamples.Id(1), ConsentSamples.Self, Stop);
        var late = await _consents.ConfirmAsync(ConsentSamples.Id(1), Officer("b"), Stop);

        Assert.Equal(ConsentState.Refused, refused.Consent!.State);
        Assert.Single(late.Refusals);
        Assert.Equal(["Request", "Refuse"], _log.Events);
    }

    [Fact]
    public async Task What_is_on_hold_counts_again_by_two_officers_or_the_person_alone()
    {
        await _consents.GiveAsync(ConsentSamples.Draft(1, _person), ConsentSamples.Self, Stop);
        await _consents.SuspendAsync(ConsentSamples.Id(1), Officer("a"), Stop);

        var asked = await _consents.ResumeAsync(ConsentSamples.Id(1), Officer("a"), Stop);
        Assert.Equal((ConsentState.Suspended, null, false), (asked.Consent!.State, asked.Place, Allowed()));
        Assert.Single((await _consents.ResumeAsync(ConsentSamples.Id(1), Officer("a"), Stop)).Refusals);
        Assert.False(Allowed());
        var agreed = await _consents.ResumeAsync(ConsentSamples.Id(1), Officer("b"), Stop);
        Assert.NotNull(agreed.Place);
        Assert.True(Allowed());

        await _consents.SuspendAsync(ConsentSamples.Id(1), Officer("b"), Stop);
        await _consents.ResumeAsync(ConsentSamples.Id(1), Officer("b"), Stop);
        Assert.False(Allowed());
        await _consents.ResumeAsync(ConsentSamples.Id(1), ConsentSamples.Self, Stop);
        Assert.True(Allowed());
        Assert.Equal(
            ["Request", "Give", "Activate", "Suspend", "AskResume", "Resume", "Suspend", "AskResume", "Resume"], _log.Events);
    }

    [Fact]
    public async Task A_wish_that_nobody_answered_in_time_is_not_the_first_of_two()
    {
        await _consents.GiveAsync(ConsentSamples.Draft(1, _person), ConsentSamples.Self, Stop);
        await _consents.SuspendAsync(ConsentSamples.Id(1), Officer("a"), Stop);
        await _consents.ResumeAsync(ConsentSamples.Id(1), Officer("a"), Stop);
        _clock.Now += ConsentHistory.AnswerTime;

        await _consents.ResumeAsync(ConsentSamples.Id(1), Officer("b"), Stop);
        Assert.False(Allowed());
        await _consents.ResumeAsync(ConsentSamples.Id(1), Officer("a"), Stop);
        Assert.True(Allowed());
    }

    [Fact]
    public async Task An_id_cannot_be_used_twice()
    {
        await _consents.GiveAsync(ConsentSamples.Draft(1, _person), ConsentSamples.Self, Stop);
        var other = ConsentSamples.Person(2);
        var again = await _consents.GiveAsync(ConsentSamples.Draft(1, other), ConsentSamples.Self, Stop);
        Assert.Null(again.Consent);
        Assert.Equal(3, _log.Events.Count);
        Assert.False(_index.Allows(other, ConsentSamples.Civil, ConsentSamples.Purpose, ConsentSamples.Scope, During));
    }

    [Fact]
    public async Task Loading_brings_back_what_is_stored_and_refuses_what_it_cannot_read()
    {
        await _consents.GiveAsync(ConsentSamples.Draft(1, _person), ConsentSamples.Self, Stop);
        await _consents.GiveAsync(ConsentSamples.Draft(2, ConsentSamples.Person(2)), ConsentSamples.Self, Stop);
        await _consents.WithdrawAsync(ConsentSamples.Id(2), ConsentSamples.Self, Stop);
        var index = new ConsentIndex();
        await new Consents(_store, index, _log, _pseudonyms, new Clock(), _replicas).LoadAsync(Stop);
        var now = ConsentSamples.Start.AddDays(1);
        Assert.True(index.Allows(_person, ConsentSamples.Civil, ConsentSamples.Purpose, ConsentSamples.Scope, now));
        Assert.False(index.Allows(ConsentSamples.Person(2), ConsentSamples.Civil, ConsentSamples.Purpose, ConsentSamples.Scope, now));

        var otherKeys = new byte[PseudonymKeys.KeyLength];
        otherKeys[0] = 1;
        using var others = new Pseudonyms(PseudonymKeys.Create(otherKeys));
        var reading = new Consents(_store, index, _log, others, new Clock(), _replicas);
        await Assert.ThrowsAsync<InvalidDataException>(async () => await reading.LoadAsync(Stop));
    }

    [Theory]
    [InlineData("recipient")]
    [InlineData("purpose")]
    [InlineData("scope")]
    [InlineData("end of validity")]
    [InlineData("SHA-256")]
    [InlineData("guardian")]
    [InlineData("art. 23")]
    [InlineData("art. 29")]
    [InlineData("art. 39")]
    [InlineData("retention")]
    [InlineData("36500")]
    public async Task A_draft_that_the_law_does_not_accept_is_refused(string about)
    {
        var draft = ConsentSamples.Draft(1, _person);
        draft = about switch
        {
            "recipient" => draft with { Recipients = [] },
            "purpose" => draft with { Purposes = [] },
            "scope" => draft with { Scopes = [] },
            "end of validity" => draft with { ValidUntil = draft.ValidFrom },
            "SHA-256" => draft with { Notice = draft.Notice with { Hash = "abc" } },
            "guardian" => draft with { AgeBand = AgeBand.MinorUnder14 },
            "art. 23" => draft with { SeparateActs = [] },
            "art. 29" => draft with { Scopes = [draft.Scopes[0] with { Sensitive = true }] },
            "36500" => draft with { Use = draft.Use with { RetentionDays = 36_501 } },
            "art. 39" => draft with { Use = draft.Use with { CrossBorder = true } },
            _ => draft with { Use = draft.Use with { RetentionDays = -1 } },
        };
        var outcome = await _consents.GiveAsync(draft, ConsentSamples.Self, Stop);
        Assert.Contains(about, Assert.Single(outcome.Refusals), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, _store.Appends);
        Assert.Empty(_log.Events);
    }

    private static DateTimeOffset During => ConsentSamples.Start.AddDays(1);

    private static ConsentAct Officer(string name) => new(name, ConsentChannel.Counter, AuthenticationLevel.Substantial);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private bool Allowed() =>
        _index.Allows(_person, ConsentSamples.Civil, ConsentSamples.Purpose, ConsentSamples.Scope, ConsentSamples.Start.AddDays(1));

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = ConsentSamples.Start.AddDays(1);

        public override DateTimeOffset GetUtcNow() => Now;
    }

    private sealed class Log : IConsentLog
    {
        public List<string> Events { get; } = [];

        public bool Fails { get; set; }

        public ValueTask<LogPlace?> RecordAsync(ConsentHistory consent, IReadOnlyList<ConsentEvent> events, CancellationToken cancellationToken)
        {
            if (Fails)
            {
                throw new IOException("The log cannot be written.");
            }

            Events.AddRange(events.Select(happened => happened.Type.ToString()));
            return ValueTask.FromResult<LogPlace?>(new LogPlace(Events.Count, new string('c', 64)));
        }
    }
}
