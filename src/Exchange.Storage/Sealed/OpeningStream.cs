using System.Security.Cryptography;

namespace Exchange.Storage.Sealed;

/// <summary>
/// Reads what <see cref="SealingStream"/> sealed. Nothing is given out that was not proved to be what was written there. Not thread-safe; the stream
/// under it stays its owner's.
/// </summary>
public sealed class OpeningStream : Stream
{
    private readonly Stream _inner;
    private readonly AesGcm _cipher;
    private readonly byte[] _plain = new byte[SealedBlocks.MostBytes];
    private readonly byte[] _block = new byte[SealedBlocks.MostBytes + SealedBlocks.TagBytes];
    private int _from;
    private int _count;
    private long _number;
    private bool _isLast;

    /// <summary>Begins to read.</summary>
    /// <param name="inner">The sealed bytes.</param>
    /// <param name="key">The key that they were sealed under.</param>
    /// <param name="context">What they were sealed for.</param>
    /// <exception cref="EndOfStreamException">There is not even a beginning.</exception>
    public OpeningStream(Stream inner, byte[] key, string context)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, SealingStream.KeyBytes);
        var salt = new byte[SealedBlocks.SaltBytes];
        inner.ReadExactly(salt);
        (_inner, _cipher) = (inner, SealedBlocks.Cipher(key, salt, context));
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Reads; 0 where all was read.</summary>
    /// <exception cref="InvalidDataException">It was changed, or sealed under another key or for something else.</exception>
    /// <exception cref="EndOfStreamException">It was cut off.</exception>
    public override int Read(Span<byte> buffer)
    {
        while (_count == 0 && !_isLast && !buffer.IsEmpty)
        {
            ReadBlock();
        }

        var taken = Math.Min(buffer.Length, _count);
        _plain.AsSpan(_from, taken).CopyTo(buffer);
        (_from, _count) = (_from + taken, _count - taken);
        return taken;
    }

    /// <inheritdoc cref="Read(Span{byte})"/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush() => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            CryptographicOperations.ZeroMemory(_plain);
            _cipher.Dispose();
        }

        base.Dispose(disposing);
    }

    private void ReadBlock()
    {
        _inner.ReadExactly(_block, 0, SealedBlocks.LengthBytes);
        var (length, isLast) = SealedBlocks.ReadLength(_block);
        _inner.ReadExactly(_block, 0, length + SealedBlocks.TagBytes);
        try
        {
            _cipher.Decrypt(
                SealedBlocks.Nonce(_number++, isLast), _block.AsSpan(0, length), _block.AsSpan(length, SealedBlocks.TagBytes), _plain.AsSpan(0, length));
        }
        catch (CryptographicException cause)
        {
            throw new InvalidDataException("A sealed stream does not open: it was changed, or sealed under another key or for something else.", cause);
        }

        (_from, _count, _isLast) = (0, length, isLast);
    }
}
