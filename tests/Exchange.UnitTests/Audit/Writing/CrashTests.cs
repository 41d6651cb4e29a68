using Exchange.Audit.Records;
using Exchange.Audit.Segments;
using Exchange.Audit.Verification;
using Exchange.Audit.Writing;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Audit.Writing;

public sealed class CrashTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_a_kill_at_any_byte_of_a_write_the_log_goes_on_with_every_acknowledged_entry(bool isZeroed)
    {
        var (before, after) = await AroundOneWriteAsync();
        var segment = before.Segments()[^1];
        var whole = after[segment];
        for (var length = before[segment].Length; length <= whole.Length; length++)
        {
            var crashed = before.Copy();
            crashed[segment] = whole[..length];
            if (isZeroed)
            {
                // What a power cut leaves where the file had grown before its content arrived.
                crashed[segment] = [.. whole[..length], .. new byte[4096]];
            }

            Assert.True(AccessLogVerifier.Verify(crashed).IsWhole, $"cut at {length}");
            await using (var log = await MemoryLogs.OpenAsync(crashed))
            {
                await log.AppendAsync(AuditSamples.Small(99));
            }

            Assert.Empty(AccessLogVerifier.Verify(crashed).Findings);
            var ids = await crashed.AccessIdsAsync();
            Assert.Equal([AuditSamples.Small(1).AccessId, AuditSamples.Small(2).AccessId], ids.Take(2));
            Assert.Equal(AuditSamples.Small(99).AccessId, ids[^1]);
            Assert.Equal(length == whole.Length ? 4 : 3, ids.Count);
        }
    }

    [Fact]
    public async Task What_was_cut_off_is_told_in_the_next_opening()
    {
        var (before, after) = await AroundOneWriteAsync();
        var segment = before.Segments()[^1];
        before[segment] = after[segment][..(before[segment].Length + 70)];
        var finding = Assert.Single(AccessLogVerifier.Verify(before).Findings);
        Assert.Equal(FindingSeverity.Information, finding.Severity);
        await using (await MemoryLogs.OpenAsync(before))
        {
        }

        var opened = new List<LogOpened>();
        await foreach (var logged in AccessLogReader.ReadAsync(before, TestContext.Current.CancellationToken))
        {
            if (logged.Entry is LogOpened entry)
            {
                opened.Add(entry);
            }
        }

        Assert.Equal([0L, 70L], opened.Select(entry => entry.DiscardedBytes));
        Assert.NotNull(opened[1].DiscardedHash);
    }

    [Theory]
    [InlineData(0x01)]
    [InlineData(0x80)]
    public async Task A_changed_byte_in_the_last_acknowledged_frame_is_never_taken_for_an_unfinished_one(byte mask)
    {
        var folder = await MemoryLogs.WrittenAsync(2, isClosed: false);
        var segment = folder.Segments()[^1];
        var whole = folder[segment];
        var (_, offset, size) = folder.Frames(segment)[^1];
        for (var at = offset; at < offset + size; at++)
        {
            folder[segment] = Changed(whole, at, mask);
            await Assert.ThrowsAsync<AuditDamagedException>(async () => await MemoryLogs.OpenAsync(folder));
        }
    }

    [Fact]
    public async Task A_log_cut_below_its_anchor_is_refused_wherever_it_was_cut()
    {
        var folder = await MemoryLogs.WrittenAsync(3);
        var segment = folder.Segments()[^1];
        var whole = folder[segment];
        for (var length = 0; length < whole.Length; length++)
        {
            folder[segment] = whole[..length];
            Assert.False(AccessLogVerifier.Verify(folder).IsWhole, $"cut at {length}");
            await Assert.ThrowsAsync<AuditDamagedException>(async () => await MemoryLogs.OpenAsync(folder));
        }
    }

    [Fact]
    public async Task A_log_that_has_grown_since_it_was_closed_is_refused()
    {
        var folder = await MemoryLogs.WrittenAsync(3);
        var segment = folder.Segments()[^1];
        var whole = folder[segment];
        foreach (var garbage in new byte[][] { [0], [1, 2, 3], new byte[200], [.. Enumerable.Repeat((byte)7, 200)] })
        {
            folder[segment] = [.. whole, .. garbage];
            Assert.False(AccessLogVerifier.Verify(folder).IsWhole, $"{garbage.Length} bytes of {garbage[0]}");
            await Assert.ThrowsAsync<AuditDamagedException>(async () => await MemoryLogs.OpenAsync(folder));
        }
    }

    [Fact]
    public async Task A_kill_before_the_first_anchor_leaves_an_empty_log()
    {
        var folder = new MemoryLogFolder { OnPublish = name => ThrowAt(LogFileNames.Anchor, name) };
        await Assert.ThrowsAsync<AuditUnavailableException>(async () => await MemoryLogs.OpenAsync(folder));
        folder.OnPublish = null;
        Assert.True(AccessLogVerifier.Verify(folder).IsWhole);
        await using var log = await MemoryLogs.OpenAsync(folder);
    }

    [Fact]
    public async Task A_kill_between_two_segments_leaves_a_log_that_goes_on()
    {
        var folder = await MemoryLogs.WrittenAsync(40, isClosed: false);
        var last = folder.Segments()[^1];
        var acknowledged = (await folder.AccessIdsAsync()).Count - folder.Frames(last).Count;
        folder[last] = folder[last][..SegmentHeader.Size];
        await using (await MemoryLogs.OpenAsync(folder))
        {
        }

        await using (await MemoryLogs.OpenAsync(folder))
        {
        }

        Assert.Empty(AccessLogVerifier.Verify(folder).Findings);
        Assert.Equal(acknowledged, (await folder.AccessIdsAsync()).Count);
    }

    [Fact]
    public async Task A_log_without_its_anchor_is_refused()
    {
        var folder = await MemoryLogs.WrittenAsync(3);
        folder.Remove(LogFileNames.Anchor);
        Assert.False(AccessLogVerifier.Verify(folder).IsWhole);
        await Assert.ThrowsAsync<AuditDamagedException>(async () => await MemoryLogs.OpenAsync(folder));
    }

    [Fact]
    public async Task An_anchor_without_its_log_is_refused()
    {
        var folder = await MemoryLogs.WrittenAsync(3);
        folder.Remove(folder.Segments()[0]);
        Assert.False(AccessLogVerifier.Verify(folder).IsWhole);
        await Assert.ThrowsAsync<AuditDamagedException>(async () => await MemoryLogs.OpenAsync(folder));
    }

    private static void ThrowAt(string refused, string name)
    {
        if (name == refused)
        {
            throw new IOException("No space left on device.");
        }
    }

    private static byte[] Changed(byte[] bytes, int at, byte mask)
    {
        var changed = (byte[])bytes.Clone();
        changed[at] ^= mask;
        return changed;
    }

    private static async Task<(MemoryLogFolder Before, MemoryLogFolder After)> AroundOneWriteAsync()
    {
        var folder = new MemoryLogFolder();
        await using var log = await MemoryLogs.OpenAsync(folder);
        await log.AppendAsync(AuditSamples.Small(1));
        await log.AppendAsync(AuditSamples.Small(2));
        var before = folder.Copy();
        await log.AppendAsync(AuditSamples.Small(3));
        return (before, folder.Copy());
    }
}
