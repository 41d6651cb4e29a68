using System.Text.Json;

namespace Exchange.Identity.Accounts;

/// <summary>Who is signed in.</summary>
/// <param name="UserName">The account's user name.</param>
/// <param name="Roles">Its role codes.</param>
/// <param name="Department">The department that its holder works for; null for none.</param>
/// <param name="Region">The holder's jurisdiction as a prefix code; null for none.</param>
/// <param name="Purposes">The codes of the purposes that the holder may name.</param>
public sealed record SessionView(
    string UserName, IReadOnlyList<string> Roles, string? Department, string? Region, IReadOnlyList<string> Purposes);

/// <summary>A sign-in as sent.</summary>
/// <param name="UserName">The account's user name.</param>
/// <param name="Password">Its password.</param>
/// <param name="Code">The authenticator's code, six digits; for an account that has one.</param>
/// <param name="RecoveryCode">A recovery code in place of the authenticator's; each counts once.</param>
internal sealed record SignInRequest(string? UserName, string? Password, string? Code = null, string? RecoveryCode = null)
{
    /// <summary>The longest of its texts, in characters.</summary>
    public const int LongestText = 256;

    private const int LongestCode = 32;

    /// <summary>Whether it can be a sign-in at all.</summary>
    public bool IsWhole() => UserName is { Length: > 0 and <= LongestText } && Password is { Length: > 0 and <= LongestText }
        && (Code?.Length ?? 0) <= LongestCode && (RecoveryCode?.Length ?? 0) <= LongestCode;
}

/// <summary>Asks for the options of a sign-in by passkey.</summary>
/// <param name="UserName">May be sent and changes nothing: what is answered does not tell which accounts exist.</param>
internal sealed record PasskeySignInStart(string? UserName = null);

/// <summary>What <c>navigator.credentials</c> is given.</summary>
/// <param name="Options">Options in the JSON form of WebAuthn Level 3 (§5.1.8 and §5.1.9).</param>
internal sealed record PasskeyOptions(JsonElement Options);

/// <summary>A sign-in by passkey as sent.</summary>
/// <param name="Credential">The browser's AuthenticationResponseJSON.</param>
internal sealed record PasskeySignInRequest(JsonElement Credential);
