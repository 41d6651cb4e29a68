using System.Text.Json;
using Exchange.Consent;
using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;
using Exchange.Storage.Model;

namespace Exchange.Storage.Stores;

/// <summary>Consents to rows and back. What cannot be read back is a fault, never left out.</summary>
internal static class ConsentRows
{
    public static ConsentHistory ToHistory(ConsentRow row, IEnumerable<ConsentEventRow> events)
    {
        var record = ReadRecord(row);
        try
        {
            return ConsentHistory.Fold(record, [.. events.Select(e => ToEvent(record.Id, e))]);
        }
        catch (FormatException cause)
        {
            throw Unreadable(row.Id, cause);
        }
    }

    public static StandingConsent ToStanding(ConsentRow row, RecordTemplates templates) =>
        Enum.TryParse<ConsentState>(row.State, out var state) && Enum.IsDefined(state) && row.Version > 0
            ? new StandingConsent(templates.Read(row), state, row.Version)
            : throw Unreadable(row.Id, new FormatException("The state is unknown."));

    public static ConsentRecord ReadRecord(ConsentRow row)
    {
        try
        {
            var record = ConsentDocuments.ReadRecord(row.Document);
            return record.Id.ToString() == row.Id && record.Subject == row.Subject
                ? record
                : throw new FormatException("The document is of another consent.");
        }
        catch (Exception cause) when (cause is JsonException or FormatException)
        {
            throw Unreadable(row.Id, cause);
        }
    }

    public static ConsentEvent ToEvent(ConsentId id, ConsentEventRow row)
    {
        try
        {
            return Enum.TryParse<ConsentEventType>(row.Type, out var type) && Enum.IsDefined(type)
                ? new ConsentEvent(id, row.Version, type, row.At, row.Effective, ConsentDocuments.ReadAct(row.By))
                : throw new FormatException("The type of an event is unknown.");
        }
        catch (Exception cause) when (cause is JsonException or FormatException)
        {
            throw Unreadable(row.ConsentId, cause);
        }
    }

    public static ConsentRow NewRow(ConsentRecord record) => new()
    {
        Id = record.Id.ToString(),
        Subject = record.Subject,
        Purposes = string.Join(' ', record.Purposes.Select(p => p.Code)),
        Recipients = string.Join(' ', record.Recipients.Select(r => r.Department.Value)),
        State = "",
        Document = ConsentDocuments.Write(record),
    };

    public static ConsentEventRow ToRow(ConsentEvent happened) => new()
    {
        ConsentId = happened.Consent.ToString(),
        Version = happened.Version,
        Type = happened.Type.ToString(),
        At = happened.At,
        Effective = happened.Effective,
        By = ConsentDocuments.Write(happened.By),
    };

    private static StorageException Unreadable(string id, Exception cause) =>
        new($"Consent {id} in the store cannot be read; it was changed outside the hub. Restore a backup.", cause);
}
