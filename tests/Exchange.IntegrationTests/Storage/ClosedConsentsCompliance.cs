using Exchange.Consent;
using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;
using Exchange.Policy;
using Exchange.Storage.Stores;
using static Exchange.IntegrationTests.Storage.ConsentStoreCompliance;

namespace Exchange.IntegrationTests.Storage;

/// <summary>Of what was closed a recipient finds everything, in order, and nothing else, in whichever <see cref="IConsentStore"/>.</summary>
public abstract class ClosedConsentsCompliance
{
    /// <summary>When the samples of <see cref="ConsentStoreCompliance"/> begin.</summary>
    protected static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, 123, 456, TimeSpan.FromHours(8));

    /// <summary>Who enters them.</summary>
    protected static readonly ConsentAct Counter = new(
        "officer-7", ConsentChannel.Counter, AuthenticationLevel.Substantial, "form 12/2026 «签名»");

    /// <summary>The test's own end.</summary>
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The import into the same store.</summary>
    protected abstract ConsentImport Import { get; }

    /// <summary>A store that is empty.</summary>
    protected abstract Task<IConsentStore> EmptyAsync();

    [Fact]
    public async Task What_was_closed_to_a_department_since_a_time_is_listed_for_that_department_alone()
    {
        var store = await EmptyAsync();
        var (withdrawn, open) = (Given(Record(1)), Given(Record(2)));
        await store.AppendAsync(withdrawn.Record, 0, withdrawn.Events, Cancel);
        await store.AppendAsync(open.Record, 0, open.Events, Cancel);
        await store.AppendAsync(withdrawn.Record, withdrawn.Version, [withdrawn.Withdraw(Noon.AddHours(1), Counter).Next!.Events[^1]], Cancel);
        var recipient = withdrawn.Record.Recipients[0].Department;

        var closed = await store.ListClosedAsync(Closed(recipient, Noon), Cancel);

        Assert.Equal([withdrawn.Record.Id], closed.Select(consent => consent.Record.Id));
        Assert.Empty(await store.ListClosedAsync(Closed(recipient, Noon.AddHours(2)), Cancel));
        Assert.Empty(await store.ListClosedAsync(Closed(new DepartmentId(recipient.Value[..^1]), Noon), Cancel));
        Assert.Empty(await store.ListClosedAsync(Closed(recipient, Noon) with { Purposes = ["assistance"] }, Cancel));
        Assert.Empty(await store.ListClosedAsync(Closed(recipient, Noon) with { Purposes = [] }, Cancel));
        Assert.Single(await store.ListClosedAsync(Closed(recipient, Noon) with { Purposes = ["care.heat", "assistance.eligibility"] }, Cancel));
    }

    [Fact]
    public async Task Whoever_reads_closings_on_from_the_last_one_is_told_of_every_consent()
    {
        var store = await EmptyAsync();
        var consents = Enumerable.Range(1, 5).Select(n => Given(Record(n))).ToList();
        foreach (var consent in consents)
        {
            await store.AppendAsync(consent.Record, 0, consent.Events, Cancel);
            await store.AppendAsync(consent.Record, 3, [consent.Suspend(Noon, Counter).Next!.Events[^1]], Cancel);
            var held = (await store.FindAsync(consent.Record.Id, Cancel))!;
            await store.AppendAsync(consent.Record, 4, [held.Resume(Noon, Counter).Next!.Events[^1]], Cancel);
        }

        for (var i = 0; i < consents.Count; i++)
        {
            var resumed = (await store.FindAsync(consents[i].Record.Id, Cancel))!;
            await store.AppendAsync(resumed.Record, 5, [resumed.Withdraw(Noon.AddHours(i + 1), Counter).Next!.Events[^1]], Cancel);
        }

        var recipient = consents[0].Record.Recipients[0].Department;
        Assert.Equal(consents.Select(consent => consent.Record.Id), await ReadOnAsync(store, recipient, 2));
    }

    [Theory]
    [InlineData("first", true)]
    [InlineData("the-middle", true)]
    [InlineData("last", true)]
    [InlineData("middle", false)]
    [InlineData("the", false)]
    public async Task A_recipient_is_found_among_several_by_its_whole_code(string code, bool isTold)
    {
        var store = await EmptyAsync();
        var record = Record(1);
        var party = record.Recipients[0];
        string[] codes = ["first", "the-middle", "last"];
        var consent = Given(record with { Recipients = [.. codes.Select(one => party with { Department = new DepartmentId(one) })] });
        await store.AppendAsync(consent.Record, 0, consent.Events, Cancel);
        await store.AppendAsync(consent.Record, 3, [consent.Withdraw(Noon, Counter).Next!.Events[^1]], Cancel);

        Assert.Equal(isTold ? 1 : 0, (await store.ListClosedAsync(Closed(new DepartmentId(code), Noon), Cancel)).Count);
    }

    [Fact]
    public async Task What_was_closed_at_one_instant_is_told_in_full_whatever_the_size_of_a_page()
    {
        var store = await EmptyAsync();
        var consents = Enumerable.Range(1, 7).Select(n => Given(Record(n)).Withdraw(Noon.AddHours(n == 7 ? 2 : 1), Counter).Next!).ToList();
        await Import.ImportAsync(consents, Cancel);

        foreach (var most in new[] { 1, 2, 3, 10 })
        {
            Assert.Equal(
                consents.Select(consent => consent.Record.Id), await ReadOnAsync(store, consents[0].Record.Recipients[0].Department, most));
        }
    }

    [Fact]
    public async Task Nobody_is_told_of_what_never_counted_or_counts_again()
    {
        var store = await EmptyAsync();
        var resumed = Given(Record(1)).Suspend(Noon, Counter).Next!.Resume(Noon, Counter).Next!;
        var refused = ConsentHistory.Request(Record(2), Noon, Counter).Refuse(Noon, Counter).Next!;
        var lapsed = ConsentHistory.Request(Record(3), Noon, Counter).Lapse(Noon).Next!;
        var onHold = Given(Record(4)).Suspend(Noon, Counter).Next!.AskResume(Noon.AddHours(1), Counter).Next!;
        await Import.ImportAsync([resumed, refused, lapsed, onHold], Cancel);

        var told = await store.ListClosedAsync(Closed(resumed.Record.Recipients[0].Department, Noon), Cancel);

        Assert.Equal([(Id(4), Noon)], told.Select(consent => (consent.Record.Id, consent.ClosedAt!.Value)));
    }

    [Fact]
    public async Task What_has_ended_by_itself_and_is_not_entered_is_found_page_by_page()
    {
        var store = await EmptyAsync();
        var end = Record(1).ValidUntil;
        var onHold = Given(Record(2)).Suspend(Noon, Counter).Next!;
        var withdrawn = Given(Record(3)).Withdraw(Noon, Counter).Next!;
        var asked = ConsentHistory.Request(Record(4), Noon, Counter);
        var later = Given(Record(5) with { ValidUntil = end.AddMinutes(1) });
        await Import.ImportAsync([Given(Record(1)), onHold, withdrawn, asked, later, Given(Record(6))], Cancel);

        Assert.Empty((await store.ListRunOutAsync(end.AddMinutes(-1), null, 10, Cancel)).Consents);
        var first = await store.ListRunOutAsync(end, null, 2, Cancel);
        var rest = await store.ListRunOutAsync(end, first.Last, 2, Cancel);
        var none = await store.ListRunOutAsync(end, rest.Last, 2, Cancel);

        Assert.Equal([Id(1), Id(2), Id(6)], first.Consents.Concat(rest.Consents).Select(consent => consent.Record.Id));
        Assert.Equal((2, onHold.Version), (first.Consents.Count, first.Consents[1].Version));
        Assert.Null(none.Last);
    }

    private static ClosedConsents Closed(DepartmentId recipient, DateTimeOffset since) =>
        new(recipient, ["assistance.eligibility"], new ClosingPlace(since, null), 10);

    private static async Task<List<ConsentId>> ReadOnAsync(IConsentStore store, DepartmentId recipient, int most)
    {
        var told = new List<ConsentId>();
        var wanted = Closed(recipient, Noon) with { Most = most };
        while (await store.ListClosedAsync(wanted, Cancel) is { Count: > 0 } page)
        {
            told.AddRange(page.Select(consent => consent.Record.Id));
            wanted = wanted with { After = ClosingPlace.Of(page[^1]) };
        }

        return told;
    }
}
