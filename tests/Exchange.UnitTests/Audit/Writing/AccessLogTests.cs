using Exchange.Audit.Records;
using Exchange.Audit.Verification;
using Exchange.Audit.Writing;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Audit.Writing;

public sealed class AccessLogTests
{
    [Fact]
    public async Task Receipts_count_without_gaps_and_the_log_tells_of_its_opening_and_closing()
    {
        var folder = new MemoryLogFolder();
        await using (var log = await MemoryLogs.OpenAsync(folder))
        {
            Assert.Equal(2, (await log.AppendAsync(AuditSamples.Small(1))).Sequence);
            Assert.Equal(3, (await log.AppendAsync(AuditSamples.Full)).Sequence);
        }

        var entries = await ReadAsync(folder);
        Assert.Equal(
            [EntryKind.LogOpened, EntryKind.Access, EntryKind.Access, EntryKind.LogClosed],
            entries.Select(logged => logged.Entry.Kind));
        Assert.Equal([1, 2, 3, 4], entries.Select(logged => logged.Sequence));
    }

    [Fact]
    public async Task A_receipt_names_the_hash_that_stands_in_the_log()
    {
        var folder = new MemoryLogFolder();
        await using var log = await MemoryLogs.OpenAsync(folder);
        var receipt = await log.AppendAsync(AuditSamples.Full);
        Assert.Equal(receipt.Hash, (await ReadAsync(folder))[^1].Hash);
    }

    [Fact]
    public async Task A_log_that_is_opened_again_goes_on_where_it_was()
    {
        var folder = await MemoryLogs.WrittenAsync(20);
        await using (var log = await MemoryLogs.OpenAsync(folder))
        {
            Assert.Equal(24, (await log.AppendAsync(AuditSamples.Small(21))).Sequence);
        }

        var report = AccessLogVerifier.Verify(folder);
        Assert.Empty(report.Findings);
        Assert.Equal(25, report.Entries);
    }

    [Fact]
    public async Task A_full_segment_is_followed_by_the_next_one()
    {
        var folder = await MemoryLogs.WrittenAsync(40);
        Assert.True(folder.Segments().Count >= 3);
        Assert.All(folder.Segments(), name => Assert.InRange(folder[name].Length, 1, 4096 + 512));
        Assert.Empty(AccessLogVerifier.Verify(folder).Findings);
    }

    [Fact]
    public async Task A_second_writer_on_the_same_folder_is_refused_by_name_until_the_first_is_gone()
    {
        var folder = new MemoryLogFolder();
        await using (await MemoryLogs.OpenAsync(folder))
        {
            var refusal = await Assert.ThrowsAsync<AuditFolderInUseException>(async () => await MemoryLogs.OpenAsync(folder));
            Assert.Contains("memory", refusal.Message, StringComparison.Ordinal);
        }

        await using var second = await MemoryLogs.OpenAsync(folder);
    }

    [Fact]
    public async Task A_folder_of_another_store_is_refused()
    {
        var folder = await MemoryLogs.WrittenAsync(1);
        var options = MemoryLogs.Options() with { StoreId = new Guid("01939a3c-0000-7000-8000-00000000bbbb") };
        await Assert.ThrowsAsync<AuditDamagedException>(
            async () => await AccessLog.OpenAsync(options, folder, TestContext.Current.CancellationToken));
        Assert.False(folder.IsLocked());
    }

    [Fact]
    public async Task A_closed_log_takes_no_more_entries()
    {
        var log = await MemoryLogs.OpenAsync(new MemoryLogFolder());
        await log.DisposeAsync();
        await log.DisposeAsync();
        await Assert.ThrowsAsync<AuditUnavailableException>(async () => await log.AppendAsync(AuditSamples.Full));
    }

    [Fact]
    public async Task A_caller_that_gives_up_before_the_hand_over_leaves_no_entry()
    {
        var folder = new MemoryLogFolder();
        await using var log = await MemoryLogs.OpenAsync(folder);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await log.AppendAsync(AuditSamples.Full, new CancellationToken(canceled: true)));
        Assert.Equal(1, log.Counters.Entries);
    }

    [Fact]
    public async Task A_caller_that_gives_up_after_the_hand_over_still_gets_its_receipt_and_the_entry_is_counted()
    {
        using var flushing = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        using var patience = new CancellationTokenSource();
        var folder = new MemoryLogFolder();
        await using var log = await MemoryLogs.OpenAsync(folder);
        folder.OnFlush = () =>
        {
            flushing.Set();
            release.Wait(TimeSpan.FromSeconds(30));
        };
        var append = log.AppendAsync(AuditSamples.Full, patience.Token).AsTask();
        Assert.True(flushing.Wait(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        await patience.CancelAsync();
        Assert.False(append.IsCompleted);
        release.Set();
        Assert.Equal(2, (await append).Sequence);
        Assert.Equal(2, log.Counters.Entries);
    }

    [Fact]
    public async Task An_entry_that_breaks_the_rules_is_refused_and_the_log_goes_on()
    {
        await using var log = await MemoryLogs.OpenAsync(new MemoryLogFolder());
        var group = AuditSamples.Full.Disclosures[0] with { Subjects = ["990102199004110644"] };
        await Assert.ThrowsAsync<ArgumentException>(async () => await log.AppendAsync(AuditSamples.Full with { Disclosures = [group] }));
        Assert.Equal(2, (await log.AppendAsync(AuditSamples.Full)).Sequence);
    }

    [Fact]
    public async Task An_entry_beyond_the_largest_payload_is_refused_and_the_log_goes_on()
    {
        await using var log = await MemoryLogs.OpenAsync(new MemoryLogFolder());
        var group = AuditSamples.Full.Disclosures[0] with { Subjects = [.. Enumerable.Repeat(AuditSamples.Subject, 700_000)] };
        await Assert.ThrowsAsync<ArgumentException>(async () => await log.AppendAsync(AuditSamples.Full with { Disclosures = [group] }));
        Assert.Equal(2, (await log.AppendAsync(AuditSamples.Full)).Sequence);
    }

    [Fact]
    public async Task Entries_that_wait_for_one_flush_share_the_next()
    {
        using var flushing = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        var folder = new MemoryLogFolder();
        var options = MemoryLogs.Options() with { SegmentBytes = 1 << 20 };
        await using var log = await AccessLog.OpenAsync(options, folder, TestContext.Current.CancellationToken);
        folder.OnFlush = () =>
        {
            flushing.Set();
            release.Wait(TimeSpan.FromSeconds(30));
        };
        var first = log.AppendAsync(AuditSamples.Small(0)).AsTask();
        Assert.True(flushing.Wait(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        var others = Enumerable.Range(1, 64).Select(number => log.AppendAsync(AuditSamples.Small(number)).AsTask()).ToList();
        release.Set();

        await first;
        var receipts = await Task.WhenAll(others);
        Assert.Equal(Enumerable.Range(3, 64).Select(sequence => (long)sequence), receipts.Select(receipt => receipt.Sequence).Order());
        Assert.Equal(3, log.Counters.Flushes);
        Assert.Equal(66, log.Counters.Entries);
    }

    [Fact]
    public async Task The_memory_log_chains_and_keeps_the_latest_entries()
    {
        var log = new MemoryAccessLog(capacity: 2);
        var receipts = new List<AccessReceipt>();
        foreach (var entry in AuditSamples.EveryKind)
        {
            receipts.Add(await log.AppendAsync(entry, TestContext.Current.CancellationToken));
        }

        Assert.Equal(AuditSamples.EveryKind.Skip(AuditSamples.EveryKind.Count - 2), log.Entries);
        Assert.Equal(AuditSamples.EveryKind.Count, receipts[^1].Sequence);
        Assert.Equal(receipts.Count, receipts.Select(receipt => receipt.Hash).Distinct().Count());
    }

    private static async Task<List<LoggedEntry>> ReadAsync(MemoryLogFolder folder)
    {
        var entries = new List<LoggedEntry>();
        await foreach (var logged in AccessLogReader.ReadAsync(folder, TestContext.Current.CancellationToken))
        {
            entries.Add(logged);
        }

        return entries;
    }
}
