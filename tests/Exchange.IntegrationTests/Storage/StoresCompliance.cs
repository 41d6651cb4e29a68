using Exchange.Audit.Records;
using Exchange.Consent;
using Exchange.Consent.Records;
using Exchange.Storage;
using Exchange.Storage.Model;
using Exchange.Storage.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.IntegrationTests.Storage;

/// <summary>What clients, policy versions, settings and justifications promise on every provider; one subclass per provider.</summary>
public abstract class StoresCompliance
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.FromHours(8));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The services of an empty store.</summary>
    protected abstract Task<IServiceProvider> EmptyAsync();

    [Fact]
    public async Task A_client_comes_back_as_it_was_registered()
    {
        var store = (await EmptyAsync()).GetRequiredService<ClientStore>();
        var client = Client("b") with
        {
            Introspection = IntrospectionMode.Visible, Officer = "officer-1", TrustedDocuments = TrustedDocumentMode.Enforce, WithheldErrors = true,
        };
        await store.AddAsync(client, Cancel);
        await store.AddAsync(Client("a"), Cancel);

        Assert.Equivalent(client, await store.FindAsync("b", Cancel), strict: true);
        Assert.Equal(["a", "b"], (await store.ListAsync(Cancel)).Select(c => c.ClientId));
        Assert.Null(await store.FindAsync("B", Cancel));
    }

    [Fact]
    public async Task A_notice_is_written_once_for_a_version_and_language()
    {
        var store = (await EmptyAsync()).GetRequiredService<NoticeStore>();
        var notice = new NoticeText("heat", "1", "zh-CN", "高温关怀告知书。", "staff:steward", Noon);
        await store.AddAsync(notice, Cancel);
        await store.AddAsync(notice with { Language = "en", Text = "Care in heat." }, Cancel);

        await Assert.ThrowsAsync<StorageConflictException>(() => store.AddAsync(notice with { Text = "something else" }, Cancel));

        Assert.Equal(notice, await store.FindAsync("heat", "1", "zh-CN", Cancel));
        Assert.Null(await store.FindAsync("heat", "2", "zh-CN", Cancel));
        Assert.Equal(["en", "zh-CN"], (await store.ListAsync(Cancel)).Select(text => text.Language));
    }

    [Fact]
    public async Task Of_two_receipts_of_one_version_the_first_counts_for_both()
    {
        var services = await EmptyAsync();
        var store = services.GetRequiredService<ReceiptStore>();
        var consent = ConsentStoreCompliance.Given(ConsentStoreCompliance.Record(1));
        await services.GetRequiredService<ConsentImport>().ImportAsync([consent], Cancel);

        Assert.Null(await store.FindAsync(consent.Record.Id, 3, Cancel));
        Assert.Equal("first", await store.AddAsync(consent.Record.Id, 3, "first", Noon, Cancel));
        Assert.Equal("first", await store.AddAsync(consent.Record.Id, 3, "second", Noon, Cancel));
        Assert.Equal("fifth", await store.AddAsync(consent.Record.Id, 5, "fifth", Noon, Cancel));
        Assert.Equal("first", await store.FindAsync(consent.Record.Id, 3, Cancel));
    }

    [Fact]
    public async Task A_client_id_is_taken_once()
    {
        var store = (await EmptyAsync()).GetRequiredService<ClientStore>();
        await store.AddAsync(Client("a"), Cancel);

        await Assert.ThrowsAsync<StorageConflictException>(() => store.AddAsync(Client("a"), Cancel));
    }

    [Fact]
    public async Task An_update_of_an_older_version_is_a_conflict()
    {
        var store = (await EmptyAsync()).GetRequiredService<ClientStore>();
        await store.AddAsync(Client("a"), Cancel);
        var read = (await store.FindAsync("a", Cancel))!;

        var suspended = await store.UpdateAsync(read with { Enabled = false }, Cancel);

        Assert.Equal(2, suspended.Version);
        await Assert.ThrowsAsync<StorageConflictException>(() => store.UpdateAsync(read with { Region = "990102" }, Cancel));
        Assert.False((await store.FindAsync("a", Cancel))!.Enabled);
    }

    [Fact]
    public async Task A_change_is_told_after_it_is_stored_and_before_the_call_returns()
    {
        var store = (await EmptyAsync()).GetRequiredService<ClientStore>();
        var told = new List<ClientRegistration>();
        store.Changed += told.Add;

        await store.AddAsync(Client("a"), Cancel);
        await store.UpdateAsync(told[0] with { Enabled = false }, Cancel);

        Assert.Equal([true, false], told.Select(c => c.Enabled));
    }

    [Fact]
    public async Task Documents_of_a_client_come_and_go_and_are_nobody_elses()
    {
        var services = await EmptyAsync();
        await services.GetRequiredService<ClientStore>().AddAsync(Client("a"), Cancel);
        await services.GetRequiredService<ClientStore>().AddAsync(Client("b"), Cancel);
        var store = services.GetRequiredService<TrustedDocumentStore>();
        RegisteredDocument[] registered = [Document("a", "sha256:0", "{ me { client } } # 查询"), Document("a", "round.v1", new string('x', 70_000))];

        await store.AddAsync("a", registered, Cancel);
        await store.AddAsync("b", [Document("b", "round.v1", "{ b }")], Cancel);

        Assert.Equal(["round.v1", "sha256:0"], (await store.ListAsync("a", Cancel)).Select(document => document.DocumentId));
        Assert.Equal(registered[0], await store.FindAsync("a", "sha256:0", Cancel));
        Assert.Equal(70_000, (await store.FindAsync("a", "round.v1", Cancel))!.Text.Length);
        Assert.Null(await store.FindAsync("a", "ROUND.V1", Cancel));
        Assert.Equal(3, (await store.ListAsync(Cancel)).Count);
        var removal = Act(Client("a"), []) with { Act = AccountAct.DocumentRemoved };
        var owed = await store.RemoveAsync("a", "round.v1", removal, Cancel);
        Assert.Equivalent(owed, Assert.Single(await services.GetRequiredService<OwedRecordStore>().ListAsync(OwedKind.Document, null, Cancel)), strict: true);
        Assert.Null(await store.RemoveAsync("a", "round.v1", removal, Cancel));
        Assert.Equal("{ b }", (await store.FindAsync("b", "round.v1", Cancel))!.Text);
    }

    [Fact]
    public async Task Of_documents_that_are_registered_together_all_are_or_none()
    {
        var services = await EmptyAsync();
        await services.GetRequiredService<ClientStore>().AddAsync(Client("a"), Cancel);
        var store = services.GetRequiredService<TrustedDocumentStore>();
        await store.AddAsync("a", [Document("a", "taken", "{ one }")], Cancel);

        await Assert.ThrowsAsync<StorageConflictException>(
            () => store.AddAsync("a", [Document("a", "new", "{ two }"), Document("a", "taken", "{ three }")], Cancel));

        Assert.Equal("{ one }", Assert.Single(await store.ListAsync("a", Cancel)).Text);
    }

    [Fact]
    public async Task A_change_keeps_the_record_it_owes_until_it_is_struck_off()
    {
        var services = await EmptyAsync();
        var (store, records) = (services.GetRequiredService<ClientStore>(), services.GetRequiredService<OwedRecordStore>());
        await store.AddAsync(Client("a"), Cancel);
        var read = (await store.FindAsync("a", Cancel))!;
        var act = Act(read, ["auditor"]);

        await store.UpdateAsync(read with { Roles = ["auditor"] }, act, Cancel);

        Assert.Equivalent(new OwedRecord(OwedKind.Client, "a", 2, act), Assert.Single(await records.ListAsync(OwedKind.Client, null, Cancel)), strict: true);
        Assert.Empty(await records.ListAsync(OwedKind.Client, act.Time, Cancel));
        Assert.Empty(await records.ListAsync(OwedKind.Session, null, Cancel));
        await records.StrikeAsync(OwedKind.Client, "a", 2, Cancel);
        Assert.Empty(await records.ListAsync(OwedKind.Client, null, Cancel));
    }

    [Fact]
    public async Task A_change_that_lost_its_race_owes_nothing()
    {
        var services = await EmptyAsync();
        var store = services.GetRequiredService<ClientStore>();
        await store.AddAsync(Client("a"), Cancel);
        var read = (await store.FindAsync("a", Cancel))!;
        await store.UpdateAsync(read with { Enabled = false }, Cancel);

        await Assert.ThrowsAsync<StorageConflictException>(() => store.UpdateAsync(read with { Region = null }, Act(read, []), Cancel));

        Assert.Empty(await services.GetRequiredService<OwedRecordStore>().ListAsync(OwedKind.Client, null, Cancel));
    }

    [Fact]
    public async Task A_record_too_long_to_keep_is_kept_without_its_rights_and_closing_goes_on()
    {
        var services = await EmptyAsync();
        var store = services.GetRequiredService<ClientStore>();
        string[] codes = [.. Enumerable.Range(0, 180).Select(number => $"code-{number:d5}")];
        await store.AddAsync(Client("a") with { Roles = codes, Purposes = codes }, Cancel);
        var read = (await store.FindAsync("a", Cancel))!;

        await store.UpdateAsync(read with { Enabled = false }, Act(read, [.. codes, .. codes]), Cancel);

        var owed = Assert.Single(await services.GetRequiredService<OwedRecordStore>().ListAsync(OwedKind.Client, null, Cancel));
        Assert.Equal(Act(read, []) with { Rights = null }, owed.Entry);
    }

    [Fact]
    public async Task A_policy_version_keeps_the_record_it_owes()
    {
        var services = await EmptyAsync();
        var records = services.GetRequiredService<OwedRecordStore>();

        var published = await services.GetRequiredService<PolicyVersionStore>().PublishAsync(0, "rules: []", "test", Noon, Published, Cancel);

        var owed = Assert.Single(await records.ListAsync(OwedKind.Policies, null, Cancel));
        Assert.Equal(new OwedRecord(OwedKind.Policies, "1", 1, Published(published)), owed);

        static PolicyPublished Published(PolicyVersion version) => new()
        {
            Time = version.PublishedAt.ToUniversalTime(), PolicyVersion = $"{version.Number}", ContentHash = version.Hash, PublishedBy = "test",
        };
    }

    [Fact]
    public async Task An_owed_record_changed_by_hand_is_an_exception_and_never_left_out()
    {
        var services = await EmptyAsync();
        await using var context = await services.GetRequiredService<IDbContextFactory<ExchangeContext>>().CreateDbContextAsync(Cancel);
        context.OwedRecords.Add(new OwedRecordRow { Id = "1", Kind = "client", Subject = "a", Version = 2, Document = "{}", OwedAt = Noon });
        await context.SaveChangesAsync(Cancel);

        var fault = await Assert.ThrowsAsync<StorageException>(
            () => services.GetRequiredService<OwedRecordStore>().ListAsync(OwedKind.Client, null, Cancel));

        Assert.Contains("client a", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Policy_versions_count_from_one_and_never_change()
    {
        var store = (await EmptyAsync()).GetRequiredService<PolicyVersionStore>();
        Assert.Null(await store.FindLatestAsync(Cancel));

        var first = await store.PublishAsync(0, "rules: []\n# 民政局\n", "exchange", Noon, Cancel);
        var second = await store.PublishAsync(1, "rules: [x]", "policy-approver", Noon.AddDays(1), Cancel);

        Assert.Equal(1, first.Number);
        Assert.Equal(second, await store.FindLatestAsync(Cancel));
        Assert.Equal(first, await store.FindAsync(1, Cancel));
        Assert.Equal([2, 1], (await store.ListAsync(5, Cancel)).Select(heading => heading.Number));
        Assert.Equal(second.Hash, Assert.Single(await store.ListAsync(1, Cancel)).Hash);
        await Assert.ThrowsAsync<StorageConflictException>(() => store.PublishAsync(1, "rules: [y]", "late", Noon, Cancel));
    }

    [Fact]
    public async Task Of_two_who_publish_at_once_one_wins()
    {
        var store = (await EmptyAsync()).GetRequiredService<PolicyVersionStore>();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => Task.Run(
            async () =>
            {
                try
                {
                    await store.PublishAsync(0, $"rules: [{number}]", "exchange", Noon, Cancel);
                    return true;
                }
                catch (StorageConflictException)
                {
                    return false;
                }
            },
            Cancel)));

        Assert.Single(outcomes, won => won);
    }

    [Fact]
    public async Task A_setting_is_written_and_overwritten()
    {
        var store = (await EmptyAsync()).GetRequiredService<SettingStore>();
        Assert.Null(await store.FindAsync("x", Cancel));

        await store.SetAsync("x", "1", Cancel);
        await store.SetAsync("x", "2", Cancel);

        Assert.Equal("2", await store.FindAsync("x", Cancel));
    }

    [Fact]
    public async Task Settings_are_found_by_how_their_names_begin()
    {
        var store = (await EmptyAsync()).GetRequiredService<SettingStore>();
        foreach (var name in new[] { "log:1", "log:2", "log", "log-1", "other:1" })
        {
            await store.SetAsync(name, $"of {name}", Cancel);
        }

        var found = await store.ListAsync("log:", Cancel);

        Assert.Equal([("log:1", "of log:1"), ("log:2", "of log:2")], found.OrderBy(each => each.Key).Select(each => (each.Key, each.Value)));
    }

    [Fact]
    public async Task Of_many_who_write_a_setting_for_the_first_time_all_get_the_same()
    {
        var store = (await EmptyAsync()).GetRequiredService<SettingStore>();

        var got = await Task.WhenAll(Enumerable.Range(1, 8).Select(number => Task.Run(() => store.GetOrAddAsync("x", $"{number}", Cancel), Cancel)));

        Assert.Equal(await store.FindAsync("x", Cancel), Assert.Single(got.Distinct()));
    }

    [Fact]
    public async Task A_setting_is_replaced_only_while_it_is_what_was_read()
    {
        var store = (await EmptyAsync()).GetRequiredService<SettingStore>();
        await store.ReplaceAsync("x", null, "1", Cancel);
        await store.ReplaceAsync("x", "1", "2", Cancel);

        await Assert.ThrowsAsync<StorageConflictException>(() => store.ReplaceAsync("x", "1", "3", Cancel));
        await Assert.ThrowsAsync<StorageConflictException>(() => store.ReplaceAsync("x", null, "3", Cancel));

        Assert.Equal("2", await store.FindAsync("x", Cancel));
    }

    [Fact]
    public async Task A_justification_opens_again_until_it_is_erased()
    {
        var store = (await EmptyAsync()).GetRequiredService<JustificationStore>();
        var seal = new TextSeal(new byte[TextSeal.KeyBytes]);

        await store.KeepAsync("access-1", "王秀芳 (990102195803120429) 不开门", Noon, seal, Cancel);
        await store.KeepAsync("access-2", "", Noon, seal, Cancel);

        Assert.Equal("王秀芳 (990102195803120429) 不开门", await store.FindAsync("access-1", seal, Cancel));
        await Assert.ThrowsAsync<StorageConflictException>(() => store.KeepAsync("access-1", "again", Noon, seal, Cancel));
        Assert.True(await store.EraseAsync("access-1", Cancel));
        Assert.False(await store.EraseAsync("access-1", Cancel));
        Assert.Null(await store.FindAsync("access-1", seal, Cancel));
        Assert.Equal("", await store.FindAsync("access-2", seal, Cancel));
    }

    [Theory]
    [InlineData("document", false)]
    [InlineData("subject", false)]
    [InlineData("until", false)]
    [InlineData("state", false)]
    [InlineData("standing", true)]
    public async Task A_consent_changed_by_hand_is_an_exception_and_never_left_out(string changed, bool isSeenAtStart)
    {
        var services = await EmptyAsync();
        var record = ConsentStoreCompliance.Record(1);
        await services.GetRequiredService<ConsentImport>().ImportAsync([ConsentStoreCompliance.Given(record)], Cancel);
        await using (var context = await services.GetRequiredService<IDbContextFactory<ExchangeContext>>().CreateDbContextAsync(Cancel))
        {
            Assert.Equal(1, await (changed switch
            {
                "document" => context.ConsentDocuments.ExecuteUpdateAsync(row => row.SetProperty(r => r.Document, "{}"), Cancel),
                "subject" => context.Consents.ExecuteUpdateAsync(row => row.SetProperty(r => r.Subject, "s.other"), Cancel),
                "until" => context.Consents.ExecuteUpdateAsync(row => row.SetProperty(r => r.Until, record.ValidUntil.AddYears(1)), Cancel),
                "state" => context.Consents.ExecuteUpdateAsync(row => row.SetProperty(r => r.State, "Suspended"), Cancel),
                _ => context.Consents.ExecuteUpdateAsync(row => row.SetProperty(r => r.Standing, record.Id.Value.ToByteArray(bigEndian: true)), Cancel),
            }));
        }

        var store = services.GetRequiredService<IConsentStore>();
        List<StorageException> faults =
            [await Assert.ThrowsAsync<StorageException>(async () => await store.LoadAllAsync(Cancel).ToListAsync(Cancel))];
        if (isSeenAtStart)
        {
            faults.Add(await Assert.ThrowsAsync<StorageException>(async () => await store.LoadStandingAsync(Cancel).ToListAsync(Cancel)));
        }

        Assert.All(faults, fault => Assert.Contains($"{record.Id}", fault.Message, StringComparison.Ordinal));
    }

    private static RegisteredDocument Document(string client, string id, string text) => new(client, id, text, "account-1", Noon);
    private static AccountEvent Act(ClientRegistration client, string[] roles) => new()
    {
        Time = Noon.ToUniversalTime(),
        Actor = "keeper",
        Account = $"client:{client.ClientId}",
        Act = AccountAct.Changed,
        Outcome = AccountOutcome.Done,
        Rights = new AccountRights(client.Enabled, roles, client.Department, client.Region, client.Purposes),
    };

    private static ClientRegistration Client(string id) => new()
    {
        ClientId = id,
        SecretHash = "hash",
        Department = "civil-affairs",
        Roles = ["assistance-officer", "auditor"],
        Purposes = ["assistance.eligibility"],
        Region = "990102",
        CreatedAt = Noon,
    };
}
