using Exchange.Audit.Verification;
using Exchange.Audit.Writing;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Audit.Writing;

public sealed class DiskFaultTests
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(51, false)]
    [InlineData(60, false)]
    [InlineData(0, true)]
    [InlineData(60, true)]
    public async Task A_write_that_the_disk_takes_only_in_part_is_never_acknowledged(int bytes, bool isSilent) =>
        await AssertRefusedThenWholeAsync(
            folder => folder.OnWrite = (_, _) => new MemoryLogFolder.DiskFault(bytes, isSilent),
            folder => folder.OnWrite = null);

    [Fact]
    public async Task A_write_that_reached_the_disk_but_was_not_flushed_is_never_acknowledged() =>
        await AssertRefusedThenWholeAsync(
            folder => folder.OnFlush = () => throw new IOException("Input/output error."),
            folder => folder.OnFlush = null);

    [Fact]
    public async Task A_segment_that_cannot_be_begun_refuses_the_entries_that_would_open_it()
    {
        var folder = new MemoryLogFolder();
        var clock = new AuditClock();
        var acknowledged = 0;
        await using (var log = await MemoryLogs.OpenAsync(folder, clock))
        {
            folder.OnPublish = _ => throw new IOException("No space left on device.");
            var refused = 0;
            while (refused == 0)
            {
                refused += await IsAcknowledgedAsync(log, acknowledged) ? 0 : 1;
                acknowledged += 1 - refused;
            }

            folder.OnPublish = null;
            clock.Advance(TimeSpan.FromSeconds(2));
            Assert.True(await IsAcknowledgedAsync(log, acknowledged++));
            Assert.Equal(2, folder.Segments().Count);
        }

        await AssertOnRecordAsync(folder, acknowledged);
    }

    [Fact]
    public async Task A_failed_disk_refuses_at_once_until_the_retry_is_due()
    {
        var folder = new MemoryLogFolder();
        var clock = new AuditClock();
        await using var log = await MemoryLogs.OpenAsync(folder, clock);
        folder.OnFlush = () => throw new IOException("Input/output error.");
        Assert.True(log.CanTakeEntries);
        Assert.False(await IsAcknowledgedAsync(log, 0));
        folder.OnFlush = null;
        Assert.False(log.CanTakeEntries);
        Assert.False(await IsAcknowledgedAsync(log, 1));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(log.CanTakeEntries);
        Assert.True(await IsAcknowledgedAsync(log, 2));
        Assert.Equal(2, log.Counters.FailedEntries);
    }

    [Fact]
    public async Task A_retry_on_a_disk_that_still_fails_refuses_again()
    {
        var folder = new MemoryLogFolder();
        var clock = new AuditClock();
        await using var log = await MemoryLogs.OpenAsync(folder, clock);
        folder.OnFlush = () => throw new IOException("Input/output error.");
        for (var attempt = 0; attempt < 3; attempt++)
        {
            Assert.False(await IsAcknowledgedAsync(log, attempt));
            clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public async Task A_segment_that_was_changed_while_the_disk_failed_is_not_continued()
    {
        var folder = new MemoryLogFolder();
        var clock = new AuditClock();
        await using var log = await MemoryLogs.OpenAsync(folder, clock);
        folder.OnFlush = () => throw new IOException("Input/output error.");
        Assert.False(await IsAcknowledgedAsync(log, 0));
        folder.OnFlush = null;
        var name = folder.Segments()[0];
        folder[name] = folder[name][..150];
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await IsAcknowledgedAsync(log, 1));
    }

    [Fact]
    public async Task A_log_that_cannot_put_its_opening_on_record_does_not_open_and_lets_go_of_the_folder()
    {
        var folder = new MemoryLogFolder { OnFlush = () => throw new IOException("Input/output error.") };
        await Assert.ThrowsAsync<AuditUnavailableException>(async () => await MemoryLogs.OpenAsync(folder));
        Assert.False(folder.IsLocked());
        folder.OnFlush = null;
        await using var log = await MemoryLogs.OpenAsync(folder);
    }

    [Fact]
    public async Task Closing_on_a_failed_disk_leaves_a_log_that_the_next_start_takes_up()
    {
        var folder = new MemoryLogFolder();
        var log = await MemoryLogs.OpenAsync(folder);
        Assert.True(await IsAcknowledgedAsync(log, 0));
        folder.OnWrite = (_, _) => new MemoryLogFolder.DiskFault(30);
        await log.DisposeAsync();
        folder.OnWrite = null;
        Assert.False(folder.IsLocked());
        Assert.True(AccessLogVerifier.Verify(folder).IsWhole);
        await using (await MemoryLogs.OpenAsync(folder))
        {
        }

        await AssertOnRecordAsync(folder, 1);
    }

    private static async Task AssertRefusedThenWholeAsync(Action<MemoryLogFolder> breakDisk, Action<MemoryLogFolder> mendDisk)
    {
        var folder = new MemoryLogFolder();
        var clock = new AuditClock();
        await using (var log = await MemoryLogs.OpenAsync(folder, clock))
        {
            Assert.True(await IsAcknowledgedAsync(log, 0));
            breakDisk(folder);
            Assert.False(await IsAcknowledgedAsync(log, 900));
            Assert.False(await IsAcknowledgedAsync(log, 901));
            mendDisk(folder);
            clock.Advance(TimeSpan.FromSeconds(1));
            Assert.True(await IsAcknowledgedAsync(log, 1));
        }

        await AssertOnRecordAsync(folder, 2);
    }

    private static async Task<bool> IsAcknowledgedAsync(AccessLog log, int number)
    {
        try
        {
            await log.AppendAsync(AuditSamples.Small(number));
            return true;
        }
        catch (AuditUnavailableException)
        {
            return false;
        }
    }

    /// <summary>Whole, and holding exactly the small records 0 to <paramref name="count"/> - 1 in their order.</summary>
    private static async Task AssertOnRecordAsync(MemoryLogFolder folder, int count)
    {
        Assert.Empty(AccessLogVerifier.Verify(folder).Findings);
        Assert.Equal(Enumerable.Range(0, count).Select(number => AuditSamples.Small(number).AccessId), await folder.AccessIdsAsync());
    }
}
