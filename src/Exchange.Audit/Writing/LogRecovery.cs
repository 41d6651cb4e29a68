using System.Security.Cryptography;
using Exchange.Audit.Segments;

namespace Exchange.Audit.Writing;

/// <summary>
/// Takes a log up where it was left: makes a new one in an empty folder, cuts off a frame that was never finished, and refuses what was
/// changed. Call it with the folder's lock held.
/// </summary>
internal sealed class LogRecovery(ILogFolder folder, Guid storeId)
{
    private const long LargestTail = 64L << 20;

    /// <summary>How many bytes of an unfinished frame were cut off.</summary>
    public long DiscardedBytes { get; private set; }

    /// <summary>SHA-256 of the bytes that were cut off, lower-case hex; null where none were.</summary>
    public string? DiscardedHash { get; private set; }

    /// <summary>Where the log ends, after any repair, with an anchor that says it is open.</summary>
    /// <exception cref="AuditDamagedException">The files are not what a hub of this store wrote.</exception>
    public async ValueTask<LogTail> RunAsync(CancellationToken cancellationToken)
    {
        var names = folder.Names() ?? [];
        var last = names.LastOrDefault(name => LogFileNames.FirstSequence(name) is not null);
        var hasAnchor = names.Contains(LogFileNames.Anchor);
        if (last is null && hasAnchor)
        {
            throw Damaged("its segments are gone, only the anchor is left");
        }

        var tail = last is null ? Create() : await TakeUpAsync(last, hasAnchor, cancellationToken).ConfigureAwait(false);
        folder.Publish(LogFileNames.Anchor, new Anchor(storeId, IsClosed: false, tail.Sequence, tail.RecordHash).ToBytes());
        return tail;
    }

    private LogTail Create()
    {
        var bytes = new byte[SegmentHeader.Size];
        var hash = new SegmentHeader(storeId, 1, default).Write(bytes);
        var name = LogFileNames.Segment(1);
        folder.Publish(name, bytes);
        return new LogTail(name, bytes.Length, 0, hash, hash);
    }

    private async ValueTask<LogTail> TakeUpAsync(string name, bool hasAnchor, CancellationToken cancellationToken)
    {
        using var file = folder.Open(name, writable: true);
        var reader = new SegmentReader(file);
        if (!await reader.ReadHeaderAsync(cancellationToken).ConfigureAwait(false)
            || reader.Header.FirstSequence != LogFileNames.FirstSequence(name))
        {
            throw Damaged($"the header of segment '{name}' was changed, or is of a format this version does not know");
        }

        if (reader.Header.StoreId != storeId)
        {
            throw Damaged($"segment '{name}' belongs to store {reader.Header.StoreId}, this is store {storeId}");
        }

        var anchor = ReadAnchor(hasAnchor, isUntouched: reader.Header.FirstSequence == 1 && file.Length == SegmentHeader.Size, reader.Hash);
        Check(anchor, reader);
        while (await reader.ReadFrameAsync(cancellationToken).ConfigureAwait(false))
        {
            Check(anchor, reader);
        }

        if (reader.Sequence < anchor.Sequence)
        {
            throw Damaged($"it ends with record {reader.Sequence} but is known to reach record {anchor.Sequence}");
        }

        var hasTail = file.Length > reader.Offset;
        if (anchor.IsClosed && (hasTail || reader.Sequence > anchor.Sequence))
        {
            throw Damaged($"segment '{name}' has grown since the log was closed with record {anchor.Sequence}");
        }

        if (hasTail)
        {
            CutTail(file, name, reader);
        }

        return new LogTail(name, reader.Offset, reader.Sequence, reader.Hash, reader.RecordHash);
    }

    private Anchor ReadAnchor(bool hasAnchor, bool isUntouched, ChainHash headerHash)
    {
        if (!hasAnchor)
        {
            // WHY: a hub that dies between the first segment's header and the first anchor has acknowledged nothing yet.
            return isUntouched ? new Anchor(storeId, IsClosed: false, 0, headerHash) : throw Damaged("the anchor file 'head' is gone");
        }

        var bytes = folder.ReadAll(LogFileNames.Anchor, Anchor.Size + 1);
        var anchor = Anchor.Parse(bytes) ?? throw Damaged("the anchor file 'head' was changed");
        return anchor.StoreId == storeId ? anchor : throw Damaged("the anchor file 'head' belongs to another store");
    }

    private void Check(Anchor anchor, SegmentReader reader)
    {
        if (reader.Sequence == anchor.Sequence && anchor.Hash != reader.RecordHash)
        {
            throw Damaged($"record {anchor.Sequence} is not the one that the anchor file 'head' names");
        }
    }

    private void CutTail(ILogFile file, string name, SegmentReader reader)
    {
        var tail = file.ReadFrom(reader.Offset, LargestTail);
        var isWhole = tail.LongLength == file.Length - reader.Offset;
        if (!isWhole || !UnfinishedTail.IsUnfinished(tail, reader.Hash, reader.Sequence + 1))
        {
            throw Damaged($"segment '{name}' is not sound from byte {reader.Offset}, where record {reader.Sequence + 1} should begin");
        }

        file.Cut(reader.Offset);
        file.Flush();
        DiscardedBytes = tail.LongLength;
        DiscardedHash = Convert.ToHexStringLower(SHA256.HashData(tail));
    }

    private AuditDamagedException Damaged(string what) =>
        new($"The access log in '{folder.Place}' cannot be continued: {what}. Run 'exchange audit verify', then restore it from a copy.");
}
