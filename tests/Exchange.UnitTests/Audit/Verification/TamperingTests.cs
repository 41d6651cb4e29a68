using Exchange.Audit.Segments;
using Exchange.Audit.Verification;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Audit.Verification;

public sealed class TamperingTests
{
    [Fact]
    public async Task A_whole_log_is_summed_up()
    {
        var folder = await MemoryLogs.WrittenAsync(30);
        var report = AccessLogVerifier.Verify(folder);
        Assert.True(report.IsWhole);
        Assert.Equal(32, report.Entries);
        Assert.Equal(folder.Segments().Count, report.Segments);
        Assert.Equal(AuditSamples.Morning, report.FirstTime);
        Assert.False(report.InUse);
        Assert.Equal(64, report.HeadHash!.Length);
    }

    [Fact]
    public async Task A_deleted_record_is_named()
    {
        var folder = await MemoryLogs.WrittenAsync(30);
        var frames = Edit(folder, 0, frames => frames.RemoveAt(3));
        AssertOnly(folder, folder.Segments()[0], sequence: 4, "record 4 is missing");
        Assert.Equal(4, frames[3].Sequence);
    }

    [Fact]
    public async Task Several_deleted_records_are_named_together()
    {
        var folder = await MemoryLogs.WrittenAsync(30);
        Edit(folder, 0, frames => frames.RemoveRange(3, 3));
        AssertOnly(folder, folder.Segments()[0], sequence: 4, "records 4 to 6 are missing");
    }

    [Fact]
    public async Task The_deleted_last_record_of_a_segment_is_named()
    {
        var folder = await MemoryLogs.WrittenAsync(30);
        var last = Edit(folder, 0, frames => frames.RemoveAt(frames.Count - 1))[^1].Sequence;
        AssertOnly(folder, folder.Segments()[1], last, "missing");
    }

    [Fact]
    public async Task A_doubled_record_is_named()
    {
        var folder = await MemoryLogs.WrittenAsync(30);
        Edit(folder, 0, frames => frames.Insert(4, frames[3]));
        AssertOnly(folder, folder.Segments()[0], sequence: 4, "again");
    }

    [Fact]
    public async Task Two_records_that_changed_places_are_named()
    {
        var folder = await MemoryLogs.WrittenAsync(30);
        Edit(folder, 0, frames => (frames[3], frames[4]) = (frames[4], frames[3]));
        var report = AccessLogVerifier.Verify(folder);
        Assert.Equal([4, 4], report.Findings.Select(finding => finding.Sequence));
        Assert.Contains("out of its order", report.Findings[1].Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_put_between_two_records_are_found_in_front_of_the_right_one()
    {
        var folder = await MemoryLogs.WrittenAsync(30);
        var name = folder.Segments()[0];
        var at = folder.Frames(name)[5].Offset;
        var bytes = folder[name];
        folder[name] = [.. bytes[..at], .. Enumerable.Repeat((byte)9, 100), .. bytes[at..]];
        AssertOnly(folder, name, sequence: 6, "no record");
    }

    [Fact]
    public async Task A_record_rewritten_with_a_fitting_hash_breaks_the_one_behind_it()
    {
        var folder = await MemoryLogs.WrittenAsync(30);
        var name = folder.Segments()[0];
        var bytes = folder[name];
        var frames = folder.Frames(name);
        var (sequence, offset, size) = frames[5];
        var previous = new ChainHash(bytes.AsSpan(offset - ChainHash.Size));
        var payload = bytes[(offset + Frame.HeaderSize)..(offset + size - ChainHash.Size)];
        payload[^2] = (byte)' ';
        Frame.Write(bytes.AsSpan(offset), previous, sequence, Frame.Read(bytes.AsSpan(offset)).UnixMicroseconds, payload);
        folder[name] = bytes;
        AssertOnly(folder, name, sequence + 1, "the record before it, was changed");
    }

    [Fact]
    public async Task A_log_rewritten_from_some_record_on_contradicts_its_anchor()
    {
        var folder = await MemoryLogs.WrittenAsync(2);
        var anchor = folder[LogFileNames.Anchor];
        var other = new MemoryLogFolder();
        await using (var log = await MemoryLogs.OpenAsync(other))
        {
            await log.AppendAsync(AuditSamples.Small(1));
            await log.AppendAsync(AuditSamples.Small(3));
        }

        other[LogFileNames.Anchor] = anchor;
        AssertOnly(other, LogFileNames.Anchor, sequence: 4, "not the one that the anchor names");
    }

    [Fact]
    public async Task Two_segments_that_changed_names_are_found()
    {
        var folder = await MemoryLogs.WrittenAsync(40);
        var (first, second) = (folder.Segments()[0], folder.Segments()[1]);
        (folder[first], folder[second]) = (folder[second], folder[first]);
        var files = AccessLogVerifier.Verify(folder).Findings.Select(finding => finding.File).ToHashSet();
        Assert.Contains(first, files);
        Assert.Contains(second, files);
    }

    [Fact]
    public async Task A_segment_copied_under_another_name_is_found()
    {
        var folder = await MemoryLogs.WrittenAsync(30);
        folder[LogFileNames.Segment(100)] = folder[folder.Segments()[0]];
        Assert.Contains(AccessLogVerifier.Verify(folder).Findings, finding => finding.File == LogFileNames.Segment(100));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_missing_segment_is_found_by_the_records_that_are_gone(int index)
    {
        var folder = await MemoryLogs.WrittenAsync(30);
        Assert.Equal(3, folder.Segments().Count);
        var first = LogFileNames.FirstSequence(folder.Segments()[index]);
        folder.Remove(folder.Segments()[index]);
        var finding = Assert.Single(AccessLogVerifier.Verify(folder).Findings);
        Assert.Equal(FindingSeverity.Damage, finding.Severity);
        Assert.Equal(first, finding.Sequence);
    }

    [Fact]
    public async Task A_segment_of_another_store_is_found()
    {
        var folder = await MemoryLogs.WrittenAsync(30);
        var name = folder.Segments()[1];
        var bytes = folder[name];
        var header = SegmentHeader.Read(bytes) with { StoreId = new Guid("01939a3c-0000-7000-8000-00000000cccc") };
        header.Write(bytes);
        folder[name] = bytes;
        Assert.Contains(AccessLogVerifier.Verify(folder).Findings, finding => finding.File == name && finding.Offset == 0);
    }

    [Fact]
    public void A_folder_without_a_log_is_a_finding()
    {
        var report = AccessLogVerifier.Verify(new MemoryLogFolder());
        Assert.False(report.IsWhole);
        Assert.Equal(0, report.Entries);
    }

    [Fact]
    public async Task A_file_that_is_no_part_of_the_log_is_mentioned()
    {
        var folder = await MemoryLogs.WrittenAsync(1);
        folder["notes.txt"] = [1];
        folder[LogFileNames.Segment(9) + LogFileNames.DraftSuffix] = [1];
        var report = AccessLogVerifier.Verify(folder);
        Assert.True(report.IsWhole);
        Assert.Equal(2, report.Findings.Count);
    }

    [Fact]
    public async Task A_frame_that_a_hub_is_writing_is_no_finding()
    {
        var folder = new MemoryLogFolder();
        await using var log = await MemoryLogs.OpenAsync(folder);
        await log.AppendAsync(AuditSamples.Small(1));
        var length = folder[folder.Segments()[0]].Length;
        await log.AppendAsync(AuditSamples.Small(2));
        var name = folder.Segments()[0];
        var whole = folder[name];
        for (var cut = length; cut <= whole.Length; cut++)
        {
            folder[name] = whole[..cut];
            var report = AccessLogVerifier.Verify(folder);
            Assert.True(report.InUse);
            Assert.Empty(report.Findings);
        }

        folder[name] = whole;
    }

    [Fact]
    public async Task Seeded_vandalism_never_goes_unseen_and_never_stops_the_verifier()
    {
        var pristine = await MemoryLogs.WrittenAsync(30);
        for (var seed = 1; seed <= 500; seed++)
        {
            var chance = new Random(seed);
            var folder = pristine.Copy();
            var name = folder.Names()[chance.Next(folder.Names().Count)];
            var bytes = folder[name].ToList();
            var from = chance.Next(bytes.Count);
            var count = chance.Next(1, Math.Min(200, bytes.Count - from + 1));
            var noise = new byte[chance.Next(1, 200)];
            chance.NextBytes(noise);
            if (chance.Next(2) == 0)
            {
                bytes.RemoveRange(from, count);
            }

            bytes.InsertRange(Math.Min(from, bytes.Count), chance.Next(2) == 0 ? noise : []);
            folder[name] = [.. bytes];
            var isChanged = !folder[name].AsSpan().SequenceEqual(pristine[name]);
            Assert.True(AccessLogVerifier.Verify(folder).IsWhole != isChanged, $"seed {seed}, file {name}");
        }
    }

    [Fact]
    public async Task A_log_in_ruins_is_described_by_its_first_findings()
    {
        var folder = await MemoryLogs.WrittenAsync(10);
        Edit(folder, 0, frames => frames.AddRange(Enumerable.Repeat(frames[2], 1500)));
        var report = AccessLogVerifier.Verify(folder);
        Assert.Equal(1001, report.Findings.Count);
        Assert.Contains("further findings", report.Findings[^1].Problem, StringComparison.Ordinal);
    }

    private static void AssertOnly(MemoryLogFolder folder, string file, long sequence, string problem)
    {
        var finding = Assert.Single(AccessLogVerifier.Verify(folder).Findings);
        Assert.Equal((FindingSeverity.Damage, file, sequence), (finding.Severity, finding.File, finding.Sequence));
        Assert.Contains(problem, finding.Problem, StringComparison.Ordinal);
    }

    /// <summary>Lays a segment's frames anew after <paramref name="edit"/> and returns what they were.</summary>
    private static IReadOnlyList<(long Sequence, int Offset, int Size)> Edit(MemoryLogFolder folder, int segment, Action<List<byte[]>> edit)
    {
        var name = folder.Segments()[segment];
        var bytes = folder[name];
        var frames = folder.Frames(name);
        var pieces = frames.Select(frame => bytes[frame.Offset..(frame.Offset + frame.Size)]).ToList();
        edit(pieces);
        folder[name] = [.. bytes[..SegmentHeader.Size], .. pieces.SelectMany(piece => piece)];
        return frames;
    }
}
