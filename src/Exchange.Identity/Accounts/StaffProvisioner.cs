using Exchange.Identity.Accounts.Passwords;
using Exchange.Storage;
using Exchange.Storage.Model;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.Identity.Accounts;

/// <summary>An account that ought to exist.</summary>
/// <param name="UserName">The name to sign in with.</param>
/// <param name="Roles">Role codes.</param>
/// <param name="PersonPseudonym">For a resident: the person's pseudonym in this store.</param>
public sealed record StaffDefinition(string UserName, IReadOnlyList<string> Roles, string? PersonPseudonym = null)
{
    /// <summary>The department that the holder works for; null for nobody who may ask the graph.</summary>
    public string? Department { get; init; }

    /// <summary>The holder's jurisdiction as a prefix code; null for none.</summary>
    public string? Region { get; init; }

    /// <summary>The codes of the purposes that the holder may name.</summary>
    public IReadOnlyList<string> Purposes { get; init; } = [];

    /// <summary>The password to make it with, by the rules for passwords; null for one made here.</summary>
    public string? Password { get; init; }
}

/// <summary>An account that exists now.</summary>
/// <param name="UserName">The name to sign in with.</param>
/// <param name="Password">Its password where it was made just now; null where it was there already: nobody can read it again.</param>
public sealed record ProvisionedStaff(string UserName, string? Password);

/// <summary>Makes accounts that are missing. One that is there is left as it is. Thread-safe.</summary>
public sealed class StaffProvisioner
{
    private const int Attempts = 5;

    private readonly IServiceScopeFactory _scopes;

    internal StaffProvisioner(IServiceScopeFactory scopes) => _scopes = scopes;

    /// <summary>Makes sure that each account exists; the answer has them in the same order.</summary>
    /// <exception cref="ArgumentException">A user name cannot be one.</exception>
    public async Task<IReadOnlyList<ProvisionedStaff>> EnsureAsync(
        IEnumerable<StaffDefinition> definitions, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(definitions);
        var provisioned = new List<ProvisionedStaff>();
        foreach (var definition in definitions)
        {
            provisioned.Add(await EnsureAsync(definition, cancellationToken));
        }

        return provisioned;
    }

    /// <summary>Whether an account exists and has that password. Counts as no attempt to sign in.</summary>
    public async Task<bool> HasPasswordAsync(string userName, string password)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<StaffAccount>>();
        return await accounts.FindByNameAsync(userName) is { } account && await accounts.CheckPasswordAsync(account, password);
    }

    private async Task<ProvisionedStaff> EnsureAsync(StaffDefinition definition, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await using var scope = _scopes.CreateAsyncScope();
            var accounts = scope.ServiceProvider.GetRequiredService<UserManager<StaffAccount>>();
            var roles = scope.ServiceProvider.GetRequiredService<RoleManager<StaffRole>>();
            try
            {
                var known = await accounts.FindByNameAsync(definition.UserName);
                return new ProvisionedStaff(
                    definition.UserName, known is null ? await CreateAsync(accounts, roles, definition) : null);
            }
            catch (Exception cause) when (StorageConflictException.IsBehind(cause) && attempt < Attempts)
            {
                // Another hub makes the same role or account at this moment: look again.
            }
        }
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

        var password = definition.Password ?? OneTimePassword.Create();
        var account = new StaffAccount
        {
            UserName = definition.UserName,
            PersonPseudonym = definition.PersonPseudonym,
            Department = definition.Department,
            Region = definition.Region,
            Purposes = string.Join(' ', definition.Purposes),
        };
        Demand(await accounts.CreateAsync(account, password), $"account {definition.UserName}");
        Demand(await accounts.AddToRolesAsync(account, definition.Roles), $"account {definition.UserName}");
        return password;
    }

    private static void Demand(IdentityResult result, string subject)
    {
        if (result.Errors.Any(e => e.Code is nameof(IdentityErrorDescriber.DuplicateUserName) or nameof(IdentityErrorDescriber.DuplicateRoleName)))
        {
            throw new StorageConflictException($"{subject} exists already.");
        }

        if (!result.Succeeded)
        {
            throw new ArgumentException($"The {subject} cannot be made: {string.Join(", ", result.Errors.Select(e => e.Code))}.");
        }
    }
}
