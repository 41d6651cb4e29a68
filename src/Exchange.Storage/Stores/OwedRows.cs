using System.Buffers;
using System.Text;
using Exchange.Audit.Records;
using Exchange.Storage.Model;

namespace Exchange.Storage.Stores;

/// <summary>Owed records to rows and back. What cannot be read back is a fault, never left out.</summary>
internal static class OwedRows
{
    // What the column holds.
    private const int LongestDocument = 4000;

    /// <summary>The row of a record that is owed since <paramref name="at"/>.</summary>
    public static OwedRecordRow NewRow(OwedRecord owed, DateTimeOffset at) => new()
    {
        Id = Guid.CreateVersion7(at).ToString("D"),
        Kind = owed.Kind.Code(),
        Subject = owed.Subject,
        Version = owed.Version,
        Document = owed.Entry is null ? null : Write(owed.Entry),
        OwedAt = at,
    };

    public static OwedRecord ToRecord(OwedKind kind, OwedRecordRow row)
    {
        try
        {
            return new OwedRecord(
                kind, row.Subject, row.Version, row.Document is null ? null : EntryDecoder.Decode(Encoding.UTF8.GetBytes(row.Document)));
        }
        catch (FormatException cause)
        {
            throw new StorageException(
                $"The owed record of {row.Kind} {row.Subject} in the store cannot be read; it was changed outside the hub. Restore a backup.", cause);
        }
    }

    private static string Write(AuditEntry entry)
    {
        var text = Encode(entry);

        // WHY: what closes must never fail for the length of its record. Who did it, to what and when are kept; the rights that were left are
        // those of the client itself.
        return text.Length > LongestDocument && entry is AccountEvent account ? Encode(account with { Rights = null }) : text;
    }

    private static string Encode(AuditEntry entry)
    {
        var bytes = new ArrayBufferWriter<byte>();
        EntryEncoder.Encode(entry, bytes);
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
