using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Exchange.Federation.Governed.Lists;
using Exchange.Pipeline.Callers;

namespace Exchange.Pipeline.Answers;

/// <summary>The keys that cursors are sealed with: one encrypts, one makes the nonce. Immutable.</summary>
internal sealed record CursorKey(byte[] Encryption, byte[] Nonce)
{
    private const int Length = 32;

    /// <summary>The keys that belong to a secret of the hub; every replica has the same.</summary>
    public static CursorKey DerivedFrom(byte[] secret) => new(Derive(secret, "exchange/cursor/encryption"), Derive(secret, "exchange/cursor/nonce"));

    private static byte[] Derive(byte[] secret, string label) => HKDF.Expand(HashAlgorithmName.SHA256, secret, Length, Encoding.UTF8.GetBytes(label));
}

/// <summary>
/// The cursors of one caller: AES-256-GCM, with the client, its class and the list with its filters as associated data, so that a cursor opens
/// for nobody else and for nothing else. Thread-safe.
/// </summary>
internal sealed class CallerCursors(CursorKey key, Caller caller) : ICursorSeal
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    public string Seal(ReadOnlySpan<byte> content, string list)
    {
        var associated = Associated(list);
        var sealedCursor = new byte[NonceLength + content.Length + TagLength];
        var nonce = sealedCursor.AsSpan(0, NonceLength);

        // WHY made of what is sealed: a nonce never serves two contents, no chance is needed, and one place in a list has one cursor.
        byte[] whole = [.. associated, .. content];
        HMACSHA256.HashData(key.Nonce, whole).AsSpan(0, NonceLength).CopyTo(nonce);
        using var cipher = new AesGcm(key.Encryption, TagLength);
        cipher.Encrypt(nonce, content, sealedCursor.AsSpan(NonceLength, content.Length), sealedCursor.AsSpan(NonceLength + content.Length), associated);
        return Base64Url.EncodeToString(sealedCursor);
    }

    public byte[]? Open(string cursor, string list)
    {
        if (!Base64Url.IsValid(cursor) || Base64Url.DecodeFromChars(cursor) is not { Length: > NonceLength + TagLength } read)
        {
            return null;
        }

        var content = new byte[read.Length - NonceLength - TagLength];
        try
        {
            using var cipher = new AesGcm(key.Encryption, TagLength);
            var nonce = read.AsSpan(0, NonceLength);
            var tag = read.AsSpan(NonceLength + content.Length);
            cipher.Decrypt(nonce, read.AsSpan(NonceLength, content.Length), tag, content, Associated(list));
            return content;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private byte[] Associated(string list) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"{caller.Client.ClientId}\n{caller.Class.Key}\n{list}"));
}
