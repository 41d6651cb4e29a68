using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Exchange.Storage.Sealed;

/// <summary>
/// The form of a sealed stream: a salt, then blocks of AES-256-GCM (NIST SP 800-38D), each with its length in front and its tag behind. The key
/// serves this stream alone (HKDF-SHA-256, RFC 5869, of the salt and of what the stream is for), so that the number of a block is its nonce. The
/// last one says that it is: blocks that are left out, moved, repeated or cut off do not open.
/// </summary>
internal static class SealedBlocks
{
    public const int KeyBytes = 32;
    public const int SaltBytes = 32;
    public const int TagBytes = 16;
    public const int LengthBytes = sizeof(uint);
    public const int MostBytes = 1 << 20;

    private const uint LastBit = 1U << 31;
    private const int NonceBytes = 12;

    public static AesGcm Cipher(byte[] key, byte[] salt, string context) => new(
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, KeyBytes, salt, Encoding.UTF8.GetBytes($"exchange sealed stream\0{context}")), TagBytes);

    public static void WriteLength(Span<byte> to, int length, bool isLast) =>
        BinaryPrimitives.WriteUInt32LittleEndian(to, (uint)length | (isLast ? LastBit : 0));

    public static (int Length, bool IsLast) ReadLength(ReadOnlySpan<byte> from)
    {
        var bits = BinaryPrimitives.ReadUInt32LittleEndian(from);
        return (bits & ~LastBit) <= MostBytes
            ? ((int)(bits & ~LastBit), (bits & LastBit) != 0)
            : throw new InvalidDataException("A block of a sealed stream is longer than any that is written.");
    }

    public static byte[] Nonce(long number, bool isLast)
    {
        var nonce = new byte[NonceBytes];
        BinaryPrimitives.WriteInt64LittleEndian(nonce, number);
        nonce[^1] = isLast ? (byte)1 : (byte)0;
        return nonce;
    }
}
