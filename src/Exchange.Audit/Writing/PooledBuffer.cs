using System.Buffers;

namespace Exchange.Audit.Writing;

/// <summary>A growing buffer on rented memory, cleared when it is given back. Not thread safe.</summary>
internal sealed class PooledBuffer(int limit) : IBufferWriter<byte>, IDisposable
{
    private const int Smallest = 1024;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(Smallest);
    private int _length;

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public int Length => _length;

    public void Clear() => _length = 0;

    public void Advance(int count) => _length += count;

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(_length);
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(_length);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes, clearArray: true);
        _bytes = [];
        _length = 0;
    }

    private void Reserve(int sizeHint)
    {
        var needed = (long)_length + Math.Max(sizeHint, 1);
        if (needed <= _bytes.Length)
        {
            return;
        }

        // WHY: a writer of JSON asks for more room than it will fill, so only what lies beyond twice the limit is certainly too much.
        if (needed > 2L * limit)
        {
            throw new ArgumentException($"An audit entry must not be larger than {limit} bytes.");
        }

        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Max(needed, 2L * _bytes.Length));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes, clearArray: true);
        _bytes = larger;
    }
}
