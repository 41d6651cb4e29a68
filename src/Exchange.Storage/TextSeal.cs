using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Exchange.Storage;

/// <summary>
/// Seals short texts with AES-256-GCM (NIST SP 800-38D): nonce, tag, ciphertext. Each is bound to a context, so that a seal moved to another row does
/// not open. Thread-safe.
/// </summary>
public sealed class TextSeal
{
    /// <summary>The length of the key in bytes.</summary>
    public const int KeyBytes = 32;

    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    // WHY: lengths are rounded up, so that the size of a row does not tell how much was written.
    private const int Padding = 64;

    private readonly byte[] _key;

    /// <summary>Makes one of a key of <see cref="KeyBytes"/>.</summary>
    public TextSeal(byte[] key)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, KeyBytes);
        _key = [.. key];
    }

    /// <summary>Seals <paramref name="text"/> for <paramref name="context"/>; the same text never gives the same bytes twice.</summary>
    public byte[] Seal(string text, string context)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        var plain = new byte[(sizeof(int) + length + Padding - 1) / Padding * Padding];
        BinaryPrimitives.WriteInt32LittleEndian(plain, length);
        Encoding.UTF8.GetBytes(text, plain.AsSpan(sizeof(int)));

        var sealedText = new byte[NonceBytes + TagBytes + plain.Length];
        var nonce = sealedText.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(_key, TagBytes);
        cipher.Encrypt(
            nonce, plain, sealedText.AsSpan(NonceBytes + TagBytes), sealedText.AsSpan(NonceBytes, TagBytes), Encoding.UTF8.GetBytes(context));
        return sealedText;
    }

    /// <summary>Opens what was sealed for <paramref name="context"/>.</summary>
    /// <exception cref="StorageException">It was sealed under another key or for another context, or was changed since.</exception>
    public string Open(byte[] sealedText, string context)
    {
        ArgumentNullException.ThrowIfNull(sealedText);
        var plain = new byte[Math.Max(0, sealedText.Length - NonceBytes - TagBytes)];
        try
        {
            using var cipher = new AesGcm(_key, TagBytes);
            cipher.Decrypt(
                sealedText.AsSpan(0, NonceBytes),
                sealedText.AsSpan(NonceBytes + TagBytes),
                sealedText.AsSpan(NonceBytes, TagBytes),
                plain,
                Encoding.UTF8.GetBytes(context));
            return Encoding.UTF8.GetString(plain, sizeof(int), BinaryPrimitives.ReadInt32LittleEndian(plain));
        }
        catch (Exception cause) when (cause is CryptographicException or ArgumentException)
        {
            throw new StorageException("A sealed text does not open: it was changed, or sealed under another key.", cause);
        }
    }
}
