using System.Data.Common;
using Exchange.Adapters.Configuration;
using Exchange.Federation.Sources;

namespace Exchange.Adapters.Sql;

/// <summary>
/// Opens a department's database for one request and turns every failure into a <see cref="SourceException"/>. Thread-safe.
/// </summary>
internal sealed class SqlDatabase(SqlSourceConfiguration configuration, Func<DbConnection> connect)
{
    /// <summary>The department's code.</summary>
    public string Department => configuration.Department;

    /// <summary>Runs reads on one connection within the configured time.</summary>
    public async ValueTask<T> ReadAsync<T>(Func<DbConnection, CancellationToken, Task<T>> read, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bounded.CancelAfter(configuration.Timeout);
        try
        {
            await using var connection = connect();
            await OpenAsync(connection, bounded.Token);
            return await read(connection, bounded.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new SourceException(Department, SourceFault.Unavailable, "The database did not answer in time.");
        }
        catch (DbException failure)
        {
            throw Failed(failure);
        }
        catch (InvalidDataException failure)
        {
            throw new SourceException(Department, SourceFault.Invalid, failure.Message);
        }
    }

    private async Task OpenAsync(DbConnection connection, CancellationToken cancellation)
    {
        try
        {
            await connection.OpenAsync(cancellation);
        }
        catch (DbException failure)
        {
            throw new SourceException(Department, SourceFault.Unavailable, $"The database cannot be opened ({Code(failure)}).");
        }
    }

    // WHY: the inner exception is left out, because a provider's message can repeat a value of the query.
    private SourceException Failed(DbException failure) => failure.IsTransient
        ? new SourceException(Department, SourceFault.Unavailable, $"The database is not available ({Code(failure)}).")
        : new SourceException(Department, SourceFault.Invalid, $"The database refused the query ({Code(failure)}).");

    private static string Code(DbException failure) => failure.SqlState ?? $"error {failure.ErrorCode}";
}
