using System.Text.Json;

namespace Exchange.Identity.Accounts.Own;

/// <summary>The account of whoever is signed in.</summary>
/// <param name="UserName">The user name.</param>
/// <param name="Roles">The role codes.</param>
/// <param name="Department">The department's code; null for none.</param>
/// <param name="Region">The jurisdiction's prefix code; null for none.</param>
/// <param name="Purposes">The codes of the purposes.</param>
/// <param name="Totp">Whether an authenticator is asked for.</param>
/// <param name="RecoveryCodesLeft">How many recovery codes are left.</param>
/// <param name="Passkeys">The passkeys.</param>
internal sealed record OwnAccountView(
    string UserName,
    IReadOnlyList<string> Roles,
    string? Department,
    string? Region,
    IReadOnlyList<string> Purposes,
    bool Totp,
    int RecoveryCodesLeft,
    IReadOnlyList<PasskeyView> Passkeys);

/// <summary>A passkey of an account.</summary>
/// <param name="Id">The credential's id, base64url.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="CreatedAt">When it was added.</param>
internal sealed record PasskeyView(string Id, string Name, DateTimeOffset CreatedAt);

/// <summary>A change of the password as sent.</summary>
/// <param name="Current">The present password.</param>
/// <param name="New">The new one.</param>
internal sealed record PasswordChangeRequest(string? Current, string? New);

/// <summary>The present password, for what a session alone must not do.</summary>
/// <param name="Password">The present password.</param>
internal sealed record PasswordConfirmation(string? Password);

/// <summary>A code of the authenticator that is being set up.</summary>
/// <param name="Code">Six digits.</param>
internal sealed record CodeConfirmation(string? Code);

/// <summary>What an authenticator is set up with.</summary>
/// <param name="Secret">The secret in base32, to be typed.</param>
/// <param name="Uri">The same as an <c>otpauth</c> address, to be shown as a QR code.</param>
internal sealed record AuthenticatorSetup(string Secret, string Uri);

/// <summary>Recovery codes; shown once.</summary>
/// <param name="RecoveryCodes">Each counts once in place of the authenticator's code.</param>
internal sealed record RecoveryCodeList(IReadOnlyList<string> RecoveryCodes);

/// <summary>A new passkey as sent.</summary>
/// <param name="Credential">The browser's RegistrationResponseJSON.</param>
/// <param name="Name">What its owner calls it, at most 64 characters.</param>
internal sealed record PasskeyRegistration(JsonElement Credential, string? Name);
