namespace Exchange.Adapters.Http;

/// <summary>
/// How many requests to one department are under way, and how many wait for their turn, first come first served: a department that is slow
/// holds a bounded part of the hub. Thread-safe.
/// </summary>
internal sealed class RequestSlots(int concurrency, int queue) : IDisposable
{
    private readonly SemaphoreSlim _free = new(concurrency, concurrency);
    private int _present;

    /// <summary>Whether the queue takes one more; if so <see cref="EnterAsync"/> must follow.</summary>
    public bool TryQueue()
    {
        if (Interlocked.Increment(ref _present) <= concurrency + queue)
        {
            return true;
        }

        Interlocked.Decrement(ref _present);
        return false;
    }

    /// <summary>Waits for a turn, which <see cref="Leave"/> gives back. When it throws there is none to give back.</summary>
    public ValueTask EnterAsync(CancellationToken cancellation)
    {
        var turn = _free.WaitAsync(cancellation);
        return turn.IsCompletedSuccessfully ? ValueTask.CompletedTask : WaitAsync(turn);
    }

    public void Leave()
    {
        Interlocked.Decrement(ref _present);
        _free.Release();
    }

    public void Dispose() => _free.Dispose();

    private async ValueTask WaitAsync(Task turn)
    {
        try
        {
            await turn;
        }
        catch
        {
            Interlocked.Decrement(ref _present);
            throw;
        }
    }
}
