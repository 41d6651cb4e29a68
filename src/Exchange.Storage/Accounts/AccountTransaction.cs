using System.Data;
using System.Data.Common;
using Exchange.Storage.Model;
using Exchange.Storage.SqlServer;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Storage.Accounts;

/// <summary>
/// Changes of accounts that count all together or not at all, on the context that Identity's stores of the same scope use.
/// Not thread-safe; one serves one unit of work.
/// </summary>
public sealed class AccountTransaction
{
    private readonly ExchangeContext _context;

    internal AccountTransaction(ExchangeContext context) => _context = context;

    /// <summary>Runs <paramref name="change"/>; what it wrote stays only if it returns true, and nothing of it if it returns false or throws.</summary>
    /// <returns>What <paramref name="change"/> returned.</returns>
    /// <exception cref="StorageConflictException">Another hub changed accounts at the same moment; nothing was done.</exception>
    public async Task<bool> RunAsync(Func<Task<bool>> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        try
        {
            // WHY serializable: rules such as "an administrator remains" look at many rows, and two hubs may change different ones at once.
            await using var transaction = await _context.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken);
            if (!await change())
            {
                return false;
            }

            await transaction.CommitAsync(CancellationToken.None);
            return true;
        }
        catch (Exception cause) when (LostRace(cause))
        {
            throw new StorageConflictException("accounts were changed by another hub at the same moment.", cause);
        }
    }

    // SQLSTATE 40001 is "serialization failure", 40P01 a deadlock of PostgreSQL; SQL Server gives no SQLSTATE.
    private static bool LostRace(Exception cause)
    {
        for (var (inner, depth) = ((Exception?)cause, 0); inner is not null && depth < 8; inner = inner.InnerException, depth++)
        {
            if (inner is DbException { SqlState: "40001" or "40P01" } || SqlServerFault.IsLostRace(inner))
            {
                return true;
            }
        }

        return false;
    }
}
