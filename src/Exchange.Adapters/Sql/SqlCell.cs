using System.Data.Common;
using System.Globalization;
using Exchange.GraphQL.Values;

namespace Exchange.Adapters.Sql;

/// <summary>Reads one cell whatever type the vendor gave its column.</summary>
internal static class SqlCell
{
    /// <summary>The cell as a raw value; types without a counterpart become text.</summary>
    public static Datum Read(DbDataReader reader, int ordinal) => reader.GetValue(ordinal) switch
    {
        DBNull => Datum.Null,
        string text => Datum.From(text.TrimEnd(' ')),
        long whole => Datum.From(whole),
        int whole => Datum.From(whole),
        short whole => Datum.From(whole),
        byte whole => Datum.From(whole),
        bool flag => Datum.From(flag),
        double number when double.IsFinite(number) => Datum.From(number),
        float number when float.IsFinite(number) => Datum.From(number),
        decimal amount => Datum.From(amount.ToString(CultureInfo.InvariantCulture)),
        DateTime date => Datum.From(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        DateOnly date => Datum.From(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        _ => Datum.From("?"),
    };
}
