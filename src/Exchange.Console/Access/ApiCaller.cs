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
                : (null, Challenge(http, "Bearer realm=\"exchange\", error=\"invalid_token\""));
        }

        if (http.Request.Headers.Cookie.Count > 0 && !IsIntended(http.Request))
        {
            return (null, Problems.CsrfHeaderMissing);
        }

        return http.User.Identity is { IsAuthenticated: true }
            ? (Session(http.User), null)
            : (null, Challenge(http, "Bearer realm=\"exchange\""));
    }

    private ApiCaller Session(ClaimsPrincipal user)
    {
        var stored = user.FindFirstValue(ApiClaims.Person);
        PersonKey? person = stored is not null && pseudonyms.TryOpenStore(stored, out var key) ? key : null;

        // WHY: which claim type holds roles is the sign-in's own choice; the identity says it.
        var roles = user.Identities.SelectMany(identity => identity.FindAll(identity.RoleClaimType)).Select(claim => claim.Value).ToList();
        return new ApiCaller($"staff:{user.Identity?.Name}", roles, null, person);
    }

    private static bool IsIntended(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || request.Headers["X-CSRF"] == "1";

    private static IResult Challenge(HttpContext http, string challenge)
    {
        http.Response.Headers.WWWAuthenticate = challenge;
        return Problems.Unauthenticated;
    }
}

/// <summary>Claim types of a staff session.</summary>
public static class ApiClaims
{
    /// <summary>The store's pseudonym of the resident behind the account.</summary>
    public const string Person = "person";
}
