using Exchange.Audit.Segments;
using Exchange.Audit.Verification;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Audit.Verification;

public sealed class ByteFlipTests
{
    [Theory]
    [InlineData(0x01)]
    [InlineData(0xFF)]
    public async Task Every_single_changed_byte_of_a_closed_log_is_found_and_attributed_to_its_record(byte mask) =>
        FlipEverything(await MemoryLogs.WrittenAsync(30), original => (byte)(original ^ mask));

    [Theory]
    [InlineData(0x00)]
    public async Task Every_single_byte_that_is_overwritten_is_found_and_attributed_to_its_record(byte value) =>
        FlipEverything(await MemoryLogs.WrittenAsync(30), _ => value);

    [Theory]
    [InlineData(0x80)]
    public async Task Every_single_changed_byte_of_a_log_that_was_never_closed_is_found_too(byte mask) =>
        FlipEverything(await MemoryLogs.WrittenAsync(30, isClosed: false), original => (byte)(original ^ mask));

    private static void FlipEverything(MemoryLogFolder folder, Func<byte, byte> change)
    {
        Assert.True(AccessLogVerifier.Verify(folder).IsWhole);
        Assert.True(folder.Segments().Count > 2, "The log should have several segments.");
        foreach (var name in folder.Names())
        {
            var original = folder[name];
            for (var offset = 0; offset < original.Length; offset++)
            {
                var changed = (byte[])original.Clone();
                changed[offset] = change(changed[offset]);
                if (changed[offset] != original[offset])
                {
                    folder[name] = changed;
                    AssertFound(folder, name, offset, ExpectedSequence(folder, name, original, offset));
                }
            }

            folder[name] = original;
        }
    }

    private static void AssertFound(MemoryLogFolder folder, string name, int offset, long? sequence)
    {
        var report = AccessLogVerifier.Verify(folder);
        var finding = Assert.Single(report.Findings);
        Assert.True(
            finding.Severity == FindingSeverity.Damage && finding.File == name && finding.Sequence == sequence && finding.Offset <= offset,
            $"Byte {offset} of {name}, record {sequence}, was reported as: {finding}");
    }

    private static long? ExpectedSequence(MemoryLogFolder folder, string name, byte[] original, int offset)
    {
        if (name == LogFileNames.Anchor)
        {
            return null;
        }

        if (offset < SegmentHeader.Size)
        {
            return LogFileNames.FirstSequence(name);
        }

        var damaged = folder[name];
        folder[name] = original;
        var sequence = folder.Frames(name).Single(frame => offset >= frame.Offset && offset < frame.Offset + frame.Size).Sequence;
        folder[name] = damaged;
        return sequence;
    }
}
