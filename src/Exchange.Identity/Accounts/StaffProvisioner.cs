using Exchange.Identity.Accounts.Passwords;
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
}

/// <summary>An account that exists now.</summary>
/// <param name="UserName">The name to sign in with.</param>
/// <param name="Password">Its password where it was made just now; null where it was there already: nobody can read it again.</param>
public sealed record ProvisionedStaff(string UserName, string? Password);

/// <summary>Makes accounts that are missing. One that is there is left as it is. Thread-safe.</summary>
public sealed class StaffProvisioner
{
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

        var password = OneTimePassword.Create();
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
        if (!result.Succeeded)
        {
            throw new ArgumentException($"The {subject} cannot be made: {string.Join(", ", result.Errors.Select(e => e.Code))}.");
        }
    }
}
