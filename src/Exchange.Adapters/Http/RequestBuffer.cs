using System.Buffers;

namespace Exchange.Adapters.Http;

/// <summary>Where the body of a request is written, in rented memory that grows. For one writer; disposing gives the memory back.</summary>
internal sealed class RequestBuffer : IBufferWriter<byte>, IDisposable
{
    private const int FirstBytes = 4 * 1024;
    private byte[] _rented = ArrayPool<byte>.Shared.Rent(FirstBytes);
    private int _length;

    /// <summary>What was written; gone once it is disposed.</summary>
    public ReadOnlyMemory<byte> Written => _rented.AsMemory(0, _length);

    /// <inheritdoc/>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _rented.Length - _length);
        _length += count;
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        var needed = checked(_length + Math.Max(sizeHint, 1));
        if (needed > _rented.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, checked(2 * _rented.Length)));
            Written.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_rented);
            _rented = larger;
        }

        return _rented.AsMemory(_length);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <inheritdoc/>
    public void Dispose()
    {
        var rented = _rented;
        (_rented, _length) = ([], 0);
        if (rented.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
