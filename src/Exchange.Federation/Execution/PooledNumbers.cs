using System.Buffers;

namespace Exchange.Federation.Execution;

/// <summary>A list of numbers in pooled memory. Not thread-safe. Dispose gives the memory back.</summary>
internal sealed class PooledNumbers(ArrayPool<int> pool) : IDisposable
{
    private int[] _numbers = [];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>The numbers; good until the next one is added.</summary>
    public ReadOnlySpan<int> Span => _numbers.AsSpan(0, Count);

    /// <summary>One of them.</summary>
    public int this[int index] => _numbers[index];

    /// <summary>Adds a number.</summary>
    public void Add(int number)
    {
        if (Count == _numbers.Length)
        {
            Resize(Math.Max(32, Count * 2));
        }

        _numbers[Count++] = number;
    }

    /// <summary>Takes the last number away.</summary>
    public void RemoveLast() => Count--;

    /// <summary>Takes all away.</summary>
    public void Clear() => Count = 0;

    /// <summary>Makes it that many zeros, to be set by <see cref="Set"/>.</summary>
    public void Reset(int count)
    {
        if (_numbers.Length < count)
        {
            Count = 0;
            Resize(count);
        }

        Count = count;
        Array.Clear(_numbers, 0, count);
    }

    /// <summary>Changes a number.</summary>
    public void Set(int index, int number) => _numbers[index] = number;

    /// <inheritdoc/>
    public void Dispose()
    {
        Count = 0;
        Resize(0);
    }

    private void Resize(int size)
    {
        var resized = size == 0 ? [] : pool.Rent(size);
        _numbers.AsSpan(0, Count).CopyTo(resized);
        if (_numbers.Length > 0)
        {
            pool.Return(_numbers);
        }

        _numbers = resized;
    }
}
