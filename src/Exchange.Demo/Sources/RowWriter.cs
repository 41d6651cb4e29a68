using Microsoft.Data.Sqlite;

namespace Exchange.Demo.Sources;

/// <summary>One prepared INSERT.</summary>
internal sealed class RowWriter : IDisposable
{
    private readonly SqliteCommand _command;

    public RowWriter(SqliteConnection database, string table, int width)
    {
        _command = database.CreateCommand();
        var names = Enumerable.Range(0, width).Select(i => $"@p{i}").ToArray();
        _command.CommandText = $"INSERT INTO {table} VALUES ({string.Join(", ", names)})";
        foreach (var name in names)
        {
            _command.Parameters.AddWithValue(name, DBNull.Value);
        }
    }

    /// <summary>Writes one row.</summary>
    public void Write(params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            _command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        _command.ExecuteNonQuery();
    }

    /// <inheritdoc/>
    public void Dispose() => _command.Dispose();
}
