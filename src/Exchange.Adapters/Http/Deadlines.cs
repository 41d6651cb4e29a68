using System.Collections.Concurrent;

namespace Exchange.Adapters.Http;

/// <summary>
/// Bounds calls in time: a token that ends with the caller's or when the time is up. The sources of these tokens are used again, since a
/// call that ends in time leaves its source as it was. Thread-safe.
/// </summary>
internal sealed class Deadlines(TimeSpan timeout, TimeProvider clock)
{
    private const int MaxIdle = 64;
    private readonly ConcurrentQueue<CancellationTokenSource> _idle = new();

    public Deadline Start(CancellationToken caller)
    {
        if (!_idle.TryDequeue(out var source))
        {
            source = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        }

        source.CancelAfter(timeout);
        return new Deadline(this, source, caller.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), source));
    }

    private void Take(CancellationTokenSource source)
    {
        if (_idle.Count < MaxIdle && source.TryReset())
        {
            _idle.Enqueue(source);
        }
        else
        {
            source.Dispose();
        }
    }

    /// <summary>One call's bound; dispose it once when nobody looks at the token any more.</summary>
    internal readonly struct Deadline(Deadlines owner, CancellationTokenSource source, CancellationTokenRegistration caller) : IDisposable
    {
        public CancellationToken Token => source.Token;

        public void Dispose()
        {
            // INVARIANT: the caller's token cannot reach the source any more before another call gets it.
            caller.Dispose();
            owner.Take(source);
        }
    }
}
