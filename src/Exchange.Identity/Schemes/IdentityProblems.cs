using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.Identity.Schemes;

/// <summary>Refusals as RFC 9457 problems, each with a stable code.</summary>
internal static class IdentityProblems
{
    public static ProblemHttpResult SignInRefused() => Make(
        StatusCodes.Status401Unauthorized, "SIGN_IN_REFUSED", "Sign-in refused",
        "The user name or the password is wrong, or the account is locked for some minutes.");

    public static ProblemHttpResult SignInBusy() => Make(
        StatusCodes.Status429TooManyRequests, "SIGN_IN_BUSY", "Too many sign-ins", "Try again in a few seconds.");

    public static ProblemHttpResult BadSignIn() => Make(
        StatusCodes.Status400BadRequest, "SIGN_IN_MALFORMED", "Not a sign-in",
        "Send application/json of at most 4096 bytes: {\"userName\": text, \"password\": text}.");

    public static ProblemHttpResult NotSignedIn() => Make(
        StatusCodes.Status401Unauthorized, "UNAUTHENTICATED", "Not signed in", "Sign in at /api/v1/session, or send a valid bearer token.");

    public static ProblemHttpResult CsrfHeaderMissing() => Make(
        StatusCodes.Status403Forbidden, "CSRF_HEADER_REQUIRED", "Header missing",
            "Send the header X-CSRF: 1 with every request that changes something.");

    public static ProblemHttpResult Forbidden() => Make(
        StatusCodes.Status403Forbidden, "FORBIDDEN", "Not permitted", "None of your roles permits this.");

    private static ProblemHttpResult Make(int status, string code, string title, string detail) => TypedResults.Problem(
        statusCode: status, title: title, detail: detail, extensions: new Dictionary<string, object?> { ["code"] = code });
}
