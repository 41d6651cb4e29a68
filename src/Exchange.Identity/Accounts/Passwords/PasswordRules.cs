using System.Globalization;
using Exchange.Storage.Model;
using Microsoft.AspNetCore.Identity;

namespace Exchange.Identity.Accounts.Passwords;

/// <summary>What is wrong with a password.</summary>
/// <param name="Code">A stable code.</param>
/// <param name="Detail">What to do about it; never a part of the password.</param>
internal sealed record PasswordFault(string Code, string Detail);

/// <summary>
/// What a password has to be: long, of different characters, not the user's name and none that everybody tries first (NIST SP 800-63B §3.1.1).
/// WHY no demand for digits or capitals: it makes passwords harder to keep in mind, and hardly harder to guess. Thread-safe.
/// </summary>
internal sealed class PasswordRules : IPasswordValidator<StaffAccount>
{
    /// <summary>The fewest characters.</summary>
    public const int Shortest = 12;

    /// <summary>The most characters; beyond that only the hash would have more work.</summary>
    public const int Longest = SignInRequest.LongestText;

    private const int FewestDifferent = 6;
    private const int ShortestName = 3;

    /// <summary>A new password that is the old one.</summary>
    public static PasswordFault Unchanged { get; } = new("PASSWORD_UNCHANGED", "Take another one than the present.");

    /// <summary>Everything that is wrong with the password; empty for a good one.</summary>
    public static IReadOnlyList<PasswordFault> Check(string? userName, string? password)
    {
        var faults = new List<PasswordFault>();
        var text = password ?? "";
        if (text.Length is < Shortest or > Longest)
        {
            faults.Add(new PasswordFault(
                "PASSWORD_LENGTH", string.Create(CultureInfo.InvariantCulture, $"Take between {Shortest} and {Longest} characters.")));
        }

        if (text.Distinct().Count() < FewestDifferent)
        {
            faults.Add(new PasswordFault(
                "PASSWORD_REPEATS", string.Create(CultureInfo.InvariantCulture, $"Use at least {FewestDifferent} different characters.")));
        }

        if (userName is { Length: >= ShortestName } && text.Contains(userName, StringComparison.OrdinalIgnoreCase))
        {
            faults.Add(new PasswordFault("PASSWORD_HAS_USER_NAME", "Do not use your user name in it."));
        }

        if (CommonPasswords.Contains(text))
        {
            faults.Add(new PasswordFault("PASSWORD_COMMON", "It is among the first that anybody tries: take several words that do not belong together."));
        }

        return faults;
    }

    /// <inheritdoc/>
    public Task<IdentityResult> ValidateAsync(UserManager<StaffAccount> manager, StaffAccount user, string? password)
    {
        var faults = Check(user.UserName, password);
        return Task.FromResult(faults.Count == 0
            ? IdentityResult.Success
            : IdentityResult.Failed([.. faults.Select(fault => new IdentityError { Code = fault.Code, Description = fault.Detail })]));
    }
}
