using Exchange.GraphQL.Values;

namespace Exchange.Adapters.Files;

/// <summary>One accepted drop: its rows by key and the date of its content. Immutable; safe to share between threads.</summary>
internal sealed class CsvTable(IReadOnlyList<string> layout, Dictionary<string, string[]> rows, DateTimeOffset asOf)
{
    /// <summary>The moment that the content describes.</summary>
    public DateTimeOffset AsOf { get; } = asOf;

    /// <summary>All rows by key, in no order.</summary>
    public IEnumerable<KeyValuePair<string, string[]>> Rows => rows;

    /// <summary>The row of a key, or null.</summary>
    public string[]? Find(string key) => rows.GetValueOrDefault(key);

    /// <summary>A cell of a row by its column's name.</summary>
    public Datum Cell(string[] row, string column)
    {
        for (var i = 0; i < layout.Count; i++)
        {
            if (layout[i] == column)
            {
                return Datum.From(row[i]);
            }
        }

        return Datum.Null;
    }
}
