using System.Data.Common;
using System.Globalization;
using System.Text;
using Exchange.Adapters.Mapping;
using Exchange.Federation.Sources;
using Exchange.GraphQL.Values;

namespace Exchange.Adapters.Sql;

/// <summary>
/// One query for rows of one view. The text is made of checked names only; every value travels as a parameter. Used for one request.
/// </summary>
internal sealed class SqlList(ListMapping list, ListPlace? after)
{
    private readonly StringBuilder _where = new();
    private readonly List<string> _values = [];

    /// <summary>The next rows, at most <paramref name="limit"/>.</summary>
    public async Task<List<ListRow>> ReadAsync(DbConnection connection, int limit, TimeSpan timeout, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Text(limit);
        command.CommandTimeout = Math.Max(1, (int)Math.Ceiling(timeout.TotalSeconds));
        for (var i = 0; i < _values.Count; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@v{i}");
            parameter.Value = _values[i];
            command.Parameters.Add(parameter);
        }

        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<ListRow>();
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(SqlCell.Read(reader, 0) is { Kind: DatumKind.String } key
                ? list.Row(key.AsString(), list.Sort is null ? Datum.Null : SqlCell.Read(reader, 1))
                : throw new InvalidDataException($"The view {list.Entity.Place} has a row without a key."));
        }

        return rows;
    }

    private string Text(int limit)
    {
        var key = list.Entity.Key;
        var sort = list.Sort?.From;
        foreach (var (from, match, value) in list.Filters)
        {
            And(Comparison(from, match, value));
        }

        if (after is { } place)
        {
            And(sort is null ? $"{key} > {Value(place.Key)}" : Beyond(key, sort, place));
        }

        // WHY the CASE: providers differ in where they put what is NULL.
        var order = sort is null ? key : $"CASE WHEN {sort} IS NULL THEN 1 ELSE 0 END, {sort} DESC, {key}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"SELECT {key}{(sort is null ? "" : $", {sort}")} FROM {list.Entity.Place}{_where} ORDER BY {order} LIMIT {limit}");
    }

    private string Beyond(string key, string sort, ListPlace place) => place.Moment is { } moment
        ? $"({sort} < {Value(CellConverter.Written(list.Sort!, moment))} OR {sort} IS NULL OR "
            + $"({sort} = {Value(CellConverter.Written(list.Sort!, moment))} AND {key} > {Value(place.Key)}))"
        : $"({sort} IS NULL AND {key} > {Value(place.Key)})";

    private string Comparison(string from, ListMatch match, string value) => match switch
    {
        ListMatch.Is => $"{from} = {Value(value)}",
        ListMatch.StartsWith => $"{from} LIKE {Value(Pattern(value) + "%")} ESCAPE '\\'",
        ListMatch.Contains => $"{from} LIKE {Value("%" + Pattern(value) + "%")} ESCAPE '\\'",
        ListMatch.From => $"{from} >= {Value(value)}",
        ListMatch.Before => $"{from} < {Value(value)}",
        _ => throw new InvalidDataException("A list cannot be filtered so."),
    };

    private static string Pattern(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);

    private void And(string comparison) => _where.Append(_where.Length == 0 ? " WHERE " : " AND ").Append(comparison);

    private string Value(string value)
    {
        _values.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"@v{_values.Count - 1}");
    }
}
