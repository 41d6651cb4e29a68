using Exchange.Consent;
using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Consent;

/// <summary>What a new consent replaces ends, whatever fails between the two.</summary>
public sealed class ReplacementTests
{
    private readonly ConsentRoom _room = new();

    [Fact]
    public async Task What_was_to_be_replaced_is_ended_by_whichever_hub_finds_it_owed_and_the_new_one_stands()
    {
        await UnsettledAsync();
        var another = new ConsentRoom(_room.Store) { Now = _room.Now };
        await another.Consents.LoadAsync(Stop);
        Assert.Equal((ConsentState.Active, ConsentState.Active), await StatesAsync());

        await another.Consents.RecordOwedAsync(Stop);
        await another.Consents.SettleReplacementsAsync(_room.Now, Stop);
        Assert.Equal((ConsentState.Active, ConsentState.Active), await StatesAsync());
        await another.Consents.SettleReplacementsAsync(_room.Now.AddTicks(1), Stop);

        Assert.Equal((ConsentState.Superseded, ConsentState.Active), await StatesAsync());
        Assert.Equal([(1, "Supersede")], another.Logged);
        Assert.Empty(await _room.Store.ListOwedAsync(null, Stop));
    }

    [Fact]
    public async Task What_could_not_be_confirmed_by_every_hub_is_owed_until_it_is()
    {
        _room.Replicas.During = () => throw new IOException("The connection is gone.");
        await Assert.ThrowsAsync<ReplacementUnsettledException>(ReplaceAsync);
        await Assert.ThrowsAsync<IOException>(SettleAsync);
        _room.Replicas.During = () => Task.CompletedTask;
        var waits = _room.Replicas.Waits;

        await SettleAsync();

        Assert.Equal((ConsentState.Superseded, ConsentState.Active), await StatesAsync());
        Assert.Equal(waits + 1, _room.Replicas.Waits);
        Assert.Empty(await _room.Store.ListOwedAsync(null, Stop));
    }

    [Fact]
    public async Task What_was_withdrawn_before_its_replacement_was_settled_stays_withdrawn_with_the_new_one()
    {
        await UnsettledAsync();

        await _room.WithdrawAsync(1);
        await SettleAsync();

        Assert.Equal((ConsentState.Withdrawn, ConsentState.Withdrawn), await StatesAsync());
        Assert.Empty(await _room.Store.ListOwedAsync(null, Stop));
    }

    [Fact]
    public async Task What_was_found_invalid_replaces_nothing()
    {
        await UnsettledAsync();

        await _room.Consents.InvalidateAsync(ConsentSamples.Id(2), ConsentRoom.Officer("a"), Stop);
        await SettleAsync();

        Assert.Equal((ConsentState.Active, ConsentState.Invalidated), await StatesAsync());
        Assert.Empty(await _room.Store.ListOwedAsync(null, Stop));
    }

    [Fact]
    public async Task A_replacement_that_is_done_leaves_nothing_owed()
    {
        Assert.NotNull((await ReplaceAsync()).Consent);

        Assert.Equal((ConsentState.Superseded, ConsentState.Active), await StatesAsync());
        Assert.Empty(await _room.Store.ListOwedAsync(null, Stop));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private async Task UnsettledAsync()
    {
        // The first consent, the second, the end of the first.
        _room.Store.BeforeAppend = number =>
        {
            if (number == 3)
            {
                throw new IOException("The connection is gone.");
            }
        };
        await Assert.ThrowsAsync<ReplacementUnsettledException>(ReplaceAsync);
    }

    private async Task<ConsentOutcome> ReplaceAsync()
    {
        var first = (await _room.GiveAsync(1)).Consent!;
        return await _room.GiveAsync(ConsentSamples.Draft(2, _room.Person) with
        {
            Previous = new PreviousConsent(first.Record.Id, first.Version, _room.Consents.HashOf(first.Record)),
        });
    }

    private Task SettleAsync() => _room.Consents.SettleReplacementsAsync(_room.Now.AddTicks(1), Stop).AsTask();

    private async Task<(ConsentState First, ConsentState Second)> StatesAsync() => (await _room.StateAsync(1), await _room.StateAsync(2));
}
