namespace Exchange.GraphQL.Language;

/// <summary>
/// Where a parser gathers the nodes of lists that are still open, inner ones above outer ones, so that each list is allocated once and in
/// its final size. Mutable: never copy.
/// </summary>
internal struct NodeStack<T>
    where T : class
{
    private const int InitialCapacity = 16;

    private T[]? _nodes;

    /// <summary>How many nodes wait: where the list that begins now will begin.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a node to the innermost open list.</summary>
    public void Push(T node)
    {
        _nodes ??= new T[InitialCapacity];
        if (Count == _nodes.Length)
        {
            Array.Resize(ref _nodes, 2 * Count);
        }

        _nodes[Count++] = node;
    }

    /// <summary>Closes the innermost list, which began at <paramref name="start"/>.</summary>
    public T[] TakeFrom(int start)
    {
        T[] taken = Count == start ? [] : _nodes.AsSpan(start, Count - start).ToArray();
        Count = start;
        return taken;
    }
}
