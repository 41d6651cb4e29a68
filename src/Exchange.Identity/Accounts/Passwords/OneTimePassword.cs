using System.Security.Cryptography;

namespace Exchange.Identity.Accounts.Passwords;

/// <summary>Passwords and codes that the hub makes for people to type: without characters that look alike.</summary>
internal static class OneTimePassword
{
    private const int PasswordLength = 24;
    private const string Letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private const string Capitals = "ABCDEFGHJKMNPQRSTVWXYZ23456789";

    /// <summary>A password of 139 bits.</summary>
    public static string Create()
    {
        while (true)
        {
            var password = RandomNumberGenerator.GetString(Letters, PasswordLength);
            if (password.Any(char.IsAsciiLetterLower) && password.Any(char.IsAsciiLetterUpper) && password.Any(char.IsAsciiDigit))
            {
                return password;
            }
        }
    }

    /// <summary>A code of 98 bits in five groups, to be read from a screen.</summary>
    public static string Code() => string.Join('-', RandomNumberGenerator.GetString(Capitals, 20).Chunk(4).Select(group => new string(group)));
}
