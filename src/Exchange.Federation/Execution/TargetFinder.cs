using Exchange.Federation.Execution.Prepared;

namespace Exchange.Federation.Execution;

/// <summary>Finds the objects that a part fills: each once, however many ways lead to it. Not thread-safe.</summary>
internal sealed class TargetFinder(CellStore store, FetchPools pools) : IDisposable
{
    private PooledNumbers _found = new(pools.Numbers);
    private PooledNumbers _from = new(pools.Numbers);
    private int _mark;

    /// <summary>The handles of the objects; good until the next search.</summary>
    public ReadOnlySpan<int> Find(ExecutableStep[] path, int root)
    {
        _found.Clear();
        _found.Add(root);
        foreach (var step in path)
        {
            (_found, _from) = (_from, _found);
            _found.Clear();
            _mark++;
            foreach (var handle in _from.Span)
            {
                if (step.Types is null || step.Types.For(store, handle) is not null)
                {
                    Follow(in store.Slot(handle, step.Slot));
                }
            }
        }

        return _found.Span;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _found.Dispose();
        _from.Dispose();
    }

    // INVARIANT: recursion follows lists inside lists, which only their declared type brings about.
    private void Follow(in Cell cell)
    {
        if (cell.Kind == CellKind.List)
        {
            for (var i = 0; i < cell.Length; i++)
            {
                Follow(in store.Item(in cell, i));
            }
        }
        else if (cell.Kind == CellKind.Object && store.TryMark(cell.Start, _mark))
        {
            _found.Add(cell.Start);
        }
    }
}
