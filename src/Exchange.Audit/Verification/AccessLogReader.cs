using System.Runtime.CompilerServices;
using Exchange.Audit.Records;
using Exchange.Audit.Segments;
using Exchange.Audit.Writing;

namespace Exchange.Audit.Verification;

/// <summary>Streams the entries of a log, each proved against the chain before it is handed out. Works while a hub writes.</summary>
public static class AccessLogReader
{
    /// <summary>The entries of the log in a folder, oldest first, up to the last complete one.</summary>
    /// <exception cref="AuditDamagedException">The log is not what was written from here on; what came before is sound.</exception>
    /// <exception cref="AuditUnavailableException">The folder or a file in it cannot be read.</exception>
    public static IAsyncEnumerable<LoggedEntry> ReadAsync(string folder, CancellationToken cancellationToken = default) =>
        ReadAsync(new DiskFolder(folder), cancellationToken);

    internal static async IAsyncEnumerable<LoggedEntry> ReadAsync(
        ILogFolder folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // INVARIANT: the anchor is read before the segments, so that one written meanwhile cannot promise more than is read.
        var anchored = Guarded(folder, ReadAnchoredSequence);
        var segments = Guarded(folder, ReadSegmentNames);
        long sequence = 0;
        var hash = default(ChainHash);
        foreach (var name in segments)
        {
            using var file = Guarded(folder, place => place.Open(name, writable: false));
            var reader = new SegmentReader(file);
            if (!await GuardedAsync(folder, reader.ReadHeaderAsync(cancellationToken)).ConfigureAwait(false)
                || reader.Sequence != sequence
                || reader.Header.Previous != hash)
            {
                throw Damaged(folder, name, sequence + 1);
            }

            while (await ReadNextAsync(folder, file, name, reader, isLast: name == segments[^1], cancellationToken).ConfigureAwait(false))
            {
                yield return Logged(folder, name, reader);
            }

            sequence = reader.Sequence;
            hash = reader.Hash;
        }

        if (sequence < anchored)
        {
            throw Damaged(folder, LogFileNames.Anchor, sequence + 1);
        }
    }

    private static LoggedEntry Logged(ILogFolder folder, string name, SegmentReader reader)
    {
        // WHY: the reader's buffer is used again for the next frame; what is handed out must stay.
        ReadOnlyMemory<byte> payload = reader.Payload.ToArray();
        try
        {
            return new LoggedEntry(reader.Sequence, reader.Hash, EntryDecoder.Decode(payload), payload);
        }
        catch (FormatException failure)
        {
            var place = $"Record {reader.Sequence} in segment '{name}' of '{folder.Place}'";
            throw new AuditUnavailableException($"{place} is sound but cannot be read by this version: {failure.Message}", failure);
        }
    }

    private static async ValueTask<bool> ReadNextAsync(
        ILogFolder folder, ILogFile file, string name, SegmentReader reader, bool isLast, CancellationToken cancellationToken)
    {
        if (await GuardedAsync(folder, reader.ReadFrameAsync(cancellationToken)).ConfigureAwait(false))
        {
            return true;
        }

        var tail = Guarded(folder, _ => file.ReadFrom(reader.Offset, Frame.Overhead + Frame.LargestPayload));
        if (tail.Length == 0 || (isLast && UnfinishedTail.IsUnfinished(tail, reader.Hash, reader.Sequence + 1)))
        {
            return false;
        }

        // WHY: a hub may have finished the frame between the two looks; then it is sound now.
        return await GuardedAsync(folder, reader.ReadFrameAsync(cancellationToken)).ConfigureAwait(false)
            ? true
            : throw Damaged(folder, name, reader.Sequence + 1);
    }

    private static long ReadAnchoredSequence(ILogFolder folder)
    {
        if (folder.Names()?.Contains(LogFileNames.Anchor) != true)
        {
            return 0;
        }

        var anchor = Anchor.Parse(folder.ReadAll(LogFileNames.Anchor, Anchor.Size + 1));
        return anchor?.Sequence ?? throw Damaged(folder, LogFileNames.Anchor, 0);
    }

    private static List<string> ReadSegmentNames(ILogFolder folder) =>
        folder.Names()?.Where(name => LogFileNames.FirstSequence(name) is not null).ToList()
        ?? throw new AuditUnavailableException($"There is no access log in '{folder.Place}'.");

    private static T Guarded<T>(ILogFolder folder, Func<ILogFolder, T> read)
    {
        try
        {
            return read(folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(folder, failure);
        }
    }

    private static async ValueTask<T> GuardedAsync<T>(ILogFolder folder, ValueTask<T> read)
    {
        try
        {
            return await read.ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(folder, failure);
        }
    }

    private static AuditUnavailableException Unreadable(ILogFolder folder, Exception failure) =>
        new($"The access log in '{folder.Place}' cannot be read: {failure.Message}", failure);

    private static AuditDamagedException Damaged(ILogFolder folder, string name, long sequence) =>
        new($"The access log in '{folder.Place}' is not sound at record {sequence}, file '{name}'. Run 'exchange audit verify'.");
}
