using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Exchange.Identity.Accounts.SecondFactor;

/// <summary>Time-based one-time codes (RFC 6238) as every authenticator makes them: HMAC-SHA-1, 30 seconds, six digits.</summary>
internal static class OneTimeCode
{
    private const int StepSeconds = 30;
    private const int Digits = 6;
    private const int Modulus = 1_000_000;

    // One step early or late (RFC 6238 §5.2): clocks differ, and people take their time.
    private const int Tolerance = 1;

    /// <summary>The time step in which <paramref name="code"/> is the right one, at or about <paramref name="now"/>; null where there is none.</summary>
    public static long? StepOf(string code, byte[] secret, DateTimeOffset now)
    {
        var digits = string.Concat(code.Where(c => !char.IsWhiteSpace(c)));
        if (digits.Length != Digits || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var sent))
        {
            return null;
        }

        long? found = null;
        var present = now.ToUnixTimeSeconds() / StepSeconds;
        for (var step = present - Tolerance; step <= present + Tolerance; step++)
        {
            if (sent == At(step, secret))
            {
                found = step;
            }
        }

        return found;
    }

    /// <summary>The code of a time step.</summary>
    public static int At(long step, byte[] secret)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(secret, counter, hash);

        // Dynamic truncation (RFC 4226 §5.3).
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0x0F)..]) & int.MaxValue;
        return number % Modulus;
    }

    /// <summary>The bytes of a secret in base32 (RFC 4648 §6), as Identity makes and authenticators read it.</summary>
    public static byte[] Secret(string base32)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bytes = new List<byte>(base32.Length * 5 / 8);
        var (bits, held) = (0, 0);
        foreach (var character in base32.TrimEnd('='))
        {
            var value = Alphabet.IndexOf(char.ToUpperInvariant(character), StringComparison.Ordinal);
            if (value < 0)
            {
                throw new FormatException("The authenticator's secret is not in base32.");
            }

            (bits, held) = (((bits << 5) | value) & 0xFFF, held + 5);
            if (held >= 8)
            {
                held -= 8;
                bytes.Add((byte)(bits >> held));
            }
        }

        return [.. bytes];
    }
}
