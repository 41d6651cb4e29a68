using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Exchange.EndToEnd.Browser.Running;

/// <summary>What an authenticator app on a phone does with the secret (RFC 6238: SHA-1, 30 seconds, six digits).</summary>
internal sealed class AuthenticatorApp(string secret, TimeProvider time)
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int Seconds = 30;

    /// <summary>The code of a time step: of now, or of the one after.</summary>
    public string Code(int stepsAhead = 0)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, (time.GetUtcNow().ToUnixTimeSeconds() / Seconds) + stepsAhead);
        Span<byte> digest = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // RFC 6238's default, which every authenticator app computes.
        HMACSHA1.HashData(Decode(secret), counter, digest);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(digest[(digest[^1] & 0xF)..]) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    // RFC 4648 §6, spaces between groups left out.
    private static byte[] Decode(string text)
    {
        var bytes = new List<byte>();
        var (buffer, bits) = (0, 0);
        foreach (var letter in text.Where(letter => Alphabet.Contains(letter, StringComparison.Ordinal)))
        {
            buffer = (buffer << 5) | Alphabet.IndexOf(letter, StringComparison.Ordinal);
            bits += 5;
            if (bits >= 8)
            {
                bits -= 8;
                bytes.Add((byte)(buffer >> bits));
                buffer &= (1 << bits) - 1;
            }
        }

        return [.. bytes];
    }
}
