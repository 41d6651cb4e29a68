using Exchange.Policy;
using Exchange.Policy.People;
using Exchange.Policy.Publishing;
using Exchange.Storage;
using Exchange.Storage.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.IntegrationTests.Storage;

/// <summary>What the store of reversals promises on every provider; one subclass per provider.</summary>
public abstract class ReversalStoreCompliance
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The services of an empty store.</summary>
    protected abstract Task<IServiceProvider> EmptyAsync();

    [Fact]
    public async Task A_reversal_comes_back_in_every_state()
    {
        var store = await StoreAsync();
        var asked = Asked("r-1", Noon);
        var granted = asked.Decide(grant: true, Approver("staff:b"), Noon.AddHours(1)).Next!;
        var read = granted.Read("staff:a", Noon.AddHours(1.5)).Next!;
        await store.AddAsync(asked, Recorded, Cancel);
        Assert.Equivalent(asked, await store.FindAsync("r-1", Cancel), strict: true);

        await store.AdvanceAsync(granted, Recorded, Cancel);
        Assert.Equivalent(granted, await store.FindAsync("r-1", Cancel), strict: true);

        await store.AdvanceAsync(read, Recorded, Cancel);
        Assert.Equivalent(read, await store.FindAsync("r-1", Cancel), strict: true);
        Assert.Null(await store.FindAsync("r-2", Cancel));
    }

    [Fact]
    public async Task The_last_ones_come_first()
    {
        var store = await StoreAsync();
        await store.AddAsync(Asked("r-1", Noon), Recorded, Cancel);
        await store.AddAsync(Asked("r-2", Noon.AddMinutes(1)), Recorded, Cancel);
        await store.AddAsync(Asked("r-3", Noon.AddMinutes(2)), Recorded, Cancel);

        Assert.Equal(["r-3", "r-2"], (await store.ListAsync(2, static _ => true, Cancel)).Select(reversal => reversal.Id));

        // Those that are not wanted take no place from those that are.
        Assert.Equal(["r-1"], (await store.ListAsync(1, static reversal => reversal.Id is not ("r-2" or "r-3"), Cancel)).Select(reversal => reversal.Id));
    }

    [Fact]
    public async Task Of_two_steps_from_one_state_one_counts_and_the_other_is_not_kept()
    {
        var store = await StoreAsync();
        var asked = Asked("r-1", Noon);
        await store.AddAsync(asked, Recorded, Cancel);
        await store.AdvanceAsync(asked.Decide(grant: false, Approver("staff:b"), Noon).Next!, Recorded, Cancel);
        var isRecorded = false;

        await Assert.ThrowsAsync<StorageConflictException>(() => store.AdvanceAsync(
            asked.Decide(grant: true, Approver("staff:c"), Noon).Next!,
            () =>
            {
                isRecorded = true;
                return Task.CompletedTask;
            },
            Cancel));

        Assert.False(isRecorded);
        Assert.Equal(ReversalState.Refused, (await store.FindAsync("r-1", Cancel))!.State);
    }

    [Fact]
    public async Task A_step_that_cannot_be_recorded_is_not_kept()
    {
        var store = await StoreAsync();
        var asked = Asked("r-1", Noon);
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.AddAsync(asked, Unrecorded, Cancel));
        Assert.Null(await store.FindAsync("r-1", Cancel));
        await store.AddAsync(asked, Recorded, Cancel);

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            store.AdvanceAsync(asked.Decide(grant: true, Approver("staff:b"), Noon).Next!, Unrecorded, Cancel));

        Assert.Equal(ReversalState.Asked, (await store.FindAsync("r-1", Cancel))!.State);
    }

    private static PolicyActor Approver(string name) => new(name, null, ["policy-approver"]);

    private static Task Recorded() => Task.CompletedTask;

    private static Task Unrecorded() => throw new InvalidOperationException("The log cannot be written.");

    private async Task<ReversalStore> StoreAsync() => (await EmptyAsync()).GetRequiredService<ReversalStore>();

    private static Reversal Asked(string id, DateTimeOffset at) => new()
    {
        Id = id,
        Subject = "Acuf_iI3OMBr7gOMf-NlTEA",
        Department = new DepartmentId("health"),
        Purpose = "assistance.eligibility",
        CaseNumber = "SA-2026-000123",
        SealedReason = new byte[] { 1, 2, 3 },
        AskedBy = "staff:a",
        AskedAt = at,
    };
}
