using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Exchange.SqlServerTests.StandIn;

/// <summary>
/// What EF Core's SQL Server provider talks to in these tests: no server, and no part of SQL Server's client. Each T-SQL text is put into
/// SQLite's words and runs there, so that the stores get true answers and go all their ways.
/// </summary>
internal sealed class StandInConnection(string file) : DbConnection
{
    private readonly SqliteConnection _sqlite = new($"Data Source={file};Foreign Keys=True;Default Timeout=300");

    public SqliteConnection Sqlite => _sqlite;

    [AllowNull]
    public override string ConnectionString { get; set; } = "Server=never-opened";

    public override string Database => "exchange";

    public override string DataSource => "never-opened";

    public override string ServerVersion => "16.0";

    public override ConnectionState State => _sqlite.State;

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

    // WHY not durable: what a test writes ends with the test, and sixteen writers would wait for the disk in turn.
    public override void Open()
    {
        _sqlite.Open();
        using var quick = _sqlite.CreateCommand();
        quick.CommandText = "PRAGMA synchronous = OFF";
        quick.ExecuteNonQuery();
    }

    public override void Close() => _sqlite.Close();

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel)
    {
        try
        {
            return new StandInTransaction(this, _sqlite.BeginTransaction());
        }
        catch (SqliteException cause)
        {
            throw ServerFault.Of(cause);
        }
    }

    protected override DbCommand CreateDbCommand() => new StandInCommand(this);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _sqlite.Dispose();
        }

        base.Dispose(disposing);
    }
}

/// <summary>A transaction of the stand-in; EF Core sets save points in it as it does on SQL Server.</summary>
internal sealed class StandInTransaction(StandInConnection connection, SqliteTransaction sqlite) : DbTransaction
{
    public SqliteTransaction Sqlite => sqlite;

    public override IsolationLevel IsolationLevel => IsolationLevel.ReadCommitted;

    public override bool SupportsSavepoints => true;

    protected override DbConnection DbConnection => connection;

    public override void Commit() => sqlite.Commit();

    public override void Rollback() => sqlite.Rollback();

    public override void Save(string savepointName) => sqlite.Save(savepointName);

    public override void Rollback(string savepointName) => sqlite.Rollback(savepointName);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            sqlite.Dispose();
        }

        base.Dispose(disposing);
    }
}
