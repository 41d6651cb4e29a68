using System.Buffers.Binary;
using System.Security.Cryptography;
using Exchange.Audit.Records;
using Exchange.Audit.Segments;

namespace Exchange.Audit.Verification;

/// <summary>
/// Goes through one segment's bytes frame by frame, says which record is not what the writer wrote, and finds its way back to sound frames
/// behind a damaged one.
/// </summary>
internal sealed class SegmentInspector(LogInspection inspection, string name, byte[] bytes, bool isLast)
{
    private int _offset = SegmentHeader.Size;

    /// <summary>Inspects the whole segment, beginning with its first frame.</summary>
    public void Inspect()
    {
        while (_offset < bytes.Length)
        {
            var rest = bytes.AsSpan(_offset);
            if (TryTakeSound(rest))
            {
                continue;
            }

            if (isLast && UnfinishedTail.IsUnfinished(rest, inspection.Position.Carried, inspection.Position.NextSequence))
            {
                inspection.ReportUnfinished(name, _offset, rest.Length);
                return;
            }

            if (!TryTakeDamaged(rest))
            {
                Resynchronize();
            }
        }
    }

    private bool TryTakeSound(ReadOnlySpan<byte> rest)
    {
        if (!TryReadWhole(rest, out var frame, out var trailer)
            || frame.Sequence != inspection.Position.NextSequence
            || !inspection.Position.Links(rest, frame.HeaderHash)
            || Frame.HashOfFrame(rest[..(frame.Size - ChainHash.Size)]) != trailer)
        {
            return false;
        }

        inspection.TakeRecord(frame.Sequence, trailer, trailer, EntryTime.FromUnixMicroseconds(frame.UnixMicroseconds));
        _offset += frame.Size;
        return true;
    }

    /// <summary>A frame whose borders can still be trusted, because one of its two hashes vouches for its length.</summary>
    private bool TryTakeDamaged(ReadOnlySpan<byte> rest)
    {
        if (!TryReadWhole(rest, out var frame, out var trailer))
        {
            return false;
        }

        var computed = Frame.HashOfFrame(rest[..(frame.Size - ChainHash.Size)]);
        var next = inspection.Position.NextSequence;
        if (inspection.Position.Links(rest, frame.HeaderHash))
        {
            var problem = computed == trailer
                ? $"it is numbered {frame.Sequence} where record {next} belongs"
                : "its content does not have the hash that was recorded for it";
            return TakeDamaged(frame, trailer, computed, problem);
        }

        if (computed == trailer)
        {
            TakeMisplaced(rest, frame, trailer);
            return true;
        }

        return HasOnlyHeaderHashChanged(rest, frame, trailer)
            && TakeDamaged(frame, trailer, trailer, "the hash of its header was changed");
    }

    private bool TakeDamaged(Frame frame, ChainHash trailer, ChainHash computed, string problem)
    {
        var sequence = inspection.Position.NextSequence;
        inspection.Report(name, sequence, _offset, problem);
        inspection.TakeRecord(sequence, trailer, computed, time: null);
        _offset += frame.Size;
        return true;
    }

    /// <summary>A frame that is sound in itself but not chained to the one before it.</summary>
    private void TakeMisplaced(ReadOnlySpan<byte> rest, Frame frame, ChainHash trailer)
    {
        var next = inspection.Position.NextSequence;
        if (frame.Sequence == next)
        {
            const string problem = "it does not follow from the record before it: its time, or the record before it, was changed";
            TakeDamaged(frame, trailer, trailer, problem);
        }
        else if (HasOnlySequenceChanged(rest, frame))
        {
            TakeDamaged(frame, trailer, trailer, "its number was changed");
        }
        else if (frame.Sequence < next)
        {
            inspection.Report(name, frame.Sequence, _offset, $"it stands again, or out of its order, where record {next} belongs");
            _offset += frame.Size;
        }
        else
        {
            inspection.Report(name, next, _offset, Missing(next, frame.Sequence - 1) + $" where record {frame.Sequence} stands");
            inspection.TakeRecord(frame.Sequence, trailer, trailer, EntryTime.FromUnixMicroseconds(frame.UnixMicroseconds));
            _offset += frame.Size;
        }
    }

    private bool HasOnlySequenceChanged(ReadOnlySpan<byte> rest, Frame frame)
    {
        Span<byte> fields = stackalloc byte[Frame.FieldsSize];
        rest[..Frame.FieldsSize].CopyTo(fields);
        BinaryPrimitives.WriteInt64BigEndian(fields[Frame.SequenceAt..], inspection.Position.NextSequence);
        return inspection.Position.Links(fields, frame.HeaderHash);
    }

    private bool HasOnlyHeaderHashChanged(ReadOnlySpan<byte> rest, Frame frame, ChainHash trailer)
    {
        var payload = rest.Slice(Frame.HeaderSize, frame.PayloadLength);
        return frame.Sequence == inspection.Position.NextSequence
            && (HashBehind(inspection.Position.Carried, rest, payload) == trailer
                || HashBehind(inspection.Position.Computed, rest, payload) == trailer);
    }

    private static ChainHash HashBehind(ChainHash previous, ReadOnlySpan<byte> fields, ReadOnlySpan<byte> payload)
    {
        Span<byte> headerHash = stackalloc byte[ChainHash.Size];
        Frame.HashOfHeader(previous, fields).CopyTo(headerHash);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(headerHash);
        hash.AppendData(payload);
        hash.GetHashAndReset(headerHash);
        return new ChainHash(headerHash);
    }

    /// <summary>Looks for the next frame that proves itself, and reports what lies between as unreadable.</summary>
    private void Resynchronize()
    {
        var next = inspection.Position.NextSequence;
        for (var candidate = _offset + 1; candidate <= bytes.Length - Frame.Overhead; candidate++)
        {
            var rest = bytes.AsSpan(candidate);
            var sequence = BinaryPrimitives.ReadInt64BigEndian(rest[Frame.SequenceAt..]);
            if (sequence < next || sequence - next > ((candidate - _offset) / Frame.Overhead) + 1)
            {
                continue;
            }

            var headerHash = new ChainHash(rest[Frame.FieldsSize..]);
            var before = new ChainHash(bytes.AsSpan(candidate - ChainHash.Size));
            if (sequence == next && inspection.Position.Links(rest, headerHash))
            {
                inspection.Report(name, next, _offset, $"{candidate - _offset} bytes that are no record stand before it");
                _offset = candidate;
                return;
            }

            if (sequence > next && Frame.HashOfHeader(before, rest) == headerHash)
            {
                inspection.Report(name, next, _offset, Unreadable(next, sequence - 1));
                inspection.SkipTo(sequence, before);
                _offset = candidate;
                return;
            }
        }

        var last = new ChainHash(bytes.AsSpan(bytes.Length - ChainHash.Size));
        inspection.Report(name, next, _offset, $"the {bytes.Length - _offset} bytes from here to the end of the file cannot be read");
        inspection.SkipTo(next + 1, last);
        _offset = bytes.Length;
    }

    private static bool TryReadWhole(ReadOnlySpan<byte> rest, out Frame frame, out ChainHash trailer)
    {
        frame = default;
        trailer = default;
        if (rest.Length < Frame.Overhead)
        {
            return false;
        }

        frame = Frame.Read(rest);
        if (!frame.HasPossibleLength || frame.Size > rest.Length)
        {
            return false;
        }

        trailer = new ChainHash(rest[(frame.Size - ChainHash.Size)..]);
        return true;
    }

    private static string Unreadable(long first, long last) => first == last
        ? "it cannot be read: its length or header was changed"
        : $"records {first} to {last} cannot be read";

    private static string Missing(long first, long last) => first == last
        ? $"record {first} is missing"
        : $"records {first} to {last} are missing";
}
