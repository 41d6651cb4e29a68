using System.Text;
using System.Text.Json;
using Exchange.Audit.Records;
using Exchange.Audit.Verification;
using Exchange.Audit.Writing;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Audit.Verification;

public sealed class AccessLogExporterTests
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    [Fact]
    public async Task Every_entry_is_one_line_that_names_its_access_id_sequence_and_hash()
    {
        var folder = new MemoryLogFolder();
        var hashes = new List<string>();
        await using (var log = await MemoryLogs.OpenAsync(folder))
        {
            foreach (var entry in AuditSamples.EveryKind)
            {
                hashes.Add((await log.AppendAsync(entry)).Hash.ToString());
            }

            var lines = await ExportAsync(folder);
            Assert.Equal(AuditSamples.EveryKind.Count + 1, lines.Count);
            Assert.Equal(Enumerable.Range(1, lines.Count), lines.Select(line => line.GetProperty("sequence").GetInt32()));
            Assert.Equal(hashes, lines.Skip(1).Select(line => line.GetProperty("hash").GetString()));
            Assert.Equal(AuditSamples.Full.AccessId, lines[1].GetProperty("accessId").GetString());
            Assert.All(lines, line => Assert.True(line.TryGetProperty("accessId", out _)));
            var review = lines.Single(line => line.GetProperty("kind").GetString() == EntryNames.Of(EntryKind.Review));
            Assert.Equal(AuditSamples.Small(1).AccessId, review.GetProperty("accessId").GetString());
            Assert.Equal(JsonValueKind.Null, lines[0].GetProperty("accessId").ValueKind);
            Assert.Equal("civil-affairs", lines[1].GetProperty("caller").GetProperty("department").GetString());
        }
    }

    [Fact]
    public async Task A_line_holds_the_bytes_that_the_hash_covers()
    {
        var folder = await MemoryLogs.WrittenAsync(1);
        using var output = new MemoryStream();
        await AccessLogExporter.ExportAsync(folder, output, TestContext.Current.CancellationToken);
        var text = Encoding.UTF8.GetString(output.ToArray());
        await foreach (var logged in AccessLogReader.ReadAsync(folder, TestContext.Current.CancellationToken))
        {
            Assert.Contains(Encoding.UTF8.GetString(logged.Payload.Span[1..]) + "\n", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_export_stops_before_a_damaged_record_and_says_which()
    {
        var folder = await MemoryLogs.WrittenAsync(30);
        var name = folder.Segments()[1];
        var (sequence, offset, _) = folder.Frames(name)[2];
        var bytes = folder[name];
        bytes[offset + 60] ^= 1;
        folder[name] = bytes;
        using var output = new MemoryStream();
        var failure = await Assert.ThrowsAsync<AuditDamagedException>(
            async () => await AccessLogExporter.ExportAsync(folder, output, TestContext.Current.CancellationToken));
        Assert.Contains($"record {sequence}", failure.Message, StringComparison.Ordinal);
        Assert.Equal(sequence - 1, output.ToArray().Count(one => one == '\n'));
    }

    [Fact]
    public async Task A_changed_byte_anywhere_in_a_segment_stops_the_reader()
    {
        var folder = await MemoryLogs.WrittenAsync(3);
        var name = folder.Segments()[0];
        var original = folder[name];
        for (var offset = 0; offset < original.Length; offset++)
        {
            var changed = (byte[])original.Clone();
            changed[offset] ^= 1;
            folder[name] = changed;
            await Assert.ThrowsAsync<AuditDamagedException>(async () => await folder.AccessIdsAsync());
        }
    }

    [Fact]
    public async Task A_log_cut_below_its_anchor_is_not_exported_as_if_it_were_whole()
    {
        var folder = await MemoryLogs.WrittenAsync(3);
        var name = folder.Segments()[0];
        folder[name] = folder[name][..folder.Frames(name)[^1].Offset];
        await Assert.ThrowsAsync<AuditDamagedException>(async () => await folder.AccessIdsAsync());
    }

    private static async Task<List<JsonElement>> ExportAsync(MemoryLogFolder folder)
    {
        using var output = new MemoryStream();
        var count = await AccessLogExporter.ExportAsync(folder, output, TestContext.Current.CancellationToken);
        var lines = Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(count, lines.Length);
        return [.. lines.Select(line => JsonDocument.Parse(line, Strict).RootElement)];
    }
}
