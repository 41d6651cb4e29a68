using System.Security.Claims;
using Exchange.Audit.Writing;
using Exchange.Identity.Schemes;
using Exchange.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace Exchange.Identity.Accounts;

/// <summary>Who may ask the endpoints of this room, and how their faults are answered.</summary>
internal static class AccountAccess
{
    /// <summary>The role that keeps accounts.</summary>
    public const string AdministratorRole = "account-admin";

    /// <summary>Whoever is signed in.</summary>
    public static AuthorizationPolicy AnySession { get; } =
        new AuthorizationPolicyBuilder(ExchangeClaims.SessionScheme).RequireAuthenticatedUser().Build();

    /// <summary>Whoever is signed in and keeps accounts.</summary>
    public static AuthorizationPolicy Administrator { get; } =
        new AuthorizationPolicyBuilder(ExchangeClaims.SessionScheme).RequireAuthenticatedUser().RequireRole(AdministratorRole).Build();

    /// <summary>The opaque id of the account that is signed in.</summary>
    public static string AccountId(HttpContext http) => http.User.FindFirstValue(ExchangeClaims.Subject)!;

    /// <summary>The values of all claims of a type.</summary>
    public static IReadOnlyList<string> Values(ClaimsPrincipal caller, string type) => [.. caller.FindAll(type).Select(claim => claim.Value)];

    /// <summary>Keeps answers out of caches, and turns the faults that are expected into problems.</summary>
    public static async ValueTask<object?> GuardAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        context.HttpContext.Response.Headers.CacheControl = "no-store";
        try
        {
            return await next(context);
        }
        catch (AuditUnavailableException)
        {
            return IdentityProblems.AuditUnavailable();
        }
        catch (StorageConflictException)
        {
            return IdentityProblems.Conflict("Somebody else changed this account at the same moment. Nothing was done: look again and repeat it.");
        }
    }
}
