using System.Buffers;
using Exchange.Federation.Sources;

namespace Exchange.Adapters.Http;

/// <summary>An answer in a rented array. Disposing twice is harmless; one reader at a time.</summary>
internal sealed class PooledAnswer(byte[] rented, int length) : SubgraphAnswer
{
    private byte[]? _rented = rented;

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Body =>
        (_rented ?? throw new ObjectDisposedException(nameof(PooledAnswer))).AsMemory(0, length);

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (Interlocked.Exchange(ref _rented, null) is { } array)
        {
            ArrayPool<byte>.Shared.Return(array);
        }
    }
}
