using System.Buffers;
using System.Runtime.CompilerServices;

namespace Exchange.Federation.Execution;

/// <summary>Bytes that are written one after the other and can be taken back. Not thread-safe. Dispose gives the memory back.</summary>
public sealed class PooledBytes(ArrayPool<byte> pool, int capacity) : IBufferWriter<byte>, IDisposable
{
    private byte[] _bytes = pool.Rent(capacity);
    private int _count;

    /// <summary>How much was written; what came later is taken back by setting it.</summary>
    public int Count
    {
        get => _count;
        set => _count = value;
    }

    /// <summary>What was written; good until the next write.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _count);

    /// <summary>What was written; good until the next write.</summary>
    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, _count);

    /// <summary>Writes bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(ReadOnlySpan<byte> bytes)
    {
        var count = _count;
        if (bytes.Length > _bytes.Length - count)
        {
            Grow(bytes.Length);
        }

        bytes.CopyTo(_bytes.AsSpan(count));
        _count = count + bytes.Length;
    }

    /// <summary>Writes one byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(byte value)
    {
        if (_count == _bytes.Length)
        {
            Grow(1);
        }

        _bytes[_count++] = value;
    }

    /// <summary>Overwrites one byte that was written.</summary>
    public void Overwrite(int position, byte value) => _bytes[position] = value;

    /// <inheritdoc/>
    public void Advance(int count) => _count += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(_count);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(_count);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_bytes.Length > 0)
        {
            pool.Return(_bytes);
        }

        _bytes = [];
        _count = 0;
    }

    private void Reserve(int size)
    {
        if (Math.Max(size, 1) > _bytes.Length - _count)
        {
            Grow(Math.Max(size, 1));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int size)
    {
        var larger = pool.Rent(checked(Math.Max(_bytes.Length * 2, _count + size)));
        Written.CopyTo(larger);
        pool.Return(_bytes);
        _bytes = larger;
    }
}
