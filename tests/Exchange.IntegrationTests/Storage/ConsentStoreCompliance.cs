using Exchange.Consent;
using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;
using Exchange.Policy;
using Exchange.Storage;
using Exchange.Storage.Stores;

namespace Exchange.IntegrationTests.Storage;

/// <summary>What every <see cref="IConsentStore"/> promises; one subclass per provider.</summary>
public abstract class ConsentStoreCompliance : ClosedConsentsCompliance
{
    /// <summary>The same store after the program was ended and started again.</summary>
    protected abstract Task<IConsentStore> ReopenAsync();

    [Fact]
    public async Task A_consent_comes_back_as_it_was_given_even_after_a_restart()
    {
        var store = await EmptyAsync();
        var given = Given(Record(1));
        Assert.Equal(AppendOutcome.Appended, await store.AppendAsync(given.Record, 0, given.Events, Cancel));

        var found = await (await ReopenAsync()).FindAsync(given.Record.Id, Cancel);

        Assert.NotNull(found);
        Assert.Equivalent(given.Record, found.Record, strict: true);
        Assert.Equal(given.Events, found.Events);
        Assert.Equal(ConsentState.Active, found.State);
    }

    [Fact]
    public async Task Where_a_consent_stands_is_read_without_its_events_and_is_what_they_fold_to()
    {
        var store = await EmptyAsync();
        var given = Given(Record(1));
        await store.AppendAsync(given.Record, 0, given.Events, Cancel);
        await store.AppendAsync(given.Record, given.Version, [given.Suspend(Noon.AddHours(1), Counter).Next!.Events[^1]], Cancel);

        var (subject, standing) = Assert.Single(await StandingAsync(store));

        Assert.Equal(given.Record.Subject, subject);
        Assert.Equivalent(StandingConsent.Of(given.Record, ConsentState.Suspended, given.Version + 1), standing, strict: true);
        Assert.NotEqual(store.HashOf(given.Record), store.HashOf(given.Record with { Jurisdiction = "XX" }));
    }

    [Fact]
    public async Task What_stands_says_what_the_records_say_whether_or_not_another_consent_says_the_same()
    {
        var store = await EmptyAsync();
        ConsentRecord[] records =
        [
            Record(1),
            Record(2) with { Subject = "p1.liu", ValidFrom = Noon.AddTicks(1), ValidUntil = Noon.AddMonths(2) },
            Record(3) with { ValidFrom = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(8)) },
            Record(4) with { Decision = new Provision { Effect = ConsentEffect.Permit, Exceptions = [new Provision { Effect = ConsentEffect.Deny, Scope = "housing.means" }] } },
            Record(5) with { Scopes = [new ConsentedScope("housing.means", Sensitive: false, "full", null)] },
            Record(6) with { Guardian = null, AgeBand = AgeBand.Adult, ValidUntil = Noon.AddYears(2) },
        ];
        await Import.ImportAsync(records.Skip(1).Select(Given), Cancel);
        await store.AppendAsync(records[0], 0, Given(records[0]).Events, Cancel);

        var standing = (await StandingAsync(store)).OrderBy(found => found.Consent.Id.ToString(), StringComparer.Ordinal).ToList();

        Assert.Equal(records.Select(record => record.Subject), standing.Select(found => found.Subject));
        Assert.Equivalent(records.Select(record => StandingConsent.Of(record, ConsentState.Active, 3)), standing.Select(found => found.Consent), strict: true);
    }

    [Fact]
    public async Task Many_who_give_at_once_what_nobody_gave_before_all_succeed()
    {
        var store = await EmptyAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(1, 8).Select(number => Task.Run(
            async () => await store.AppendAsync(Record(number), 0, Given(Record(number)).Events, Cancel), Cancel)));

        Assert.All(outcomes, outcome => Assert.Equal(AppendOutcome.Appended, outcome));
        Assert.Equal(8, (await StandingAsync(store)).Count);
    }

    [Fact]
    public async Task Of_many_who_open_at_once_one_is_on_the_log_and_what_the_log_cannot_take_is_not_stored()
    {
        var store = await EmptyAsync();
        var asked = ConsentHistory.Request(Record(1), Noon, Counter);
        await store.AppendAsync(asked.Record, 0, asked.Events, Cancel);
        var given = asked.Give(Noon.AddSeconds(1), Counter).Next!.Activate(Noon.AddSeconds(1)).Next!;
        ConsentEvent[] events = [.. given.Events.Skip(1)];
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await store.AppendAsync(
            given.Record, 1, events, () => throw new InvalidOperationException("The log cannot be written."), Cancel));
        Assert.Equal(1, (await store.FindAsync(given.Record.Id, Cancel))!.Version);
        var logged = 0;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            async () => await store.AppendAsync(given.Record, 1, events, () => Task.FromResult(Interlocked.Increment(ref logged)), Cancel), Cancel)));

        Assert.Single(outcomes, AppendOutcome.Appended);
        Assert.Equal(1, logged);
    }

    [Fact]
    public async Task An_unknown_consent_is_null()
    {
        var store = await EmptyAsync();
        Assert.Null(await store.FindAsync(Id(404), Cancel));
    }

    [Fact]
    public async Task An_event_is_appended_to_the_version_that_was_read_and_the_record_stays()
    {
        var store = await EmptyAsync();
        var given = Given(Record(1));
        await store.AppendAsync(given.Record, 0, given.Events, Cancel);
        var withdrawn = given.Withdraw(Noon.AddHours(1), Counter).Next!;
        var altered = withdrawn.Record with { Jurisdiction = "XX" };

        var outcome = await store.AppendAsync(altered, given.Version, [withdrawn.Events[^1]], Cancel);

        var found = await store.FindAsync(given.Record.Id, Cancel);
        Assert.Equal(AppendOutcome.Appended, outcome);
        Assert.Equal(ConsentState.Withdrawn, found!.State);
        Assert.Equal("CN", found.Record.Jurisdiction);
    }

    [Fact]
    public async Task An_append_to_an_older_version_is_a_conflict_and_writes_nothing()
    {
        var store = await EmptyAsync();
        var given = Given(Record(1));
        await store.AppendAsync(given.Record, 0, given.Events, Cancel);
        var withdrawn = given.Withdraw(Noon.AddHours(1), Counter).Next!;
        await store.AppendAsync(given.Record, given.Version, [withdrawn.Events[^1]], Cancel);

        var suspended = given.Suspend(Noon.AddHours(2), Counter).Next!;
        var outcome = await store.AppendAsync(given.Record, given.Version, [suspended.Events[^1]], Cancel);

        Assert.Equal(AppendOutcome.Conflict, outcome);
        Assert.Equal(withdrawn.Version, (await store.FindAsync(given.Record.Id, Cancel))!.Version);
    }

    [Fact]
    public async Task The_same_consent_cannot_be_created_twice()
    {
        var store = await EmptyAsync();
        var given = Given(Record(1));
        await store.AppendAsync(given.Record, 0, given.Events, Cancel);

        Assert.Equal(AppendOutcome.Conflict, await store.AppendAsync(given.Record, 0, given.Events, Cancel));
    }

    [Fact]
    public async Task An_event_for_a_consent_that_is_not_there_is_a_conflict()
    {
        var store = await EmptyAsync();
        var withdrawn = Given(Record(1)).Withdraw(Noon, Counter).Next!;

        Assert.Equal(AppendOutcome.Conflict, await store.AppendAsync(withdrawn.Record, 3, [withdrawn.Events[^1]], Cancel));
    }

    [Fact]
    public async Task Events_that_are_not_a_history_are_refused_and_nothing_is_written()
    {
        var store = await EmptyAsync();
        var given = Given(Record(1));

        await Assert.ThrowsAsync<FormatException>(async () => await store.AppendAsync(given.Record, 0, [given.Events[1]], Cancel));

        Assert.Null(await store.FindAsync(given.Record.Id, Cancel));
    }

    [Fact]
    public async Task What_closes_owes_its_record_across_a_restart_until_it_is_struck_off_and_what_opens_owes_none()
    {
        var store = await EmptyAsync();
        var given = Given(Record(1) with { Previous = null });
        await store.AppendAsync(given.Record, 0, given.Events, Cancel);
        Assert.Empty(await store.ListOwedAsync(null, Cancel));
        var withdrawn = given.Withdraw(Noon.AddHours(1), Counter).Next!;
        await store.AppendAsync(given.Record, given.Version, [withdrawn.Events[^1]], Cancel);
        var owed = new OwedEvent(given.Record.Id, withdrawn.Version);

        store = await ReopenAsync();
        Assert.Equal([owed], await store.ListOwedAsync(null, Cancel));
        Assert.Equal([owed], await store.ListOwedAsync(Noon.AddHours(2), Cancel));
        Assert.Empty(await store.ListOwedAsync(Noon.AddHours(1), Cancel));
        await store.StrikeOwedAsync(owed with { Version = 1 }, Cancel);
        Assert.Equal([owed], await store.ListOwedAsync(null, Cancel));

        await store.StrikeOwedAsync(owed, Cancel);
        await store.StrikeOwedAsync(owed, Cancel);

        Assert.Empty(await store.ListOwedAsync(null, Cancel));
    }

    [Fact]
    public async Task What_replaces_another_owes_the_end_of_that_from_the_moment_it_counts()
    {
        var store = await EmptyAsync();
        var given = Given(Record(1));
        await store.AppendAsync(given.Record, 0, [given.Events[0]], Cancel);
        Assert.Empty(await store.ListOwedAsync(null, Cancel));

        await store.AppendAsync(given.Record, 1, [.. given.Events.Skip(1)], Cancel);

        Assert.Equal([new OwedEvent(given.Record.Id, 3)], await (await ReopenAsync()).ListOwedAsync(null, Cancel));
    }

    [Fact]
    public async Task An_event_that_was_not_stored_owes_nothing()
    {
        var store = await EmptyAsync();
        var given = Given(Record(1) with { Previous = null });
        await store.AppendAsync(given.Record, 0, given.Events, Cancel);
        var withdrawn = given.Withdraw(Noon.AddHours(1), Counter).Next!;

        Assert.Equal(AppendOutcome.Conflict, await store.AppendAsync(given.Record, given.Version + 1, [withdrawn.Events[^1]], Cancel));

        Assert.Empty(await store.ListOwedAsync(null, Cancel));
    }

    [Fact]
    public async Task Of_many_writers_at_once_exactly_one_wins_each_version()
    {
        var store = await EmptyAsync();
        var given = Given(Record(1) with { Previous = null });
        await store.AppendAsync(given.Record, 0, given.Events, Cancel);
        var withdrawn = given.Withdraw(Noon.AddHours(1), Counter).Next!;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            async () => await store.AppendAsync(given.Record, given.Version, [withdrawn.Events[^1]], Cancel), Cancel)));

        Assert.Single(outcomes, AppendOutcome.Appended);
        Assert.Single(await store.ListOwedAsync(null, Cancel));
        Assert.Equal(withdrawn.Version, (await store.FindAsync(given.Record.Id, Cancel))!.Version);
    }

    [Fact]
    public async Task The_consents_of_one_person_come_oldest_first_and_nobody_elses()
    {
        var store = await EmptyAsync();
        foreach (var number in new[] { 3, 1, 2 })
        {
            var given = Given(Record(number));
            await store.AppendAsync(given.Record, 0, given.Events, Cancel);
        }

        var other = Given(Record(4) with { Subject = "p1.other" });
        await store.AppendAsync(other.Record, 0, other.Events, Cancel);

        var listed = await store.ListBySubjectAsync("p1.wang", Cancel);

        Assert.Equal([Id(1), Id(2), Id(3)], listed.Select(c => c.Record.Id));
        Assert.Empty(await store.ListBySubjectAsync("p1.nobody", Cancel));
        await store.AppendAsync(Record(2), 3, [Given(Record(2)).Withdraw(Noon.AddHours(1), Counter).Next!.Events[^1]], Cancel);
        Assert.Equal([Id(1), Id(3)], (await store.ListUnendedAsync("p1.wang", Cancel)).Consents.Select(c => c.Record.Id));
    }

    [Fact]
    public async Task Every_consent_is_loaded_once_across_page_boundaries()
    {
        const int count = 1203;
        var store = await EmptyAsync();
        Assert.Equal(count, await Import.ImportAsync(Enumerable.Range(1, count).Select(number => Given(Record(number))), Cancel));

        var loaded = new List<ConsentId>();
        await foreach (var consent in store.LoadAllAsync(Cancel))
        {
            Assert.Equal(3, consent.Version);
            loaded.Add(consent.Record.Id);
        }

        Assert.Equal(Enumerable.Range(1, count).Select(Id), loaded.OrderBy(id => id.ToString(), StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_import_that_meets_a_known_consent_writes_nothing()
    {
        var store = await EmptyAsync();
        var known = Given(Record(700));
        await store.AppendAsync(known.Record, 0, known.Events, Cancel);

        await Assert.ThrowsAsync<StorageConflictException>(
            () => Import.ImportAsync(Enumerable.Range(1, 1000).Select(number => Given(Record(number))), Cancel));

        Assert.Null(await store.FindAsync(Id(1), Cancel));
    }

    [Fact]
    public async Task An_import_that_is_done_once_is_done_by_one_of_many()
    {
        var store = await EmptyAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(1, 4).Select(number => Task.Run(
            async () =>
            {
                try
                {
                    return await Import.ImportAsync([Given(Record(number))], "imported", Cancel);
                }
                catch (StorageConflictException)
                {
                    return 0;
                }
            },
            Cancel)));

        Assert.Equal(1, outcomes.Sum());
        var loaded = new List<ConsentId>();
        await foreach (var consent in store.LoadAllAsync(Cancel))
        {
            loaded.Add(consent.Record.Id);
        }

        Assert.Equal(Id(Array.IndexOf(outcomes, 1) + 1), Assert.Single(loaded));
    }

    private static async Task<List<(string Subject, StandingConsent Consent)>> StandingAsync(IConsentStore store) =>
        await store.LoadStandingAsync(Cancel).SelectMany(page => page).ToListAsync(Cancel);

    internal static ConsentHistory Given(ConsentRecord record) =>
        ConsentHistory.Request(record, Noon, Counter).Give(Noon.AddSeconds(1), Counter).Next!.Activate(Noon.AddSeconds(1)).Next!;

    internal static ConsentId Id(int number) =>
        ConsentId.TryParse($"019a0000-0000-7000-8000-{number:d12}", out var id) ? id : throw new InvalidOperationException();

    internal static ConsentRecord Record(int number) => new()
    {
        Id = Id(number),
        Previous = new PreviousConsent(Id(9999), 4, new string('a', 64)),
        Jurisdiction = "CN",
        Language = "zh-CN",
        Subject = "p1.wang",
        AgeBand = AgeBand.MinorUnder14,
        Guardian = new Guardian("parent", "register extract 7", Noon.AddYears(3)),
        Controller = new DepartmentId("civil-affairs"),
        Providers = [new DepartmentId("social-security"), new DepartmentId("housing")],
        Recipients = [new Recipient(new DepartmentId("civil-affairs"), "民政局", "12345", "assistance-officer")],
        Purposes = [new ConsentPurpose("assistance.eligibility", "核对社会救助资格", "consent", Necessary: true)],
        Scopes = [new ConsentedScope("assistance.means", Sensitive: true, "full", null)],
        Use = new ConsentUse(UseManner.Query, Periodic: true, "monthly", 30, AutomatedDecision: false, CrossBorder: false),
        Notice = new Notice("notice-1", "3", new string('b', 64)),
        SeparateActs = [SeparateAct.Sharing, SeparateAct.Sensitive],
        ValidFrom = Noon,
        ValidUntil = Noon.AddYears(1),
        Decision = Provision.Permit with
        {
            Exceptions = [new Provision { Effect = ConsentEffect.Deny, Recipient = new DepartmentId("housing"), Scope = "housing.means" }],
        },
        Withdrawal = new WithdrawalTerms("同一渠道", "12345"),
        Proof = new ConsentProof("c2lnbmF0dXJl", new LogPlace(17, new string('a', 64))),
    };
}
