using Exchange.Consent.Replicas;

namespace Exchange.Storage.Replicas;

/// <summary>
/// Waits until a committed change counts on every hub: each has confirmed it, or has not beaten for longer than its lease lasts. Thread-safe.
/// </summary>
internal sealed class ReplicaAcknowledgement(IReplicaTables tables, TimeProvider time, ReplicaWatch watch) : IReplicas, IDisposable
{
    /// <summary>How long a beat must stand still: the lease, and what two clocks may differ in that time.</summary>
    public static readonly TimeSpan DeadAfter = ReplicaLease.Term + TimeSpan.FromMilliseconds(150);

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly SemaphoreSlim _reading = new(1);
    private long _begun = long.MinValue;
    private Exception? _fault;

    public async ValueTask SettledAsync(CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        long? position = null;
        while (true)
        {
            try
            {
                position ??= (await tables.NewestAsync(cancellationToken).ConfigureAwait(false))?.Position ?? 0;
                await ObserveAsync(cancellationToken).ConfigureAwait(false);
                if (watch.IsSettled(position.Value))
                {
                    return;
                }
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested && time.GetElapsedTime(begun) < Limit)
            {
                // WHY not at once to the caller: a database that restarts is back within seconds, and then this ends well.
                _ = fault;
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                throw new ReplicasUnsettledException("The store was lost before every hub had confirmed the change.", fault);
            }

            if (time.GetElapsedTime(begun) >= Limit)
            {
                throw new ReplicasUnsettledException($"Not every hub confirmed the change within {Limit.TotalSeconds:0} s.");
            }

            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Reads all beats, by a read that begins after this was called; callers who wait at the same time share one, and its failure.
    /// </summary>
    public async Task ObserveAsync(CancellationToken cancellationToken)
    {
        var asked = time.GetTimestamp();
        await _reading.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_begun <= asked)
            {
                await ReadAsync(cancellationToken).ConfigureAwait(false);
            }
            else if (_fault is { } fault)
            {
                // WHY not another read each: with a store that does not answer, the last in the row would wait for minutes.
                throw new TimeoutException("The replicas could not be read.", fault);
            }
        }
        finally
        {
            _reading.Release();
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        _begun = time.GetTimestamp();
        try
        {
            var beats = await tables.ObserveAsync(cancellationToken).ConfigureAwait(false);
            watch.Take(beats, _begun, time.GetTimestamp());
            _fault = null;
        }
        catch (Exception fault)
        {
            _fault = fault;
            throw;
        }
    }

    public void Dispose() => _reading.Dispose();
}
