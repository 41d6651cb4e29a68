using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Exchange.Host.DemoCity;

/// <summary>
/// The secrets of a demo's clients and accounts, derived from one key of the key folder: every hub of the demo knows the same, and a
/// credentials file that is lost can be written again.
/// </summary>
internal sealed class DemoSecrets(byte[] key)
{
    /// <summary>The name of the key.</summary>
    public const string KeyName = "demo-secrets";

    /// <summary>The key's length in bytes.</summary>
    public const int KeyBytes = 32;

    private const int PasswordLength = 24;

    // Without characters that look alike: people type these.
    private const string Letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <summary>A client's secret: 256 bits, base64url.</summary>
    public string OfClient(string clientId) => Base64Url.EncodeToString(Digest($"client\n{clientId}"));

    /// <summary>An account's password, by the rules for passwords.</summary>
    public string OfAccount(string userName)
    {
        for (var attempt = 0; ; attempt++)
        {
            var password = Password(Digest($"account\n{attempt}\n{userName}"));
            if (password.Length == PasswordLength && password.Any(char.IsAsciiLetterLower) && password.Any(char.IsAsciiLetterUpper)
                && password.Any(char.IsAsciiDigit))
            {
                return password;
            }
        }
    }

    // WHY: a byte that has no whole share of the letters is left out, so that every letter is as likely.
    private static string Password(byte[] digest) => string.Concat(digest
        .Where(value => value < byte.MaxValue / Letters.Length * Letters.Length)
        .Take(PasswordLength)
        .Select(value => Letters[value % Letters.Length]));

    private byte[] Digest(string label) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(label));
}
