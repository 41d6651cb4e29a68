using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Exchange.SqlServerTests.StandIn;

/// <summary>A command in T-SQL that SQLite runs in its own words.</summary>
internal sealed class StandInCommand(StandInConnection connection) : DbCommand
{
    private readonly SqliteCommand _sqlite = connection.Sqlite.CreateCommand();
    private StandInTransaction? _transaction;

    [AllowNull]
    public override string CommandText { get; set; } = "";

    public override int CommandTimeout { get; set; } = 30;

    public override CommandType CommandType { get; set; } = CommandType.Text;

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection { get; set; } = connection;

    protected override DbParameterCollection DbParameterCollection => _sqlite.Parameters;

    protected override DbTransaction? DbTransaction
    {
        get => _transaction;
        set => _transaction = (StandInTransaction?)value;
    }

    public override void Cancel() => _sqlite.Cancel();

    public override void Prepare()
    {
    }

    public override int ExecuteNonQuery() => Run(sqlite => sqlite.ExecuteNonQuery());

    public override object? ExecuteScalar() => Run(sqlite => sqlite.ExecuteScalar());

    protected override DbParameter CreateDbParameter() => _sqlite.CreateParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Run(sqlite => sqlite.ExecuteReader(behavior));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _sqlite.Dispose();
        }

        base.Dispose(disposing);
    }

    private T Run<T>(Func<SqliteCommand, T> execution)
    {
        _sqlite.CommandText = SqliteDialect.Of(CommandText);
        _sqlite.Transaction = _transaction?.Sqlite;
        try
        {
            return execution(_sqlite);
        }
        catch (SqliteException cause)
        {
            throw ServerFault.Of(cause);
        }
    }
}
