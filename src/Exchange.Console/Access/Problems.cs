using Microsoft.AspNetCore.Http;

namespace Exchange.Console.Access;

/// <summary>The control plane's problems (RFC 9457). None of them holds a value of the request.</summary>
internal static class Problems
{
    public static IResult Unauthenticated { get; } = Of(
        StatusCodes.Status401Unauthorized, "Not signed in", "Sign in at /api/v1/session, or send a bearer token from /connect/token.");

    public static IResult CsrfHeaderMissing { get; } = Of(
        StatusCodes.Status403Forbidden, "X-CSRF is missing", "Send the header \"X-CSRF: 1\" with every request of a session that changes something.");

    public static IResult NotFound { get; } = Of(
        StatusCodes.Status404NotFound, "Not found", "There is nothing here that this caller may see.");

    public static IResult AuditUnavailable { get; } = Of(
        StatusCodes.Status503ServiceUnavailable, "AUDIT_UNAVAILABLE", "The access record cannot be written, so nothing was done or shown. Try again later.");

    public static IResult BadRequest(string detail) => Of(StatusCodes.Status400BadRequest, "Bad request", detail);

    public static IResult Forbidden(string detail) => Of(StatusCodes.Status403Forbidden, "Not allowed", detail);

    public static IResult Conflict(string detail) => Of(StatusCodes.Status409Conflict, "Not possible in this state", detail);

    private static IResult Of(int status, string title, string detail) => Results.Problem(statusCode: status, title: title, detail: detail);
}
