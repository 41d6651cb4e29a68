using Exchange.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Storage.Stores;

/// <summary>Named facts about the store itself. Thread-safe: each call is one unit of work.</summary>
public sealed class SettingStore
{
    private readonly IDbContextFactory<ExchangeContext> _contexts;

    internal SettingStore(IDbContextFactory<ExchangeContext> contexts) => _contexts = contexts;

    /// <summary>The fact of that name, or null.</summary>
    public async Task<string?> FindAsync(string name, CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        return await context.Settings.AsNoTracking().Where(s => s.Name == name).Select(s => s.Value)
            .SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Writes a fact, new or known; at most 4000 characters.</summary>
    /// <exception cref="StorageConflictException">Somebody else wrote the same fact at the same moment.</exception>
    public async Task SetAsync(string name, string value, CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var row = await context.Settings.SingleOrDefaultAsync(s => s.Name == name, cancellationToken);
        if (row is null)
        {
            context.Settings.Add(new SettingRow { Name = name, Value = value, Version = 1 });
        }
        else
        {
            row.Value = value;
            row.Version++;
        }

        await context.SaveOrConflictAsync($"setting {name}", cancellationToken);
    }
}
