namespace Exchange.Audit.Records;

/// <summary>What was done with an account.</summary>
public enum AccountAct
{
    /// <summary>Its holder signed in.</summary>
    SignedIn,

    /// <summary>Its holder signed out.</summary>
    SignedOut,

    /// <summary>Too many failures closed it for a while.</summary>
    LockedOut,

    /// <summary>It was made.</summary>
    Created,

    /// <summary>Its rights were changed: roles, department, region, purposes, or whether it is open at all.</summary>
    Changed,

    /// <summary>Its lock-out was lifted.</summary>
    Unlocked,

    /// <summary>Its holder changed the password.</summary>
    PasswordChanged,

    /// <summary>An administrator gave a new password and took the second factors away.</summary>
    PasswordReset,

    /// <summary>Its holder began to set up an authenticator.</summary>
    AuthenticatorStarted,

    /// <summary>An authenticator is asked for from now on.</summary>
    AuthenticatorOn,

    /// <summary>No authenticator is asked for any more.</summary>
    AuthenticatorOff,

    /// <summary>New recovery codes took the place of the old ones.</summary>
    RecoveryCodesMade,

    /// <summary>A recovery code was used up.</summary>
    RecoveryCodeUsed,

    /// <summary>A passkey was added.</summary>
    PasskeyAdded,

    /// <summary>A passkey was taken away.</summary>
    PasskeyRemoved,

    /// <summary>A client application was given a new secret; the one before it no longer counts.</summary>
    SecretRenewed,

    /// <summary>GraphQL documents were registered that a client application calls by id.</summary>
    DocumentsRegistered,

    /// <summary>A client application's registered document was taken away.</summary>
    DocumentRemoved,
}

/// <summary>How an act on an account ended.</summary>
public enum AccountOutcome
{
    /// <summary>It was done.</summary>
    Done,

    /// <summary>It was tried and refused.</summary>
    Refused,
}

/// <summary>Something was done with an account. Names accounts by their opaque ids, never a person.</summary>
public sealed record AccountEvent : AuditEntry
{
    /// <inheritdoc/>
    public override EntryKind Kind => EntryKind.Account;

    /// <summary>Who did it: an account's opaque id, or a name of the hub's own for what it does by itself.</summary>
    public required string Actor { get; init; }

    /// <summary>The opaque id of the account that it was done with; for a client application <c>client:</c> and its id.</summary>
    public required string Account { get; init; }

    /// <summary>What was done.</summary>
    public required AccountAct Act { get; init; }

    /// <summary>How it ended.</summary>
    public required AccountOutcome Outcome { get; init; }

    /// <summary>The account's rights from now on; null for an act that leaves them as they are.</summary>
    public AccountRights? Rights { get; init; }
}

/// <summary>What an account is allowed to.</summary>
/// <param name="Enabled">Whether its holder may sign in at all.</param>
/// <param name="Roles">Its role codes.</param>
/// <param name="Department">The department's code; null for none.</param>
/// <param name="Region">The jurisdiction's prefix code; null for none.</param>
/// <param name="Purposes">The codes of its purposes.</param>
public sealed record AccountRights(
    bool Enabled, IReadOnlyList<string> Roles, string? Department, string? Region, IReadOnlyList<string> Purposes);
