using System.Security.Cryptography;

namespace Exchange.Storage.Sealed;

/// <summary>
/// Seals what is written to it, for <see cref="OpeningStream"/>. It opens again only after <see cref="Complete"/>. Not thread-safe; the stream under
/// it stays its owner's.
/// </summary>
public sealed class SealingStream : Stream
{
    /// <summary>The length of the key in bytes.</summary>
    public const int KeyBytes = SealedBlocks.KeyBytes;

    private readonly Stream _inner;
    private readonly AesGcm _cipher;
    private readonly byte[] _plain = new byte[SealedBlocks.MostBytes];
    private readonly byte[] _block = new byte[SealedBlocks.LengthBytes + SealedBlocks.MostBytes + SealedBlocks.TagBytes];
    private int _count;
    private long _number;

    /// <summary>Begins one: writes its salt.</summary>
    /// <param name="inner">Where the sealed bytes go.</param>
    /// <param name="key">The key, <see cref="KeyBytes"/> long.</param>
    /// <param name="context">What it is for; it opens for nothing else.</param>
    public SealingStream(Stream inner, byte[] key, string context)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, KeyBytes);
        var salt = RandomNumberGenerator.GetBytes(SealedBlocks.SaltBytes);
        (_inner, _cipher) = (inner, SealedBlocks.Cipher(key, salt, context));
        _inner.Write(salt);
    }

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            if (_count == _plain.Length)
            {
                WriteBlock(isLast: false);
            }

            var taken = Math.Min(buffer.Length, _plain.Length - _count);
            buffer[..taken].CopyTo(_plain.AsSpan(_count));
            _count += taken;
            buffer = buffer[taken..];
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Writes what is left, and that this was all.</summary>
    public void Complete() => WriteBlock(isLast: true);

    /// <summary>Does nothing: a block goes out when it is full, or at the end.</summary>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

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

    private void WriteBlock(bool isLast)
    {
        SealedBlocks.WriteLength(_block, _count, isLast);
        var text = _block.AsSpan(SealedBlocks.LengthBytes, _count);
        var tag = _block.AsSpan(SealedBlocks.LengthBytes + _count, SealedBlocks.TagBytes);
        _cipher.Encrypt(SealedBlocks.Nonce(_number++, isLast), _plain.AsSpan(0, _count), text, tag);
        _inner.Write(_block, 0, SealedBlocks.LengthBytes + _count + SealedBlocks.TagBytes);
        _count = 0;
    }
}
