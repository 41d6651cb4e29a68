namespace Exchange.Storage.Accounts;

/// <summary>What is kept of an account beside its row, as tokens of Identity's store.</summary>
public static class AccountMarks
{
    /// <summary>The provider that all of them stand under.</summary>
    public const string Provider = "exchange";

    /// <summary>There while the password is one that somebody else gave.</summary>
    public const string PasswordIsTemporary = "password-is-temporary";

    /// <summary>The time step of the last authenticator code that counted (RFC 6238 §4.2), as a whole number.</summary>
    public const string LastCodeStep = "last-code-step";

    /// <summary>When the last passkey ceremony that counted was begun, as UTC ticks.</summary>
    public const string LastCeremony = "last-passkey-ceremony";
}
