using System.Security.Cryptography;
using Exchange.Storage.Model;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.Identity.Accounts;

/// <summary>An account that ought to exist.</summary>
/// <param name="UserName">The name to sign in with.</param>
/// <param name="Roles">Role codes.</param>
/// <param name="PersonPseudonym">For a resident: the person's pseudonym in this store.</param>
public sealed record StaffDefinition(string UserName, IReadOnlyList<string> Roles, string? PersonPseudonym = null);

/// <summary>An account that exists now.</summary>
/// <param name="UserName">The name to sign in with.</param>
/// <param name="Password">Its password where it was made just now; null where it was there already: nobody can read it again.</param>
public sealed record ProvisionedStaff(string UserName, string? Password);

/// <summary>Makes accounts that are missing. One that is there is left as it is. Thread-safe.</summary>
public sealed class StaffProvisioner
{
    private const int PasswordLength = 24;

    // Without characters that look alike: people type these.
    private const string Letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private readonly IServiceScopeFactory _scopes;

    internal StaffProvisioner(IServiceScopeFactory scopes) => _scopes = scopes;

    /// <summary>Makes sure that each account exists; the answer has them in the same order.</summary>
    /// <exception cref="ArgumentException">A user name cannot be one.</exception>
    public async Task<IReadOnlyList<ProvisionedStaff>> EnsureAsync(
        IEnumerable<StaffDefinition> definitions, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(definitions);
        await using var scope = _scopes.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<StaffAccount>>();
        var roles = scope.ServiceProvider.GetRequiredService<RoleManager<StaffRole>>();
        var provisioned = new List<ProvisionedStaff>();
        foreach (var definition in definitions)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var known = await accounts.FindByNameAsync(definition.UserName);
            provisioned.Add(new ProvisionedStaff(
                definition.UserName, known is null ? await CreateAsync(accounts, roles, definition) : null));
        }

        return provisioned;
    }

    private static async Task<string> CreateAsync(
        UserManager<StaffAccount> accounts, RoleManager<StaffRole> roles, StaffDefinition definition)
    {
        foreach (var role in definition.Roles)
        {
            if (!await roles.RoleExistsAsync(role))
            {
                Demand(await roles.CreateAsync(new StaffRole { Name = role }), $"role {role}");
            }
        }

        var password = NewPassword();
        var account = new StaffAccount { UserName = definition.UserName, PersonPseudonym = definition.PersonPseudonym };
        Demand(await accounts.CreateAsync(account, password), $"account {definition.UserName}");
        Demand(await accounts.AddToRolesAsync(account, definition.Roles), $"account {definition.UserName}");
        return password;
    }

    private static string NewPassword()
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

    private static void Demand(IdentityResult result, string subject)
    {
        if (!result.Succeeded)
        {
            throw new ArgumentException($"The {subject} cannot be made: {string.Join(", ", result.Errors.Select(e => e.Code))}.");
        }
    }
}
