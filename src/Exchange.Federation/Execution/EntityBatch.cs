namespace Exchange.Federation.Execution;

/// <summary>Which objects of the result wait for which representation of one part. Not thread-safe.</summary>
internal sealed class EntityBatch(FetchPools pools) : IDisposable
{
    private readonly PooledNumbers _objects = new(pools.Numbers);
    private readonly PooledNumbers _numbers = new(pools.Numbers);

    /// <summary>How many representations were sent.</summary>
    public int Sent { get; set; }

    /// <summary>The handles of the objects.</summary>
    public ReadOnlySpan<int> Objects => _objects.Span;

    /// <summary>For each of them, the number of its representation.</summary>
    public ReadOnlySpan<int> Numbers => _numbers.Span;

    /// <summary>Adds an object.</summary>
    public void Add(int handle, int number)
    {
        _objects.Add(handle);
        _numbers.Add(number);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _objects.Dispose();
        _numbers.Dispose();
    }
}
