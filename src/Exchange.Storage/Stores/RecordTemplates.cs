using Exchange.Consent.Records;
using Exchange.Storage.Model;

namespace Exchange.Storage.Stores;

/// <summary>
/// Reads many consent records of which most say the same: documents that differ in nothing but id, person and term are read in full once. Not
/// thread-safe.
/// </summary>
internal sealed class RecordTemplates
{
    private const int Most = 1024;
    private const int LongestKept = 16 * 1024;

    private readonly Dictionary<string, ConsentRecord> _known = new(new TemplateTexts());
    private readonly Dictionary<string, ConsentRecord>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly char[] _template = new char[LongestKept];

    public RecordTemplates() => _bySpan = _known.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The record of a row, equal to what <see cref="ConsentRows.ReadRecord"/> makes of it.</summary>
    public ConsentRecord Read(ConsentRow row)
    {
        // WHY four names are enough: inside a JSON text every quote is escaped, so each stands only where the record itself has it.
        var (length, from) = (0, 0);
        if (row.Document.Length <= LongestKept
            && Cut(row.Document, "{\"id\":\"", ref from, ref length, out var id) && id.SequenceEqual(row.Id)
            && Cut(row.Document, "\"subject\":\"", ref from, ref length, out var subject) && subject.SequenceEqual(row.Subject)
            && Cut(row.Document, "\"validFrom\":\"", ref from, ref length, out var begins) && StoredInstant.TryRead(begins, out var validFrom)
            && Cut(row.Document, "\"validUntil\":\"", ref from, ref length, out var ends) && StoredInstant.TryRead(ends, out var validUntil)
            && ConsentId.TryParse(row.Id, out var consentId))
        {
            row.Document.AsSpan(from).CopyTo(_template.AsSpan(length));
            var template = _template.AsSpan(0, length + row.Document.Length - from);
            if (_bySpan.TryGetValue(template, out var known))
            {
                return known with { Id = consentId, Subject = row.Subject, ValidFrom = validFrom, ValidUntil = validUntil };
            }

            var record = ConsentRows.ReadRecord(row);
            if (_known.Count < Most)
            {
                _bySpan[template] = record;
            }

            return record;
        }

        return ConsentRows.ReadRecord(row);
    }

    // Copies up to the value that follows the name, and steps over the value.
    private bool Cut(string document, string name, ref int from, ref int length, out ReadOnlySpan<char> value)
    {
        value = default;
        var rest = document.AsSpan(from);
        var place = rest.IndexOf(name, StringComparison.Ordinal);
        if (place < 0)
        {
            return false;
        }

        var start = place + name.Length;
        var count = rest[start..].IndexOf('"');
        if (count < 0)
        {
            return false;
        }

        rest[..start].CopyTo(_template.AsSpan(length));
        value = rest.Slice(start, count);
        (from, length) = (from + start + count, length + start);
        return true;
    }
}
