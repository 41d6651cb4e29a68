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

    /// <summary>The facts whose names begin like that, by name.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ListAsync(string prefix, CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        return await context.Settings.AsNoTracking().Where(s => s.Name.StartsWith(prefix))
            .ToDictionaryAsync(s => s.Name, s => s.Value, StringComparer.Ordinal, cancellationToken);
    }

    /// <summary>The fact of that name; written now where there is none. Of several who write at once one is first, and all get its value.</summary>
    public async Task<string> GetOrAddAsync(string name, string value, CancellationToken cancellationToken)
    {
        if (await FindAsync(name, cancellationToken) is { } known)
        {
            return known;
        }

        try
        {
            await ReplaceAsync(name, null, value, cancellationToken);
            return value;
        }
        catch (StorageConflictException)
        {
            // Settings are never removed: whoever was first has written it.
            return (await FindAsync(name, cancellationToken))!;
        }
    }

    /// <summary>
    /// Writes a fact while it is still <paramref name="expected"/> (null: not there), so that nobody's word in between is lost.
    /// </summary>
    /// <exception cref="StorageConflictException">It is something else by now: read it again and decide again.</exception>
    public async Task ReplaceAsync(string name, string? expected, string value, CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var row = await context.Settings.SingleOrDefaultAsync(s => s.Name == name, cancellationToken);
        if (row?.Value != expected)
        {
            throw new StorageConflictException($"setting {name} was changed since it was read.");
        }

        await WriteAsync(context, row, name, value, cancellationToken);
    }

    /// <summary>Writes a fact, new or known; at most 4000 characters.</summary>
    /// <exception cref="StorageConflictException">Somebody else wrote the same fact at the same moment.</exception>
    public async Task SetAsync(string name, string value, CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var row = await context.Settings.SingleOrDefaultAsync(s => s.Name == name, cancellationToken);
        await WriteAsync(context, row, name, value, cancellationToken);
    }

    private static async Task WriteAsync(
        ExchangeContext context, SettingRow? row, string name, string value, CancellationToken cancellationToken)
    {
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
