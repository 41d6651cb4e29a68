using Exchange.Audit.Records;
using Exchange.Policy;
using Exchange.Policy.Publishing;
using Exchange.Storage;
using Exchange.Storage.Model;
using Exchange.Storage.Replicas;
using Exchange.Storage.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.IntegrationTests.Storage;

/// <summary>What drafts of policies and brakes promise on every provider; one subclass per provider.</summary>
public abstract class PolicyStoresCompliance
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 4, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The services of an empty store.</summary>
    protected abstract Task<IServiceProvider> EmptyAsync();

    [Fact]
    public async Task A_draft_comes_back_as_it_was_left_with_its_steps_and_what_was_said_of_it()
    {
        var store = (await EmptyAsync()).GetRequiredService<PolicyDraftStore>();
        var draft = Draft("1");
        var added = await store.AddAsync(draft, Cancel);
        Assert.Equal(1, added.Revision);
        Assert.Equivalent(draft with { Revision = 1 }, await store.FindAsync("1", Cancel), strict: true);

        var stepped = added with
        {
            State = DraftState.Scheduled,
            Owner = null,
            Report = new DraftReport(draft.Hash, Noon, 0, 0, Opens: true, """{"title":"安禾"}"""),
            Steps = [.. draft.Steps, new DraftStep(DraftAct.Approved, "staff:b", Noon.AddHours(1), "好")],
            ApprovedBy = "staff:b",
            PublishAt = Noon.AddDays(1),
        };
        var updated = await store.UpdateAsync(stepped, Recorded, Cancel);

        Assert.Equal(2, updated.Revision);
        Assert.Equivalent(stepped with { Revision = 2 }, await store.FindAsync("1", Cancel), strict: true);
        Assert.Null(await store.FindAsync("2", Cancel));
        await Assert.ThrowsAsync<StorageConflictException>(() => store.UpdateAsync(stepped, Recorded, Cancel));
        await Assert.ThrowsAsync<StorageConflictException>(() => store.DeleteAsync(added, Recorded, Cancel));
        await store.DeleteAsync(updated, Recorded, Cancel);
        Assert.Empty(await store.ListAsync(10, Cancel));
    }

    [Fact]
    public async Task Drafts_are_listed_by_their_last_step_and_the_due_ones_by_their_time()
    {
        var store = (await EmptyAsync()).GetRequiredService<PolicyDraftStore>();
        await store.AddAsync(Draft("old"), Cancel);
        await store.AddAsync(Draft("late", DraftState.Scheduled, Noon.AddMinutes(2)), Cancel);
        await store.AddAsync(Draft("early", DraftState.Scheduled, Noon.AddMinutes(1)), Cancel);
        await store.AddAsync(Draft("approved", DraftState.Approved, Noon.AddMinutes(1)), Cancel);

        Assert.Empty(await store.ListDueAsync(Noon, Cancel));
        Assert.Equal(["early"], (await store.ListDueAsync(Noon.AddMinutes(1), Cancel)).Select(draft => draft.Id));
        Assert.Equal(["early", "late"], (await store.ListDueAsync(Noon.AddHours(1), Cancel)).Select(draft => draft.Id));
        Assert.Equal(3, (await store.ListAsync(3, Cancel)).Count);
    }

    [Fact]
    public async Task A_draft_becomes_a_version_with_its_last_step_or_neither_is_stored()
    {
        var services = await EmptyAsync();
        var (drafts, versions) = (services.GetRequiredService<PolicyDraftStore>(), services.GetRequiredService<PolicyVersionStore>());
        await versions.PublishAsync(0, "# file: a\n", "test", Noon, Cancel);
        var approved = await drafts.AddAsync(Draft("1", DraftState.Approved), Cancel);
        var published = approved with
        {
            State = DraftState.Published, PublishedAs = 2, Steps = [.. approved.Steps, new DraftStep(DraftAct.Published, "staff:a", Noon.AddHours(2))],
        };

        var version = await drafts.PublishAsync(published, "staff:a", Record, Cancel);

        Assert.Equal((2, published.Document, Noon.AddHours(2)), (version.Number, version.Document, version.PublishedAt));
        Assert.Equal(DraftState.Published, (await drafts.FindAsync("1", Cancel))!.State);
        Assert.Equal(("1", null), ((await drafts.FindPublishedAsync(2, Cancel))?.Id, await drafts.FindPublishedAsync(1, Cancel)));
        Assert.Equal("2", Assert.Single(await services.GetRequiredService<OwedRecordStore>().ListAsync(OwedKind.Policies, null, Cancel)).Subject);
        await Assert.ThrowsAsync<StorageConflictException>(() => drafts.PublishAsync(published, "staff:a", Record, Cancel));
        var late = await drafts.AddAsync(Draft("2", DraftState.Approved), Cancel);
        await Assert.ThrowsAsync<StorageConflictException>(() => drafts.PublishAsync(late with { State = DraftState.Published }, "staff:a", Record, Cancel));
        Assert.Equal((DraftState.Approved, 2), ((await drafts.FindAsync("2", Cancel))!.State, (await versions.FindLatestAsync(Cancel))!.Number));
    }

    [Fact]
    public async Task Of_many_who_publish_the_same_draft_one_wins()
    {
        var services = await EmptyAsync();
        var drafts = services.GetRequiredService<PolicyDraftStore>();
        await services.GetRequiredService<PolicyVersionStore>().PublishAsync(0, "# file: a\n", "test", Noon, Cancel);
        var due = await drafts.AddAsync(Draft("1", DraftState.Scheduled, Noon), Cancel);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            async () =>
            {
                try
                {
                    await drafts.PublishAsync(due with { State = DraftState.Published }, "exchange", Record, Cancel);
                    return true;
                }
                catch (StorageConflictException)
                {
                    return false;
                }
            },
            Cancel)));

        Assert.Single(outcomes, won => won);
        Assert.Equal(2, (await services.GetRequiredService<PolicyVersionStore>().FindLatestAsync(Cancel))!.Number);
    }

    [Fact]
    public async Task A_draft_whose_text_was_changed_by_hand_is_an_exception()
    {
        var services = await EmptyAsync();
        var store = services.GetRequiredService<PolicyDraftStore>();
        await store.AddAsync(Draft("1"), Cancel);
        await using var context = await services.GetRequiredService<IDbContextFactory<ExchangeContext>>().CreateDbContextAsync(Cancel);
        var row = await context.PolicyDrafts.SingleAsync(Cancel);
        row.Document = "# file: departments/health.yaml\nopened: by hand\n";
        await context.SaveChangesAsync(Cancel);

        var fault = await Assert.ThrowsAsync<StorageException>(() => store.FindAsync("1", Cancel));

        Assert.Contains("draft 1", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_brake_closes_until_it_is_let_go_and_is_on_the_change_feed_each_time()
    {
        var services = await EmptyAsync();
        var store = services.GetRequiredService<BrakeStore>();
        var record = new BrakeEvent
        {
            Time = Noon, BrakeId = "1", Act = BrakeAct.Pulled, Actor = "staff:a", Owner = "health", Scope = "field", Target = "Person.heatRisk",
        };

        var pulled = await store.PullAsync(Brake("1"), record, Cancel);
        await store.PullAsync(Brake("2") with { Kind = BrakeKind.Everything, Target = "", PulledAt = Noon.AddHours(1) }, owed: null, Cancel);

        Assert.Equal(Brake("1") with { Revision = 1 }, pulled);
        Assert.Equal(["1", "2"], (await store.ListActiveAsync(Cancel)).Select(brake => brake.Id));
        Assert.Equal(new OwedRecord(OwedKind.Brake, "1", 1, record), Assert.Single(await services.GetRequiredService<OwedRecordStore>().ListAsync(OwedKind.Brake, null, Cancel)));
        var released = pulled with { ReleaseAskedBy = "staff:a", ReleaseAskedAt = Noon.AddHours(2), ReleasedBy = "staff:b", ReleasedAt = Noon.AddHours(3) };
        var updated = await store.UpdateAsync(released, Recorded, Cancel);
        Assert.Equal(updated, await store.FindAsync("1", Cancel));
        Assert.Equal(["2"], (await store.ListActiveAsync(Cancel)).Select(brake => brake.Id));
        Assert.Equal(["1"], (await store.ListReleasedAsync(null, 5, Cancel)).Select(brake => brake.Id));
        (double Hour, string[] Ids)[] then = [(-0.1, []), (0, ["1"]), (2.9, ["1", "2"]), (3, ["2"])];
        foreach (var (hour, ids) in then)
        {
            Assert.Equal(ids, (await store.ListAtAsync(Noon.AddHours(hour), Cancel)).Select(brake => brake.Id));
        }

        Assert.Null(await store.FindAsync("3", Cancel));
        await Assert.ThrowsAsync<StorageConflictException>(() => store.UpdateAsync(released, Recorded, Cancel));
        await Assert.ThrowsAsync<StorageConflictException>(() => store.PullAsync(Brake("1"), owed: null, Cancel));
        var feed = await services.GetRequiredService<IReplicaTables>().ReadAsync(1, 10, Cancel);
        Assert.Equal([(ChangeKind.Brake, "1"), (ChangeKind.Brake, "2"), (ChangeKind.Brake, "1")], feed.Select(change => (change.Kind, change.Subject)));
    }

    [Fact]
    public async Task However_many_brakes_there_are_all_that_close_are_known_and_those_let_go_come_in_pages()
    {
        var store = (await EmptyAsync()).GetRequiredService<BrakeStore>();
        for (var number = 0; number < 230; number++)
        {
            var pulled = await store.PullAsync(Brake($"{number:d3}") with { PulledAt = Noon.AddMinutes(number / 3) }, owed: null, Cancel);
            if (number % 10 == 0)
            {
                // Two at a time are let go at the same instant.
                await store.UpdateAsync(pulled with { ReleasedBy = "staff:b", ReleasedAt = Noon.AddHours(number / 20) }, Recorded, Cancel);
            }
        }

        Assert.Equal(
            Enumerable.Range(0, 230).Where(number => number % 10 != 0).Select(number => $"{number:d3}"),
            (await store.ListActiveAsync(Cancel)).Select(brake => brake.Id));
        var released = new List<PolicyBrake>();
        while (await store.ListReleasedAsync(released.LastOrDefault(), 3, Cancel) is { Count: > 0 } page)
        {
            released.AddRange(page);
        }

        Assert.Equal(23, released.Select(brake => brake.Id).Distinct().Count());
        Assert.Equal(released.OrderByDescending(brake => brake.ReleasedAt).ThenBy(brake => brake.Id, StringComparer.Ordinal), released);
    }

    [Fact]
    public async Task Of_two_steps_from_one_state_one_is_recorded_and_one_that_cannot_be_recorded_is_not_kept()
    {
        var services = await EmptyAsync();
        var (drafts, brakes) = (services.GetRequiredService<PolicyDraftStore>(), services.GetRequiredService<BrakeStore>());
        var draft = await drafts.AddAsync(Draft("1"), Cancel);
        var brake = await brakes.PullAsync(Brake("1"), owed: null, Cancel);
        var recorded = 0;
        Func<Task> record = () => Task.FromResult(Interlocked.Increment(ref recorded));
        Func<Task> broken = () => throw new InvalidOperationException("The log cannot be written.");

        await Assert.ThrowsAsync<InvalidOperationException>(() => drafts.UpdateAsync(draft, broken, Cancel));
        await Assert.ThrowsAsync<InvalidOperationException>(() => brakes.UpdateAsync(brake, broken, Cancel));
        var steps = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => Task.Run(
            () => IsKeptAsync(number % 2 == 0 ? drafts.UpdateAsync(draft, record, Cancel) : brakes.UpdateAsync(brake, record, Cancel)), Cancel)));

        Assert.Equal((2, 2), (steps.Count(isKept => isKept), recorded));
    }

    private static async Task<bool> IsKeptAsync(Task step)
    {
        try
        {
            await step;
            return true;
        }
        catch (StorageConflictException)
        {
            return false;
        }
    }

    private static Task Recorded() => Task.CompletedTask;

    private static PolicyPublished Record(PolicyVersion version) => new()
    {
        Time = version.PublishedAt, PolicyVersion = $"{version.Number}", ContentHash = version.Hash, PublishedBy = version.PublishedBy,
    };

    private static PolicyDraft Draft(string id, DraftState state = DraftState.Draft, DateTimeOffset? publishAt = null) => new()
    {
        Id = id,
        Title = "高温关怀",
        Owner = new DepartmentId("health"),
        Base = 1,
        Document = $"# file: departments/health.yaml\ndraft: {id}\n",
        State = state,
        CreatedBy = "staff:a",
        CreatedAt = Noon,
        Steps = [new DraftStep(DraftAct.Created, "staff:a", Noon)],
        PublishAt = publishAt,
    };

    private static PolicyBrake Brake(string id) => new()
    {
        Id = id, Owner = new DepartmentId("health"), Kind = BrakeKind.Field, Target = "Person.heatRisk", Reason = "怀疑泄露", PulledBy = "staff:a", PulledAt = Noon,
    };
}
