namespace Exchange.Consent.Replicas;

/// <summary>Port: the hubs that share one store. Thread-safe.</summary>
public interface IReplicas
{
    /// <summary>
    /// Returns once every hub that shares the store has applied all that was committed before the call, or has lost its lease and so
    /// answers no gated cell until it has.
    /// </summary>
    /// <param name="cancellationToken">Stops the wait.</param>
    /// <exception cref="ReplicasUnsettledException">The store was lost, or it took too long: nobody can say whether they all have it.</exception>
    ValueTask SettledAsync(CancellationToken cancellationToken);
}

/// <summary>Something was closed in the store, but not every hub is known to have closed it. Ask again: asking again waits again.</summary>
public sealed class ReplicasUnsettledException : Exception
{
    /// <summary>Makes one with its line, which carries no personal value.</summary>
    public ReplicasUnsettledException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}

/// <summary>One hub that has its store to itself: what it has applied, everybody has.</summary>
public sealed class SoleReplica : IReplicas
{
    /// <inheritdoc/>
    public ValueTask SettledAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
