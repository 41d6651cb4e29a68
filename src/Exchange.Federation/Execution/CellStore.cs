using System.Runtime.InteropServices;
using Exchange.Federation.Sources;

namespace Exchange.Federation.Execution;

/// <summary>
/// The result of one execution while it grows: objects as runs of cells, and the answers whose bytes the cells point into. Handles stay valid
/// while it grows. Not thread-safe: one thread at a time. Dispose gives everything back, the answers included.
/// </summary>
internal sealed class CellStore(FetchPools pools, int answers) : IDisposable
{
    private readonly Bytes[] _answers = new Bytes[answers];
    private Cell[] _cells = pools.Cells.Rent(1024);
    private int _count;
    private Cell[] _pending = pools.Cells.Rent(64);
    private int _pendingCount;

    /// <summary>How many cells are in use; what was added since is forgotten by setting it back.</summary>
    public int Count
    {
        get => _count;
        set => _count = value;
    }

    /// <summary>Keeps an answer until the end and gives the memory of its bytes. Takes ownership, whatever happens.</summary>
    public ReadOnlySpan<byte> Keep(int source, SubgraphAnswer answer)
    {
        ref var kept = ref _answers[source];
        kept.Owner = answer;
        if (MemoryMarshal.TryGetArray(answer.Body, out var segment))
        {
            kept.Array = segment.Array!;
            kept.Offset = segment.Offset;
        }
        else
        {
            kept.Rented = kept.Array = pools.Bytes.Rent(answer.Body.Length);
            answer.Body.CopyTo(kept.Array);
        }

        kept.Length = answer.Body.Length;
        return kept.Array.AsSpan(kept.Offset, kept.Length);
    }

    /// <summary>The bytes of a kept answer.</summary>
    public ReadOnlySpan<byte> Answer(int source) => _answers[source].Array.AsSpan(_answers[source].Offset, _answers[source].Length);

    /// <summary>The bytes of a leaf.</summary>
    public ReadOnlySpan<byte> Text(in Cell leaf)
    {
        ref readonly var answer = ref _answers[leaf.Source];
        return answer.Array.AsSpan(answer.Offset + leaf.Start, leaf.Length);
    }

    /// <summary>A new object whose slots are all missing; gives its handle.</summary>
    public int NewObject(int slots)
    {
        var handle = Take(slots + 1);
        _cells.AsSpan(handle, slots + 1).Clear();
        return handle;
    }

    /// <summary>One slot of an object. The reference is good until the next object or list is made.</summary>
    public ref Cell Slot(int handle, int slot) => ref _cells[handle + 1 + slot];

    /// <summary>One item of a list. The reference is good until the next object or list is made.</summary>
    public ref Cell Item(in Cell list, int index) => ref _cells[list.Start + index];

    /// <summary>Marks an object; false when it already bears that mark.</summary>
    public bool TryMark(int handle, int mark)
    {
        ref var header = ref _cells[handle];
        var isNew = header.Start != mark;
        header.Start = mark;
        return isNew;
    }

    /// <summary>Where the items that are pushed from now on begin.</summary>
    public int BeginList() => _pendingCount;

    /// <summary>Adds an item to the list that was begun last.</summary>
    public void Push(in Cell item)
    {
        if (_pendingCount == _pending.Length)
        {
            Grow(ref _pending, _pendingCount, _pendingCount + 1);
        }

        _pending[_pendingCount++] = item;
    }

    /// <summary>Makes the list of all items since <paramref name="begin"/>.</summary>
    public Cell EndList(int begin)
    {
        var items = _pending.AsSpan(begin, _pendingCount - begin);
        var start = Take(items.Length);
        items.CopyTo(_cells.AsSpan(start));
        _pendingCount = begin;
        return new Cell { Kind = CellKind.List, Start = start, Length = items.Length };
    }

    /// <summary>Forgets the items of lists that were begun and not ended.</summary>
    public void DropPending() => _pendingCount = 0;

    /// <inheritdoc/>
    public void Dispose()
    {
        pools.Cells.Return(_cells);
        pools.Cells.Return(_pending);
        foreach (ref var answer in _answers.AsSpan())
        {
            answer.Owner?.Dispose();
            if (answer.Rented is not null)
            {
                pools.Bytes.Return(answer.Rented);
            }
        }

        _cells = _pending = [];
        Array.Clear(_answers);
    }

    private int Take(int count)
    {
        var start = _count;
        if (start + count > _cells.Length)
        {
            Grow(ref _cells, _count, start + count);
        }

        _count = start + count;
        return start;
    }

    private void Grow(ref Cell[] cells, int used, int needed)
    {
        var larger = pools.Cells.Rent(Math.Max(needed, cells.Length * 2));
        cells.AsSpan(0, used).CopyTo(larger);
        pools.Cells.Return(cells);
        cells = larger;
    }

    private struct Bytes
    {
        public byte[] Array;
        public int Offset;
        public int Length;
        public byte[]? Rented;
        public SubgraphAnswer? Owner;
    }
}
