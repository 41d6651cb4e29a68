using System.Security.Claims;
using Exchange.Audit.Writing;
using Exchange.Consent;
using Exchange.Pipeline.Callers;
using Exchange.Policy;
using Exchange.Policy.People;
using Exchange.Policy.Publishing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Exchange.Console.Access;

/// <summary>Who calls the control plane: a member of staff or a resident by session, or a department's client by bearer token.</summary>
/// <param name="Actor">An opaque name for records: the account or the client.</param>
/// <param name="Roles">Role codes.</param>
/// <param name="Client">The client; null for a session.</param>
/// <param name="Person">The resident's own key; null for anybody else.</param>
internal sealed record ApiCaller(string Actor, IReadOnlyList<string> Roles, ClientIdentity? Client, PersonKey? Person)
{
    private static readonly string[] HubRoles = ["auditor", "policy-admin", "policy-approver", "data-steward"];

    /// <summary>For a session, the department that the account's holder works for; null for none.</summary>
    public string? Department { get; init; }

    /// <summary>For a session, whether it was opened by two factors.</summary>
    public bool IsTwoFactor { get; init; }

    /// <summary>
    /// Whether this is staff by session: not a client, and not an account that is linked to a person. INVARIANT: so a linked account is never one of the
    /// two persons that opening takes, and nobody is both of them by a second account as a resident.
    /// </summary>
    public bool IsStaff => Client is null && Person is null && Roles.Any(role => role != "resident");

    /// <summary>Whether the caller looks after the hub as a whole, and so may see its counts.</summary>
    public bool SeesWholeHub => IsStaff && Roles.Any(HubRoles.Contains);

    /// <summary>Whether the caller may read everybody's access records.</summary>
    public bool IsAuditor => IsStaff && Roles.Contains("auditor");

    /// <summary>Whether the caller keeps the city's consents.</summary>
    public bool IsDataSteward => IsStaff && Roles.Contains("data-steward");

    /// <summary>Who this is to drafts, brakes and reversals.</summary>
    public PolicyActor AsPolicyActor => new(Actor, string.IsNullOrEmpty(Department) ? null : new DepartmentId(Department), [.. Roles]);
}

/// <summary>Finds out who calls. Thread-safe.</summary>
internal sealed partial class ApiAccess(ITokenVerifier tokens, Pseudonyms pseudonyms)
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

        if (http.User.Identity is { IsAuthenticated: true })
        {
            return (Session(http.User), null);
        }

        // WHY: only the sign-in knows why a session does not count, for example that its password has to be changed first.
        return (null, http.Request.Headers.Cookie.Count > 0 ? Results.Challenge() : Challenge(http, "Bearer realm=\"exchange\""));
    }

    /// <summary>Answers a known caller; the problem for anybody else, and where no record can be written.</summary>
    public async Task<IResult> AnswerAsync(HttpContext http, Func<ApiCaller, Task<IResult>> answer)
    {
        http.Response.Headers.CacheControl = "no-store";
        var (caller, problem) = await AuthenticateAsync(http);
        if (caller is null)
        {
            return problem!;
        }

        try
        {
            return await answer(caller);
        }
        catch (AuditUnavailableException)
        {
            return Problems.AuditUnavailable;
        }
        catch (UnreadableConsentsException fault)
        {
            // WHY not in the answer: a department's client is told of no consent by its id.
            Unreadable(http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Exchange"), http.TraceIdentifier, fault.Message);
            return Problems.ClosingIncomplete;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Request {AccessId} closed consents, but not what cannot be read and may say the same: {Fault}")]
    private static partial void Unreadable(ILogger logger, string accessId, string fault);

    private ApiCaller Session(ClaimsPrincipal user)
    {
        var stored = user.FindFirstValue(ApiClaims.Person);
        PersonKey? person = stored is not null && pseudonyms.TryOpenStore(stored, out var key) ? key : null;

        // WHY: which claim type holds roles is the sign-in's own choice; the identity says it.
        var roles = user.Identities.SelectMany(identity => identity.FindAll(identity.RoleClaimType)).Select(claim => claim.Value).ToList();
        return new ApiCaller($"staff:{user.Identity?.Name}", roles, null, person)
        {
            Department = user.FindFirstValue(ApiClaims.Department), IsTwoFactor = user.HasClaim(ApiClaims.Methods, ApiClaims.TwoFactors),
        };
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

    /// <summary>The department that the account's holder works for.</summary>
    public const string Department = "department";

    /// <summary>The account's opaque id, by which it stands behind requests to the graph.</summary>
    public const string Officer = "officer";

    /// <summary>How the session was opened (RFC 8176).</summary>
    public const string Methods = "amr";

    /// <summary>The value of <see cref="Methods"/> for two factors.</summary>
    public const string TwoFactors = "mfa";
}
