using Exchange.Storage.Model;

namespace Exchange.Identity.Accounts;

/// <summary>How a check of credentials ended.</summary>
internal enum SignInVerdict
{
    /// <summary>Wrong, unknown, closed or locked; never told which.</summary>
    Refused,

    /// <summary>Unseen, because too many wait.</summary>
    Busy,

    /// <summary>The password was right, and a code of the authenticator was not sent.</summary>
    SecondFactorRequired,

    /// <summary>Whoever sent it is the account's holder.</summary>
    Accepted,
}

/// <summary>What became of a sign-in.</summary>
/// <param name="Verdict">How it ended.</param>
/// <param name="Account">Who signed in; null unless accepted.</param>
internal sealed record SignInOutcome(SignInVerdict Verdict, StaffAccount? Account = null)
{
    public static SignInOutcome Refused { get; } = new(SignInVerdict.Refused);

    public static SignInOutcome Busy { get; } = new(SignInVerdict.Busy);

    public static SignInOutcome SecondFactorRequired { get; } = new(SignInVerdict.SecondFactorRequired);

    /// <summary>The account's role codes.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>How many factors the holder proved: a password is one; a password with a code, or a passkey, is two.</summary>
    public int Factors { get; init; } = 1;

    /// <summary>Whether the password was given by somebody else.</summary>
    public bool MustChangePassword { get; init; }
}
