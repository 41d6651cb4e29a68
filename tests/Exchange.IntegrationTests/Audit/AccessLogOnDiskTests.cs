using System.Text;
using System.Text.Json;
using Exchange.Audit.Records;
using Exchange.Audit.Verification;
using Exchange.Audit.Writing;

namespace Exchange.IntegrationTests.Audit;

public sealed class AccessLogOnDiskTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_log_is_written_closed_opened_again_and_whole()
    {
        using var folder = new AuditFolder();
        for (var life = 0; life < 3; life++)
        {
            await using var log = await folder.OpenAsync();
            for (var number = 0; number < 50; number++)
            {
                await log.AppendAsync(AuditFolder.Record((life * 50) + number), Cancellation);
            }
        }

        var report = AccessLogVerifier.Verify(folder.Path);
        Assert.Empty(report.Findings);
        Assert.Equal(156, report.Entries);
        Assert.True(report.Segments > 3);
        Assert.False(report.InUse);
        Assert.Empty(Directory.EnumerateFiles(folder.Path, "*.draft"));
        Assert.Equal(0, new FileInfo(Path.Combine(folder.Path, "lock")).Length);
    }

    [Fact]
    public async Task Sixty_four_concurrent_callers_share_their_flushes()
    {
        using var folder = new AuditFolder();
        await using var log = await folder.OpenAsync(1 << 20);
        var callers = Enumerable.Range(0, 64).Select(caller => Task.Run(async () =>
        {
            var receipts = new List<AccessReceipt>();
            for (var number = 0; number < 20; number++)
            {
                receipts.Add(await log.AppendAsync(AuditFolder.Record((caller * 20) + number), Cancellation));
            }

            return receipts;
        }));
        var receipts = (await Task.WhenAll(callers)).SelectMany(one => one).ToList();

        Assert.Equal(Enumerable.Range(2, 1280).Select(sequence => (long)sequence), receipts.Select(receipt => receipt.Sequence).Order());
        Assert.Equal(1281, log.Counters.Entries);
        Assert.True(log.Counters.Flushes < log.Counters.Entries / 3, $"{log.Counters.Flushes} flushes for {log.Counters.Entries} entries");
        Assert.Empty(AccessLogVerifier.Verify(folder.Path).Findings);
        var onRecord = (await ReadAsync(folder)).Skip(1).Select(logged => new AccessReceipt(logged.Sequence, logged.Hash));
        Assert.Equal(receipts.OrderBy(receipt => receipt.Sequence), onRecord);
    }

    [Fact]
    public async Task The_verifier_sees_a_whole_log_all_the_while_a_hub_writes_it()
    {
        using var folder = new AuditFolder();
        await using var log = await folder.OpenAsync();
        var writing = Task.Run(
            async () =>
            {
                for (var number = 0; number < 400; number++)
                {
                    await log.AppendAsync(AuditFolder.Record(number), Cancellation);
                }
            },
            Cancellation);
        long seen = 0;
        do
        {
            var report = AccessLogVerifier.Verify(folder.Path);
            Assert.True(report.InUse);
            Assert.True(report.IsWhole, string.Join("; ", report.Findings));
            Assert.True(report.Entries >= seen);
            seen = report.Entries;
            Assert.True((await ReadAsync(folder)).Count >= seen);
        }
        while (!writing.IsCompleted);
        await writing;
    }

    [Fact]
    public async Task A_second_hub_on_the_folder_is_refused_with_one_clear_line()
    {
        using var folder = new AuditFolder();
        await using (await folder.OpenAsync())
        {
            var refusal = await Assert.ThrowsAsync<AuditFolderInUseException>(async () => await folder.OpenAsync());
            Assert.Contains(folder.Path, refusal.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', refusal.Message);
        }

        await using var second = await folder.OpenAsync();
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_refused_with_one_clear_line()
    {
        using var folder = new AuditFolder();
        Directory.CreateDirectory(Path.GetDirectoryName(folder.Path)!);
        await File.WriteAllTextAsync(folder.Path, "a file", Cancellation);
        var refusal = await Assert.ThrowsAsync<AuditUnavailableException>(async () => await folder.OpenAsync());
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Fact]
    public async Task After_a_kill_at_an_arbitrary_length_every_acknowledged_entry_is_there_and_the_log_goes_on()
    {
        using var folder = new AuditFolder();
        await using var log = await folder.OpenAsync();
        await log.AppendAsync(AuditFolder.Record(1), Cancellation);
        using var acknowledged = folder.CopyAsCrashed();
        await log.AppendAsync(AuditFolder.Record(2), Cancellation);
        var written = await ReadSharedAsync(folder.LastSegment());
        var begun = new FileInfo(acknowledged.LastSegment()).Length;
        for (var length = (int)begun; length < written.Length; length += 7)
        {
            using var crashed = acknowledged.CopyAsCrashed();
            await File.WriteAllBytesAsync(crashed.LastSegment(), written[..length], Cancellation);
            Assert.True(AccessLogVerifier.Verify(crashed.Path).IsWhole, $"cut at {length}");
            await using (var next = await crashed.OpenAsync())
            {
                await next.AppendAsync(AuditFolder.Record(3), Cancellation);
            }

            Assert.Empty(AccessLogVerifier.Verify(crashed.Path).Findings);
            var records = (await ReadAsync(crashed)).Select(logged => logged.Entry).OfType<AccessRecord>();
            Assert.Equal([AuditFolder.Record(1).AccessId, AuditFolder.Record(3).AccessId], records.Select(record => record.AccessId));
        }
    }

    [Fact]
    public async Task A_byte_changed_by_hand_is_found_in_its_record_and_keeps_the_hub_from_going_on()
    {
        using var folder = new AuditFolder();
        await using (var log = await folder.OpenAsync())
        {
            await log.AppendAsync(AuditFolder.Record(1), Cancellation);
        }

        var segment = folder.LastSegment();
        var bytes = await File.ReadAllBytesAsync(segment, Cancellation);
        var at = bytes.AsSpan().IndexOf("\"clinic\""u8) + 1;
        bytes[at] = (byte)'C';
        await File.WriteAllBytesAsync(segment, bytes, Cancellation);

        var finding = Assert.Single(AccessLogVerifier.Verify(folder.Path).Findings);
        Assert.Equal((FindingSeverity.Damage, 2L), (finding.Severity, finding.Sequence));
        await Assert.ThrowsAsync<AuditDamagedException>(async () => await folder.OpenAsync());
        Assert.Equal(bytes, await File.ReadAllBytesAsync(segment, Cancellation));
    }

    [Fact]
    public async Task An_export_has_one_line_for_every_entry_with_its_access_id()
    {
        using var folder = new AuditFolder();
        await using var log = await folder.OpenAsync();
        await log.AppendAsync(AuditFolder.Record(7), Cancellation);
        using var output = new MemoryStream();
        Assert.Equal(2, await AccessLogExporter.ExportAsync(folder.Path, output, Cancellation));
        var line = Encoding.UTF8.GetString(output.ToArray()).Split('\n')[1];
        using var json = JsonDocument.Parse(line);
        Assert.Equal(AuditFolder.Record(7).AccessId, json.RootElement.GetProperty("accessId").GetString());
    }

    [Fact]
    public void A_missing_folder_is_a_finding_and_is_not_made()
    {
        using var folder = new AuditFolder();
        Assert.False(AccessLogVerifier.Verify(folder.Path).IsWhole);
        Assert.False(Directory.Exists(folder.Path));
    }

    private static async Task<byte[]> ReadSharedAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes, Cancellation);
        return bytes;
    }

    private static async Task<List<LoggedEntry>> ReadAsync(AuditFolder folder)
    {
        var entries = new List<LoggedEntry>();
        await foreach (var logged in AccessLogReader.ReadAsync(folder.Path, Cancellation))
        {
            entries.Add(logged);
        }

        return entries;
    }
}
