using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Consent;

/// <summary>A standby that lagged takes over under a hub that runs: its numbers begin again, and what closes still closes.</summary>
public sealed class StoreThatWentBackTests
{
    private readonly ConsentRoom _room = new();

    [Fact]
    public async Task A_withdrawal_closes_what_the_hub_knows_in_a_newer_version()
    {
        await ConfirmedAsync();
        _room.Store.GoBack(ConsentSamples.Id(1), 1);

        Assert.NotNull((await _room.WithdrawAsync(1)).Consent);

        Assert.False(_room.Allowed());
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(4, true)]
    [InlineData(3, false)]
    [InlineData(4, false)]
    public async Task A_withdrawal_or_a_hold_closes_what_had_been_resumed(int version, bool isWithdrawal)
    {
        await ResumedAsync();
        _room.Store.GoBack(ConsentSamples.Id(1), version);

        _ = isWithdrawal ? await _room.WithdrawAsync(1) : await _room.SuspendAsync(1, ConsentSamples.Self);

        Assert.False(_room.Allowed());
    }

    [Fact]
    public async Task Nothing_follows_a_final_state_whatever_its_number()
    {
        await ResumedAsync();
        var resumed = (await _room.Consents.FindAsync(ConsentSamples.Id(1), Stop))!;
        _room.Store.GoBack(ConsentSamples.Id(1), 3);
        await _room.WithdrawAsync(1);

        _room.Index.Apply(_room.Person, resumed);

        Assert.False(_room.Allowed());
    }

    [Fact]
    public async Task What_a_store_shows_that_went_back_closes_on_every_hub_that_reads_it()
    {
        await ResumedAsync();
        _room.Store.GoBack(ConsentSamples.Id(1), 4);

        await _room.Consents.RefreshAsync(ConsentSamples.Id(1), Stop);
        Assert.False(_room.Allowed());
        await _room.ResumeAsync(1, ConsentSamples.Self);
        Assert.True(_room.Allowed());
        _room.Store.GoBack(ConsentSamples.Id(1), 1);
        await _room.Consents.LoadAsync(Stop);
        Assert.False(_room.Allowed());
    }

    [Fact]
    public async Task A_hold_that_a_resumption_overtook_leaves_open_what_counts_again()
    {
        await _room.GiveAsync(1);
        _room.Store.AfterAppend = () =>
        {
            _room.Store.AfterAppend = null;
            Assert.NotNull(_room.ResumeAsync(1, ConsentSamples.Self).GetAwaiter().GetResult().Consent);
        };

        await _room.SuspendAsync(1, ConsentSamples.Self);

        Assert.True(_room.Allowed());
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private async Task ConfirmedAsync()
    {
        await _room.AskAsync(1);
        await _room.Consents.ConfirmAsync(ConsentSamples.Id(1), ConsentRoom.Officer("b"), Stop);
        Assert.True(_room.Allowed());
    }

    // Version 3 counts, 4 is on hold, 5 counts again.
    private async Task ResumedAsync()
    {
        await _room.GiveAsync(1);
        await _room.SuspendAsync(1, ConsentSamples.Self);
        await _room.ResumeAsync(1, ConsentSamples.Self);
        Assert.True(_room.Allowed());
    }
}
