using System.Text.Json;
using Exchange.Consent;
using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;
using Exchange.Storage.Model;

namespace Exchange.Storage.Stores;

/// <summary>Consents to rows and back. What cannot be read back is a fault, never left out.</summary>
internal static class ConsentRows
{
    public static ConsentHistory ToHistory(ConsentRow row, string? document, IEnumerable<ConsentEventRow> events)
    {
        var record = ReadRecord(row, document);
        try
        {
            return ConsentHistory.Fold(record, [.. events.Select(e => ToEvent(record.Id, e))]);
        }
        catch (FormatException cause)
        {
            throw Unreadable(row.Id, cause);
        }
    }

    public static ConsentRecord ReadRecord(ConsentRow row, string? document)
    {
        try
        {
            var record = ConsentDocuments.ReadRecord(document ?? throw new FormatException("The document is gone."));
            return IsOf(row, record) ? record : throw new FormatException("The document and the row differ.");
        }
        catch (Exception cause) when (cause is JsonException or FormatException)
        {
            throw Unreadable(row.Id, cause);
        }
    }

    public static ConsentReach ReadReach(ConsentReachRow row)
    {
        try
        {
            var reach = ConsentDocuments.ReadReach(row.Document);
            return ConsentReaches.RowOf(reach).Number == row.Number
                ? reach
                : throw new FormatException("The number is of another one.");
        }
        catch (Exception cause) when (cause is JsonException or FormatException)
        {
            throw new StorageException(
                $"Reach {row.Number} of consents in the store cannot be read; it was changed outside the hub. Restore a backup.", cause);
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

    public static ConsentRow NewRow(ConsentRecord record, ConsentState state, int version)
    {
        var standing = StandingConsent.Of(record, state, version);
        return new ConsentRow
        {
            Id = record.Id.ToString(),
            Subject = record.Subject,
            Purposes = string.Join(' ', standing.Reach.Purposes),
            Recipients = string.Join(' ', standing.Reach.Recipients.Select(department => department.Value)),
            State = state.ToString(),
            Version = version,
            Until = standing.Until,
            Standing = StandingForm.Write(record.Subject, standing, ConsentReaches.RowOf(standing.Reach).Number),
        };
    }

    /// <summary>Brings a row to where its consent stands now.</summary>
    public static void Update(ConsentRow row, ConsentHistory consent)
    {
        var next = NewRow(consent.Record, consent.State, consent.Version);
        (row.State, row.Version, row.Standing) = (next.State, next.Version, next.Standing);
    }

    public static ConsentDocumentRow NewDocument(ConsentRecord record) =>
        new() { ConsentId = record.Id.ToString(), Document = ConsentDocuments.Write(record) };

    public static ConsentEventRow ToRow(ConsentEvent happened) => new()
    {
        ConsentId = happened.Consent.ToString(),
        Version = happened.Version,
        Type = happened.Type.ToString(),
        At = happened.At,
        Effective = happened.Effective,
        By = ConsentDocuments.Write(happened.By),
    };

    public static StorageException Unreadable(string id, Exception cause) =>
        new($"Consent {id} in the store cannot be read; it was changed outside the hub. Restore a backup.", cause);

    // INVARIANT: what a start reads says the same as the record; where they differ somebody changed one of them, and nobody knows which.
    private static bool IsOf(ConsentRow row, ConsentRecord record)
    {
        if (!Enum.TryParse<ConsentState>(row.State, out var state) || !Enum.IsDefined(state))
        {
            return false;
        }

        var expected = NewRow(record, state, row.Version);
        return expected.Id == row.Id && expected.Subject == row.Subject && expected.Until == row.Until
            && expected.Standing.AsSpan().SequenceEqual(row.Standing);
    }
}
