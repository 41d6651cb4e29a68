using System.Data.Common;
using System.Globalization;
using System.Text;
using Exchange.GraphQL.Values;

namespace Exchange.Adapters.Sql;

/// <summary>
/// One query on one view: the columns that are needed, for a set of keys. The text is made of checked names only;
/// every value travels as a parameter. Not thread-safe; used for one selection.
/// </summary>
internal sealed class SqlQuery(string view, string key)
{
    private const int MaxRowsPerKey = 1_000;
    private readonly List<string> _expressions = [];
    private readonly List<(string Name, string Value)> _parameters = [];

    /// <summary>Adds a column, once; gives its position in a row.</summary>
    public int Column(string name) => Expression(name);

    /// <summary>Adds a comparison that the database makes, so that the date itself is never read; gives its position in a row.</summary>
    public int NotAfter(string column, string date)
    {
        var parameter = $"@d{_parameters.Count}";
        _parameters.Add((parameter, date));
        return Expression($"CASE WHEN {column} IS NULL THEN NULL WHEN {column} <= {parameter} THEN 1 ELSE 0 END");
    }

    /// <summary>Reads the rows of all keys, batch by batch; a key without rows is not in the answer.</summary>
    public async Task<Dictionary<string, List<Datum[]>>> ReadAsync(
        DbConnection connection, IEnumerable<string> keys, int batchSize, TimeSpan timeout, CancellationToken cancellation)
    {
        var rows = new Dictionary<string, List<Datum[]>>(StringComparer.Ordinal);
        foreach (var batch in keys.Distinct(StringComparer.Ordinal).Chunk(batchSize))
        {
            await using var command = Command(connection, batch, timeout);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            var wanted = batch.ToHashSet(StringComparer.Ordinal);
            while (await reader.ReadAsync(cancellation))
            {
                Add(rows, wanted, reader);
            }
        }

        return rows;
    }

    private int Expression(string text)
    {
        var index = _expressions.IndexOf(text);
        if (index < 0)
        {
            index = _expressions.Count;
            _expressions.Add(text);
        }

        return index;
    }

    private DbCommand Command(DbConnection connection, string[] keys, TimeSpan timeout)
    {
        var text = new StringBuilder("SELECT ").Append(key).Append(" AS k");
        for (var i = 0; i < _expressions.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $", {_expressions[i]} AS c{i}");
        }

        text.Append(" FROM ").Append(view).Append(" WHERE ").Append(key).Append(" IN (");
        var command = connection.CreateCommand();
        for (var i = 0; i < keys.Length; i++)
        {
            text.Append(i == 0 ? "" : ", ").Append(CultureInfo.InvariantCulture, $"@k{i}");
            Bind(command, $"@k{i}", keys[i]);
        }

        foreach (var (name, value) in _parameters)
        {
            Bind(command, name, value);
        }

        command.CommandText = text.Append(')').ToString();
        command.CommandTimeout = Math.Max(1, (int)Math.Ceiling(timeout.TotalSeconds));
        return command;
    }

    private void Add(Dictionary<string, List<Datum[]>> rows, HashSet<string> wanted, DbDataReader reader)
    {
        if (SqlCell.Read(reader, 0) is not { Kind: DatumKind.String } found || !wanted.Contains(found.AsString()))
        {
            return;
        }

        if (!rows.TryGetValue(found.AsString(), out var ofKey))
        {
            rows[found.AsString()] = ofKey = [];
        }

        if (ofKey.Count == MaxRowsPerKey)
        {
            throw new InvalidDataException($"The view {view} has more than {MaxRowsPerKey} rows for one key.");
        }

        var row = new Datum[_expressions.Count];
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = SqlCell.Read(reader, i + 1);
        }

        ofKey.Add(row);
    }

    private static void Bind(DbCommand command, string name, string value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
