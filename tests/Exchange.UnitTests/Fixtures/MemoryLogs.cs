using Exchange.Audit.Records;
using Exchange.Audit.Segments;
using Exchange.Audit.Verification;
using Exchange.Audit.Writing;

namespace Exchange.UnitTests.Fixtures;

/// <summary>Logs in memory folders.</summary>
internal static class MemoryLogs
{
    public static readonly Guid Store = new("01939a3c-0000-7000-8000-00000000aaaa");

    public static AccessLogOptions Options(TimeProvider? clock = null) => new()
    {
        Folder = "memory",
        StoreId = Store,
        TimeProvider = clock ?? new AuditClock(),
        HubVersion = "0.1.0",
        SegmentBytes = 4096,
    };

    public static ValueTask<AccessLog> OpenAsync(ILogFolder folder, TimeProvider? clock = null) =>
        AccessLog.OpenAsync(Options(clock), folder, TestContext.Current.CancellationToken);

    public static ValueTask<AccessReceipt> AppendAsync(this AccessLog log, AuditEntry entry) =>
        log.AppendAsync(entry, TestContext.Current.CancellationToken);

    /// <summary>A log of several segments; what it holds besides opening and closing are small records numbered from 1.</summary>
    public static async Task<MemoryLogFolder> WrittenAsync(int records, bool isClosed = true)
    {
        var folder = new MemoryLogFolder();
        var log = await OpenAsync(folder);
        for (var number = 1; number <= records; number++)
        {
            await log.AppendAsync(AuditSamples.Small(number));
        }

        var running = folder.Copy();
        await log.DisposeAsync();
        return isClosed ? folder : running;
    }

    /// <summary>The segments, in the order of the log.</summary>
    public static IReadOnlyList<string> Segments(this MemoryLogFolder folder) =>
        [.. folder.Names().Where(name => LogFileNames.FirstSequence(name) is not null)];

    /// <summary>Where each frame of a segment begins, read from the lengths alone.</summary>
    public static IReadOnlyList<(long Sequence, int Offset, int Size)> Frames(this MemoryLogFolder folder, string segment)
    {
        var bytes = folder[segment];
        var frames = new List<(long, int, int)>();
        for (var offset = SegmentHeader.Size; offset < bytes.Length;)
        {
            var frame = Frame.Read(bytes.AsSpan(offset));
            frames.Add((frame.Sequence, offset, frame.Size));
            offset += frame.Size;
        }

        return frames;
    }

    /// <summary>The access ids on record, in the order of the log.</summary>
    public static async Task<List<string>> AccessIdsAsync(this ILogFolder folder)
    {
        var ids = new List<string>();
        await foreach (var logged in AccessLogReader.ReadAsync(folder, TestContext.Current.CancellationToken))
        {
            if (logged.Entry is AccessRecord access)
            {
                ids.Add(access.AccessId);
            }
        }

        return ids;
    }
}
