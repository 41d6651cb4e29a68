using System.Security.Claims;
using System.Text.Json;
using Exchange.Identity.Schemes;
using Exchange.Storage.Stores;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Exchange.Identity.Accounts;

/// <summary>Who is signed in.</summary>
/// <param name="UserName">The account's user name.</param>
/// <param name="Roles">Its role codes.</param>
public sealed record SessionView(string UserName, IReadOnlyList<string> Roles);

/// <summary>A sign-in as sent.</summary>
/// <param name="UserName">The account's user name.</param>
/// <param name="Password">Its password.</param>
internal sealed record SignInRequest(string? UserName, string? Password);

/// <summary><c>/api/v1/session</c>: sign in, who am I, sign out.</summary>
internal static class SessionEndpoints
{
    private const string Path = "/api/v1/session";
    private const int LargestBody = 4096;
    private const int LongestText = 256;
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { MaxDepth = 4 };

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost(Path, SignInAsync).WithName("signIn").WithTags("session").Accepts<SignInRequest>("application/json")
            .Produces<SessionView>().ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(429);
        endpoints.MapGet(Path, WhoAmI).WithName("whoAmI").WithTags("session").Produces<SessionView>().ProducesProblem(401);
        endpoints.MapDelete(Path, SignOutAsync).WithName("signOut").WithTags("session").Produces(204).ProducesProblem(403);
    }

    private static async Task<IResult> SignInAsync(
        HttpContext context,
        StaffSignIn signIn,
        StaffSessionStore sessions,
        SessionCookie cookie,
        ExchangeIdentityOptions options,
        TimeProvider time)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!SessionCookie.IsIntended(context.Request))
        {
            return IdentityProblems.CsrfHeaderMissing();
        }

        if (await ReadAsync(context.Request, context.RequestAborted) is not { UserName: { } userName, Password: { } password })
        {
            return IdentityProblems.BadSignIn();
        }

        var outcome = await signIn.TryAsync(userName, password, context.RequestAborted);
        if (outcome.Account is not { } account)
        {
            return outcome.IsBusy ? IdentityProblems.SignInBusy() : IdentityProblems.SignInRefused();
        }

        var token = SessionCookie.NewToken();
        var now = time.GetUtcNow();
        await sessions.OpenAsync(SessionCookie.HashOf(token), account, now, now + options.SessionLifetime, context.RequestAborted);
        cookie.Set(context.Response, token);
        return TypedResults.Ok(new SessionView(account.UserName!, outcome.Roles));
    }

    private static Results<Ok<SessionView>, ProblemHttpResult> WhoAmI(HttpContext context, ClaimsPrincipal caller)
    {
        context.Response.Headers.CacheControl = "no-store";
        return caller.Identity is ClaimsIdentity { IsAuthenticated: true, AuthenticationType: ExchangeClaims.SessionScheme, Name: { } name }
            ? TypedResults.Ok(new SessionView(name, [.. caller.FindAll(ExchangeClaims.Role).Select(role => role.Value)]))
            : IdentityProblems.NotSignedIn();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> SignOutAsync(
        HttpContext context, StaffSessionStore sessions, SessionCookie cookie)
    {
        if (!SessionCookie.IsIntended(context.Request))
        {
            return IdentityProblems.CsrfHeaderMissing();
        }

        if (cookie.TokenHashOf(context.Request) is { } hash)
        {
            await sessions.CloseAsync(hash, context.RequestAborted);
        }

        cookie.Clear(context.Response);
        return TypedResults.NoContent();
    }

    private static async Task<SignInRequest?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        // WHY: only JSON; a form of another site can be sent without asking, JSON cannot.
        if (!request.HasJsonContentType())
        {
            return null;
        }

        var buffer = new byte[LargestBody + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        if (length > LargestBody)
        {
            return null;
        }

        try
        {
            var sent = JsonSerializer.Deserialize<SignInRequest>(buffer.AsSpan(0, length), Form);
            return sent is { UserName.Length: > 0 and <= LongestText, Password.Length: > 0 and <= LongestText } ? sent : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
