using Exchange.Storage.Accounts;
using Exchange.Storage.Model;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.Identity.Accounts;

/// <summary>What one unit of work on accounts works with; all of it on one context of the store. Not thread-safe.</summary>
/// <param name="Accounts">Identity's door to the accounts.</param>
/// <param name="Roles">Identity's door to the roles.</param>
/// <param name="Factors">Where the second factors of an account are kept.</param>
/// <param name="Transaction">Makes changes count together or not at all.</param>
/// <param name="Passkeys">Runs the ceremonies of WebAuthn.</param>
internal sealed record SignInScope(
    UserManager<StaffAccount> Accounts,
    RoleManager<StaffRole> Roles,
    IUserStore<StaffAccount> Factors,
    AccountTransaction Transaction,
    IPasskeyHandler<StaffAccount> Passkeys)
{
    public static SignInScope Of(IServiceProvider services) => new(
        services.GetRequiredService<UserManager<StaffAccount>>(),
        services.GetRequiredService<RoleManager<StaffRole>>(),
        services.GetRequiredService<IUserStore<StaffAccount>>(),
        services.GetRequiredService<AccountTransaction>(),
        services.GetRequiredService<IPasskeyHandler<StaffAccount>>());
}
