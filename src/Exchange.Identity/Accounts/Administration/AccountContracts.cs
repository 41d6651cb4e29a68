using System.Text.Json.Serialization;

namespace Exchange.Identity.Accounts.Administration;

/// <summary>An account as its keepers see it.</summary>
/// <param name="UserName">The user name.</param>
/// <param name="Roles">The role codes.</param>
/// <param name="Department">The department's code; null for none.</param>
/// <param name="Region">The jurisdiction's prefix code; null for none.</param>
/// <param name="Purposes">The codes of the purposes.</param>
/// <param name="Enabled">Whether its holder may sign in.</param>
/// <param name="LockedUntil">When a lock-out ends; null for none.</param>
/// <param name="Totp">Whether an authenticator is asked for.</param>
/// <param name="Passkeys">How many passkeys it has.</param>
internal sealed record AccountView(
    string UserName,
    IReadOnlyList<string> Roles,
    string? Department,
    string? Region,
    IReadOnlyList<string> Purposes,
    bool Enabled,
    DateTimeOffset? LockedUntil,
    bool Totp,
    int Passkeys);

/// <summary>All accounts.</summary>
/// <param name="Accounts">By name.</param>
internal sealed record AccountList(IReadOnlyList<AccountView> Accounts);

/// <summary>An account to be made.</summary>
/// <param name="UserName">At most 64 letters, digits and -._@+.</param>
/// <param name="Roles">Role codes of the vocabulary.</param>
/// <param name="Department">The department's code; without one, the account cannot ask the graph.</param>
/// <param name="Region">The jurisdiction's prefix code.</param>
/// <param name="Purposes">Purpose codes of the vocabulary.</param>
internal sealed record NewAccount(
    string? UserName,
    IReadOnlyList<string>? Roles,
    string? Department = null,
    string? Region = null,
    IReadOnlyList<string>? Purposes = null);

/// <summary>An account that was made.</summary>
/// <param name="Account">The account.</param>
/// <param name="Password">Its one-time password; shown this once, and to be changed at the first sign-in.</param>
internal sealed record MadeAccount(AccountView Account, string Password);

/// <summary>A one-time password; shown this once, and to be changed at the next sign-in.</summary>
/// <param name="Password">The password.</param>
internal sealed record GivenPassword(string Password);

/// <summary>The first administrator's sign-up.</summary>
/// <param name="Code">The code that the hub printed when it started.</param>
/// <param name="UserName">The name to sign in with.</param>
/// <param name="Password">The password to sign in with.</param>
internal sealed record FirstAccountRequest(string? Code, string? UserName, string? Password);

/// <summary>A change of an account's rights: what is left out stays, and null takes rights away.</summary>
internal sealed record AccountPatch
{
    /// <summary>The role codes it has from now on.</summary>
    public IReadOnlyList<string>? Roles
    {
        get;
        init => field = value ?? [];
    }

    /// <summary>The department's code; null for none.</summary>
    public string? Department
    {
        get;
        init => (field, NamesDepartment) = (value, true);
    }

    /// <summary>The jurisdiction's prefix code; null for none.</summary>
    public string? Region
    {
        get;
        init => (field, NamesRegion) = (value, true);
    }

    /// <summary>The purpose codes it has from now on.</summary>
    public IReadOnlyList<string>? Purposes
    {
        get;
        init => field = value ?? [];
    }

    /// <summary>Whether its holder may sign in; false ends the sessions that are open.</summary>
    public bool? Enabled
    {
        get;
        init => (field, NamesEnabled) = (value, true);
    }

    [JsonIgnore]
    internal bool NamesEnabled { get; private init; }

    /// <summary>Whether it says that something becomes of the account's being open, but not what.</summary>
    [JsonIgnore]
    internal bool IsUnclear => NamesEnabled && Enabled is null;

    [JsonIgnore]
    internal bool NamesDepartment { get; private init; }

    [JsonIgnore]
    internal bool NamesRegion { get; private init; }

    /// <summary>Whether it changes anything but whether the account is open.</summary>
    [JsonIgnore]
    internal bool ChangesRights => Roles is not null || Purposes is not null || NamesDepartment || NamesRegion;
}
