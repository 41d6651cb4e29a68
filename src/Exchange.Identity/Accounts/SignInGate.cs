namespace Exchange.Identity.Accounts;

/// <summary>
/// Lets one check of credentials run at a time.
/// WHY: parallel guesses would each read the failure count before another raises it, and so get past the lock-out; and the deliberately slow
/// hash cannot take more than one processor from the requests of departments. Thread-safe.
/// </summary>
internal sealed class SignInGate : IDisposable
{
    private const int LongestQueue = 32;

    private readonly SemaphoreSlim _gate = new(1);
    private int _waiting;

    /// <summary>Runs the check when its turn comes; null, unseen, where too many wait.</summary>
    public async Task<T?> RunAsync<T>(Func<Task<T>> check, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            if (Interlocked.Increment(ref _waiting) > LongestQueue)
            {
                return null;
            }

            await _gate.WaitAsync(cancellationToken);
            try
            {
                return await check();
            }
            finally
            {
                _gate.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    public void Dispose() => _gate.Dispose();
}
