using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace Exchange.Identity.Clients;

/// <summary>
/// Secrets of client applications: 256 random bits, base64url, stored as HMAC-SHA-256 under a salt of their own.
/// WHY: no slow hash. Stretching protects guessable passwords; 256 random bits cannot be guessed, and a slow hash would only
/// let anybody tire the token endpoint.
/// </summary>
internal static class ClientSecret
{
    private const string Scheme = "hs256";
    private const int SaltLength = 16;

    // An unknown client is compared with this, so that it takes as long as a known one.
    private static readonly string Nobody = Hash(Create());

    /// <summary>A new secret.</summary>
    public static string Create() => Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32));

    /// <summary>The stored form of a secret.</summary>
    public static string Hash(string secret)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        return $"{Scheme}.{Base64UrlEncoder.Encode(salt)}.{Base64UrlEncoder.Encode(Digest(salt, secret))}";
    }

    /// <summary>
    /// Whether <paramref name="secret"/> is the one behind <paramref name="stored"/>; never for an unknown client (null).
    /// </summary>
    public static bool Matches(string? stored, string secret)
    {
        if ((stored ?? Nobody).Split('.') is not [Scheme, var salt, var digest])
        {
            return false;
        }

        var same = CryptographicOperations.FixedTimeEquals(
            Base64UrlEncoder.DecodeBytes(digest), Digest(Base64UrlEncoder.DecodeBytes(salt), secret));
        return same & stored is not null;
    }

    private static byte[] Digest(byte[] salt, string secret) => HMACSHA256.HashData(salt, Encoding.UTF8.GetBytes(secret));
}
