using System.Security.Claims;
using Exchange.Pipeline.Callers;
using Exchange.Policy.People;
using Microsoft.AspNetCore.Http;

namespace Exchange.Console.Access;

/// <summary>Who calls the control plane: a member of staff or a resident by session, or a department's client by bearer token.</summary>
/// <param name="Actor">An opaque name for records: the account or the client.</param>
/// <param name="Roles">Role codes.</param>
/// <param name="Client">The client; null for a session.</param>
/// <param name="Person">The resident's own key; null for anybody else.</param>
internal sealed record ApiCaller(string Actor, IReadOnlyList<string> Roles, ClientIdentity? Client, PersonKey? Person)
{
    /// <summary>Whether the caller keeps the city's consents.</summary>
    public bool IsDataSteward => Client is null && Roles.Contains("data-steward");
}

/// <summary>Finds out who calls. Thread-safe.</summary>
internal sealed class ApiAccess(ITokenVerifier tokens, Pseudonyms pseudonyms)
{
    private const string Bearer = "Bearer ";

    /// <summary>The caller, or the problem to answer with. A session needs <c>X-CSRF: 1</c> on unsafe methods.</summary>
    public async ValueTask<(ApiCaller? Caller, IResult? Problem)> AuthenticateAsync(HttpContext http)
    {
        var header = http.Request.Headers.Authorization.ToString();
        if (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            var verdict = await tokens.VerifyAsync(header[Bearer.Length..].Trim(), http.RequestAborted);
            return verdict.Client is { } client
                ? (new ApiCaller($"client:{client.ClientId}", client.Roles, client, null), null)
                : (null, Problems.Unauthenticated);
        }

        if (http.User.Identity is not { IsAuthenticated: true })
        {
            return (null, Problems.Unauthenticated);
        }

        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method) && http.Request.Headers["X-CSRF"] != "1")
        {
            return (null, Problems.CsrfHeaderMissing);
        }

        var stored = http.User.FindFirstValue(ApiClaims.Person);
        PersonKey? person = stored is not null && pseudonyms.TryOpenStore(stored, out var key) ? key : null;
        var roles = http.User.FindAll(ApiClaims.Role).Select(claim => claim.Value).ToList();
        return (new ApiCaller($"staff:{http.User.Identity.Name}", roles, null, person), null);
    }
}

/// <summary>Claim types of a staff session.</summary>
public static class ApiClaims
{
    /// <summary>The store's pseudonym of the resident behind the account.</summary>
    public const string Person = "person";

    /// <summary>A role code of the account; one claim each.</summary>
    public const string Role = "role";
}
