using System.Globalization;
using Exchange.GraphQL.Values;

namespace Exchange.Adapters.Mapping;

/// <summary>
/// Turns a department's raw cell into a value of the graph. A cell that does not convert is handed on as it came:
/// the hub judges it against the data standard and withholds it.
/// </summary>
internal static class CellConverter
{
    private const string Rfc3339 = "yyyy-MM-dd'T'HH:mm:sszzz";

    /// <summary>Converts one cell.</summary>
    public static Datum Convert(FieldMapping mapping, Datum raw)
    {
        if (raw.IsNull || (raw.Kind == DatumKind.String && raw.AsString().Length == 0))
        {
            return Datum.Null;
        }

        if (raw.Kind == DatumKind.List)
        {
            return Datum.From(Array.ConvertAll(raw.AsList(), item => item.Kind == DatumKind.List ? item : Convert(mapping, item)));
        }

        return Text(raw) is not { } text ? raw : mapping.Type switch
        {
            CellType.Text => Datum.From(mapping.Codes.GetValueOrDefault(text, text)),
            CellType.Enum => mapping.Codes.TryGetValue(text, out var name) ? Datum.FromEnum(name) : raw,
            CellType.Boolean => Boolean(mapping, text, raw),
            CellType.Integer => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
                ? Datum.From(whole) : raw,
            CellType.Number => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && double.IsFinite(number) ? Datum.From(number) : raw,
            CellType.Date => Date(mapping, text, raw),
            CellType.DateTime => Moment(mapping, text) is { } moment ? Datum.From(moment.ToString(Rfc3339, CultureInfo.InvariantCulture)) : raw,
            CellType.Money => decimal.TryParse(
                text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
                ? Datum.From(amount.ToString("0.00", CultureInfo.InvariantCulture)) : raw,
            _ => raw,
        };
    }

    /// <summary>The moment that the department writes so; null where it is none.</summary>
    public static DateTimeOffset? Moment(FieldMapping mapping, string text)
    {
        if (mapping.Format is null)
        {
            return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;
        }

        return DateTime.TryParseExact(text, mapping.Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? new DateTimeOffset(local, mapping.UtcOffset)
            : null;
    }

    /// <summary>The moment as the department writes it.</summary>
    public static string Written(FieldMapping mapping, DateTimeOffset moment) => mapping.Format is null
        ? moment.ToString(Rfc3339, CultureInfo.InvariantCulture)
        : moment.ToOffset(mapping.UtcOffset).ToString(mapping.Format, CultureInfo.InvariantCulture);

    private static Datum Boolean(FieldMapping mapping, string text, Datum raw)
    {
        var value = mapping.Codes.GetValueOrDefault(text, text);
        return value switch
        {
            "true" => Datum.True,
            "false" => Datum.False,
            _ => raw,
        };
    }

    private static Datum Date(FieldMapping mapping, string text, Datum raw) =>
        DateOnly.TryParseExact(text, mapping.Format ?? "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? Datum.From(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
            : raw;

    private static string? Text(Datum raw) => raw.Kind switch
    {
        DatumKind.String or DatumKind.Enum => raw.AsString(),
        DatumKind.Integer => raw.AsInteger().ToString(CultureInfo.InvariantCulture),
        DatumKind.Float => raw.AsFloat().ToString("R", CultureInfo.InvariantCulture),
        DatumKind.Boolean => raw.AsBoolean() ? "true" : "false",
        _ => null,
    };
}
