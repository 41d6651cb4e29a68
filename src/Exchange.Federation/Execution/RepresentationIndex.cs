using System.Numerics;
using System.Runtime.InteropServices;

namespace Exchange.Federation.Execution;

/// <summary>Tells whether equal bytes were already written, so that every entity is asked for once. Not thread-safe.</summary>
internal sealed class RepresentationIndex(FetchPools pools) : IDisposable
{
    private const int Width = 3;
    private readonly PooledNumbers _buckets = new(pools.Numbers);
    private readonly PooledNumbers _entries = new(pools.Numbers);

    /// <summary>How many different ones there are.</summary>
    public int Count => _entries.Count / Width;

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        _entries.Clear();
        _buckets.Reset(64);
    }

    /// <summary>The number of the bytes from <paramref name="start"/> on; the next new number where there are none like them.</summary>
    public int NumberOf(ReadOnlySpan<byte> written, int start)
    {
        var bytes = written[start..];
        var hash = Hash(bytes);
        var bucket = hash & (_buckets.Count - 1);
        while (_buckets[bucket] > 0)
        {
            var entry = (_buckets[bucket] - 1) * Width;
            if (_entries[entry] == hash && written.Slice(_entries[entry + 1], _entries[entry + 2]).SequenceEqual(bytes))
            {
                return _buckets[bucket] - 1;
            }

            bucket = (bucket + 1) & (_buckets.Count - 1);
        }

        _entries.Add(hash);
        _entries.Add(start);
        _entries.Add(bytes.Length);
        _buckets.Set(bucket, Count);
        if (Count * 2 > _buckets.Count)
        {
            Spread();
        }

        return Count - 1;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _buckets.Dispose();
        _entries.Dispose();
    }

    private void Spread()
    {
        _buckets.Reset((int)BitOperations.RoundUpToPowerOf2((uint)_buckets.Count * 4));
        for (var number = 0; number < Count; number++)
        {
            var bucket = _entries[number * Width] & (_buckets.Count - 1);
            while (_buckets[bucket] > 0)
            {
                bucket = (bucket + 1) & (_buckets.Count - 1);
            }

            _buckets.Set(bucket, number + 1);
        }
    }

    // WHY: subgraphs choose the bytes; the runtime's hash of text is keyed anew in every process, so that nobody can make them collide.
    private static int Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = string.GetHashCode(MemoryMarshal.Cast<byte, char>(bytes));
        return ((bytes.Length & 1) == 0 ? hash : hash * 31 + bytes[^1]) & int.MaxValue;
    }
}
