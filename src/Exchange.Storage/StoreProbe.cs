using Exchange.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Storage;

/// <summary>Whether the database answers. Asks it at most once a second, however often it is asked itself. Thread-safe.</summary>
public sealed class StoreProbe : IDisposable
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly IDbContextFactory<ExchangeContext> _contexts;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _one = new(1);
    private long? _askedAt;
    private bool _answered;

    internal StoreProbe(IDbContextFactory<ExchangeContext> contexts, TimeProvider time)
    {
        _contexts = contexts;
        _time = time;
    }

    /// <summary>Whether it answered within three seconds; at most a second old.</summary>
    public async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_askedAt is not { } earlier || _time.GetElapsedTime(earlier) > Freshness)
            {
                // WHY: not the caller's token; one caller who leaves would be the others' answer.
                _answered = await AskAsync();
                _askedAt = _time.GetTimestamp();
            }

            return _answered;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private async Task<bool> AskAsync()
    {
        using var limit = new CancellationTokenSource(Patience, _time);
        try
        {
            await using var context = await _contexts.CreateDbContextAsync(limit.Token);
            await context.Database.ExecuteSqlRawAsync("SELECT 1", limit.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (Exception fault) when (StorageFault.Cause(fault) is not null)
        {
            return false;
        }
    }
}
