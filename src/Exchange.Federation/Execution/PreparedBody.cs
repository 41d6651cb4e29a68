namespace Exchange.Federation.Execution;

/// <summary>One request under way: what is sent, and for entities whom the answer is for. Dispose gives the memory back.</summary>
internal sealed class PreparedBody(PooledBytes body, EntityBatch[] batches) : IDisposable
{
    /// <summary>The body.</summary>
    public PooledBytes Body { get; } = body;

    /// <summary>One for each part that asks for entities; empty for the root.</summary>
    public EntityBatch[] Batches { get; } = batches;

    /// <summary>How many representations are in it.</summary>
    public int Keys => Batches.Sum(batch => batch.Sent);

    /// <inheritdoc/>
    public void Dispose()
    {
        Body.Dispose();
        foreach (var batch in Batches)
        {
            batch.Dispose();
        }
    }
}
