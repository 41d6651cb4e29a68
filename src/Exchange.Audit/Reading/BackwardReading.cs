using Exchange.Audit.Records;
using Exchange.Audit.Segments;
using Exchange.Audit.Writing;

namespace Exchange.Audit.Reading;

/// <summary>One reading of the log from its end: segment by segment, within a segment from the last frame to the first.</summary>
internal sealed class BackwardReading(ILogFolder folder, PageRequest request)
{
    private readonly List<AccessRecord> _found = [];
    private long? _next = request.Before;
    private int _examined;

    public AccessPage Run(CancellationToken cancellation)
    {
        var segments = (folder.Names() ?? [])
            .Where(name => LogFileNames.FirstSequence(name) is { } first && !(first >= request.Before))
            .ToList();
        for (var index = Newest(segments); index >= 0; index--)
        {
            var first = LogFileNames.FirstSequence(segments[index])!.Value;
            if (index + 1 < segments.Count && LogFileNames.FirstSequence(segments[index + 1]) - 1 <= request.After)
            {
                return new AccessPage(_found, _next);
            }

            var end = index + 1 < segments.Count ? LogFileNames.FirstSequence(segments[index + 1]) : request.Before;
            if (ReadSegment(segments[index], first, end, isNewest: index == segments.Count - 1, cancellation))
            {
                return new AccessPage(_found, _next > 1 ? _next : null);
            }
        }

        return new AccessPage(_found, null);
    }

    private int Newest(List<string> segments)
    {
        var index = segments.Count - 1;
        while (index > 0 && request.From is { } from && BeginsAfter(segments[index], from))
        {
            index--;
        }

        return index;
    }

    // Where the first frame is not whole yet, or not sound, the segment is read and says so.
    private bool BeginsAfter(string name, DateTimeOffset time)
    {
        using var file = folder.Open(name, writable: false);
        var first = LogFileNames.FirstSequence(name)!.Value;
        return Offsets(file, first, first + 1).Frames is [var offset] && Read(file, offset, first)?.Time > time;
    }

    /// <summary>Reads the entries from <paramref name="end"/>, exclusive and null for all, to <paramref name="first"/>.</summary>
    /// <returns>Whether the page is complete.</returns>
    private bool ReadSegment(string name, long first, long? end, bool isNewest, CancellationToken cancellation)
    {
        using var file = folder.Open(name, writable: false);
        var (offsets, rest) = Offsets(file, first, end);
        var isOpen = isNewest && first + offsets.Count != end;
        if (isOpen ? rest != file.Length && !IsBeingWritten(file, rest, first + offsets.Count) : first + offsets.Count != end)
        {
            throw Damaged(name, first + offsets.Count);
        }

        for (var index = offsets.Count - 1; index >= 0; index--)
        {
            cancellation.ThrowIfCancellationRequested();
            var entry = Read(file, offsets[index], first + index);
            var mayBeUnfinished = isOpen && index == offsets.Count - 1;
            if (entry is null && !(mayBeUnfinished && IsBeingWritten(file, offsets[index], first + index)))
            {
                throw Damaged(name, first + index);
            }

            if (entry is not null && Take(entry, first + index))
            {
                return true;
            }
        }

        return false;
    }

    private bool Take(AuditEntry entry, long sequence)
    {
        if (sequence <= request.After)
        {
            return true;
        }

        _examined++;
        if (request.IsEnd?.Invoke(entry) == true)
        {
            return true;
        }

        _next = sequence;
        if (entry is not AccessRecord record)
        {
            request.Beside?.Invoke(entry);
        }
        else if (request.IsWanted(record))
        {
            _found.Add(record);
        }

        return _found.Count == request.Limit || _examined == request.MostExamined;
    }

    // Where the frames below the end begin, and where they stop, by their headers alone. The lengths are proved when a frame is read.
    private static (List<long> Frames, long End) Offsets(ILogFile file, long first, long? end)
    {
        var offsets = new List<long>();
        var length = file.Length;
        var offset = (long)SegmentHeader.Size;
        Span<byte> header = stackalloc byte[Frame.HeaderSize];
        for (var sequence = first; !(sequence >= end) && offset + Frame.HeaderSize <= length; sequence++)
        {
            ReadFully(file, offset, header);
            var frame = Frame.Read(header);
            if (frame.Sequence != sequence || !frame.HasPossibleLength || offset + frame.Size > length)
            {
                break;
            }

            offsets.Add(offset);
            offset += frame.Size;
        }

        return (offsets, offset);
    }

    // WHY the second look: the hub may have finished the frame in between; then it is newer than this page.
    private static bool IsBeingWritten(ILogFile file, long offset, long sequence)
    {
        Span<byte> previous = stackalloc byte[ChainHash.Size];
        ReadFully(file, offset - ChainHash.Size, previous);
        var tail = file.ReadFrom(offset, Frame.Overhead + Frame.LargestPayload);
        return UnfinishedTail.IsUnfinished(tail, new ChainHash(previous), sequence) || Read(file, offset, sequence) is not null;
    }

    // INVARIANT: 32 bytes before a frame stands the hash that it is chained to: the frame's before it, or the segment header's.
    private static AuditEntry? Read(ILogFile file, long offset, long sequence)
    {
        Span<byte> header = stackalloc byte[ChainHash.Size + Frame.HeaderSize];
        ReadFully(file, offset - ChainHash.Size, header);
        var previous = new ChainHash(header);
        var frame = Frame.Read(header[ChainHash.Size..]);
        if (frame.Sequence != sequence || !frame.HasPossibleLength || Frame.HashOfHeader(previous, header[ChainHash.Size..]) != frame.HeaderHash)
        {
            return null;
        }

        var bytes = new byte[frame.Size];
        ReadFully(file, offset, bytes);
        var trailer = frame.Size - ChainHash.Size;
        return Frame.HashOfFrame(bytes.AsSpan(0, trailer)) == new ChainHash(bytes.AsSpan(trailer))
            ? EntryDecoder.Decode(bytes.AsMemory(Frame.HeaderSize, frame.PayloadLength))
            : null;
    }

    private static void ReadFully(ILogFile file, long offset, Span<byte> destination)
    {
        for (var read = 0; read < destination.Length;)
        {
            var count = file.Read(offset + read, destination[read..]);
            if (count == 0)
            {
                throw new EndOfStreamException("A segment of the access log became shorter while it was read.");
            }

            read += count;
        }
    }

    private AuditDamagedException Damaged(string name, long sequence) =>
        new($"The access log in '{folder.Place}' is not sound at record {sequence}, file '{name}'. Run 'exchange audit verify'.");
}
