using Microsoft.AspNetCore.Http;

namespace Exchange.Console.Access;

/// <summary>The control plane's problems (RFC 9457), each with a stable code. None of them holds a value of the request.</summary>
internal static class Problems
{
    public static IResult Unauthenticated { get; } = Of(
        StatusCodes.Status401Unauthorized,
        "UNAUTHENTICATED",
        "Not signed in",
        "Sign in at /api/v1/session, or send a bearer token from /connect/token.");

    public static IResult CsrfHeaderMissing { get; } = Of(
        StatusCodes.Status403Forbidden,
        "CSRF_HEADER_REQUIRED",
        "Header missing",
        "Send the header \"X-CSRF: 1\" with every request of a session that changes something.");

    public static IResult NotFound { get; } = Of(
        StatusCodes.Status404NotFound, "NOT_FOUND", "Not found", "There is nothing here that this caller may see.");

    public static IResult TooLarge { get; } = Of(
        StatusCodes.Status413PayloadTooLarge, "LIMIT_EXCEEDED", "Too large", "The request is larger than this hub takes.");

    public static IResult AuditUnavailable { get; } = Of(
        StatusCodes.Status503ServiceUnavailable,
        "AUDIT_UNAVAILABLE",
        "No record",
        "The access record cannot be written, so nothing was done or shown. Try again later.");

    public static IResult WithdrawnWithoutRecord { get; } = Of(
        StatusCodes.Status503ServiceUnavailable,
        "AUDIT_UNAVAILABLE",
        "Withdrawn without a record",
        "The consent is withdrawn and opens nothing any more, but this could not be put on the access log yet: the hub does so as soon as it can. "
        + "Tell its operator.");

    public static IResult WithdrawalUnconfirmed { get; } = Of(
        StatusCodes.Status503ServiceUnavailable,
        "WITHDRAWAL_UNCONFIRMED",
        "Withdrawn, not yet confirmed",
        "The consent is withdrawn in the store, but not every hub has confirmed it yet, and one could still open what it opened. "
        + "Send the withdrawal again: its answer waits for all of them.");

    public static IResult ClosedWithoutRecord { get; } = Of(
        StatusCodes.Status503ServiceUnavailable,
        "AUDIT_UNAVAILABLE",
        "Closed without a record",
        "What was sent is done and the consent opens nothing any more, but this could not be put on the access log yet: the hub does so as soon as it can. "
        + "Send nothing else in its place; tell the hub's operator.");

    public static IResult ClosingUnconfirmed { get; } = Of(
        StatusCodes.Status503ServiceUnavailable,
        "CLOSING_UNCONFIRMED",
        "Closed, not yet confirmed",
        "What was sent is done in the store, but not every hub has confirmed it yet, and one could still open what the consent opened. "
        + "Send the same again, nothing else: its answer waits for all of them.");

    public static IResult ClosingIncomplete { get; } = Of(
        StatusCodes.Status503ServiceUnavailable,
        "CLOSING_INCOMPLETE",
        "Closed, but for what cannot be read",
        "What was sent is done and confirmed by every hub. Another consent of the same person cannot be read in the store, and if it says the same it still "
        + "opens what this one opened. To send it again changes nothing: tell the hub's operator, whose log names it.");

    public static IResult ReplacementUnconfirmed { get; } = Of(
        StatusCodes.Status503ServiceUnavailable,
        "REPLACEMENT_UNCONFIRMED",
        "Given, the end of the earlier one not yet confirmed",
        "The new consent counts. Whether the one that it replaces has ended for every hub is not certain yet: the hub ends it as soon as it can, and tries "
        + "every minute. Do not send this again. To withdraw the earlier one ends the new one too.");

    public static IResult BrakeUnconfirmed { get; } = Of(
        StatusCodes.Status503ServiceUnavailable,
        "BRAKE_UNCONFIRMED",
        "Closed, not yet confirmed",
        "The brake is pulled in the store, but not every hub has confirmed it yet, and one could still answer what it closes. "
        + "Pull it again: the answer waits for all of them.");

    public static IResult BrakedWithoutRecord { get; } = Of(
        StatusCodes.Status503ServiceUnavailable,
        "AUDIT_UNAVAILABLE",
        "Closed without a record",
        "The brake closes on every hub, but this could not be put on the access log yet: the hub does so as soon as it can. Tell its operator.");

    public static IResult LeaseLost { get; } = Of(
        StatusCodes.Status503ServiceUnavailable,
        "LEASE_LOST",
        "Not certain what is closed",
        "This hub may not have heard of a brake that another hub pulled, so it gives nothing that one could have closed. Try again later.");

    public static IResult PublishedWithoutRecord { get; } = Of(
        StatusCodes.Status503ServiceUnavailable,
        "AUDIT_UNAVAILABLE",
        "Published without a record",
        "The policies are published and in force, but this could not be put on the access log yet: the hub does so as soon as it can. Do not send it "
        + "again; tell the hub's operator.");

    public static IResult PreconditionRequired(string detail) =>
        Of(StatusCodes.Status428PreconditionRequired, "PRECONDITION_REQUIRED", "Revision missing", detail);

    public static IResult PreconditionFailed(string detail) =>
        Of(StatusCodes.Status412PreconditionFailed, "PRECONDITION_FAILED", "Changed since it was read", detail);

    public static IResult BadRequest(string detail) => Of(StatusCodes.Status400BadRequest, "BAD_REQUEST", "Bad request", detail);

    public static IResult Forbidden(string detail) => Of(StatusCodes.Status403Forbidden, "FORBIDDEN", "Not allowed", detail);

    public static IResult Conflict(string detail) => Of(StatusCodes.Status409Conflict, "CONFLICT", "Not possible in this state", detail);

    private static IResult Of(int status, string code, string title, string detail) => Results.Problem(
        statusCode: status, title: title, detail: detail, extensions: new Dictionary<string, object?> { ["code"] = code });
}
