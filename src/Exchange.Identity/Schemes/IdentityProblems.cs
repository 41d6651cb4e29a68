using Exchange.Identity.Accounts.Passwords;
using Exchange.Identity.Clients.Documents;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.Identity.Schemes;

/// <summary>Refusals as RFC 9457 problems, each with a stable code.</summary>
internal static class IdentityProblems
{
    public static ProblemHttpResult SignInRefused() => Make(
        StatusCodes.Status401Unauthorized, "SIGN_IN_REFUSED", "Sign-in refused",
        "The user name, the password or the second factor is wrong, or the account is locked for some minutes.");

    public static ProblemHttpResult SecondFactorRequired() => Make(
        StatusCodes.Status401Unauthorized, "SECOND_FACTOR_REQUIRED", "Second factor required",
        "Send the sign-in again with \"code\", the six digits of your authenticator, or with \"recoveryCode\".");

    public static ProblemHttpResult SignInBusy() => Make(
        StatusCodes.Status429TooManyRequests, "SIGN_IN_BUSY", "Too many sign-ins", "Try again in a few seconds.");

    public static ProblemHttpResult BadSignIn() => Make(
        StatusCodes.Status400BadRequest, "SIGN_IN_MALFORMED", "Not a sign-in",
        "Send application/json of at most 4096 bytes: {\"userName\": text, \"password\": text}.");

    public static ProblemHttpResult NotSignedIn() => Make(
        StatusCodes.Status401Unauthorized, "UNAUTHENTICATED", "Not signed in", "Sign in at /api/v1/session, or send a valid bearer token.");

    public static ProblemHttpResult PasswordChangeRequired() => Make(
        StatusCodes.Status403Forbidden, "PASSWORD_CHANGE_REQUIRED", "Change your password",
        "You signed in with a password that somebody else gave you. Set one of your own at /api/v1/account/password; nothing else is open before.");

    public static ProblemHttpResult PasswordWrong() => Make(
        StatusCodes.Status403Forbidden, "PASSWORD_WRONG", "Wrong password",
        "This is not your present password, or the account is locked for some minutes. Nothing was changed.");

    public static ProblemHttpResult PasswordTooWeak(IReadOnlyList<PasswordFault> faults) => Make(
        StatusCodes.Status400BadRequest, "PASSWORD_TOO_WEAK", "Choose another password",
        string.Join(' ', faults.Select(fault => fault.Detail)), ("errors", faults));

    public static ProblemHttpResult CodeWrong() => Make(
        StatusCodes.Status400BadRequest, "CODE_WRONG", "Wrong code",
        "This is not the present code of the authenticator, or it was used already. Wait for the next one, and check the clock of the device.");

    public static ProblemHttpResult PasskeyRefused() => Make(
        StatusCodes.Status400BadRequest, "PASSKEY_REFUSED", "Passkey refused",
        "The passkey's answer does not belong to options that this hub gave in the last five minutes for this address. Start again.");

    public static ProblemHttpResult FirstCodeRefused() => Make(
        StatusCodes.Status403Forbidden, "FIRST_CODE_REFUSED", "Code refused",
        "The code is wrong, used or too old, or there are accounts already. A hub without accounts prints a new code when it starts.");

    public static ProblemHttpResult OwnAccount() => Make(
        StatusCodes.Status403Forbidden, "OWN_ACCOUNT", "Your own account",
        "Nobody changes their own rights, unlocks or resets themselves: ask another account administrator.");

    public static ProblemHttpResult ResidentAccount() => Make(
        StatusCodes.Status403Forbidden, "RESIDENT_ACCOUNT", "Account of a resident",
        "A resident's account can be closed, opened and unlocked here; its rights and its password are the resident's own.");

    public static ProblemHttpResult CsrfHeaderMissing() => Make(
        StatusCodes.Status403Forbidden, "CSRF_HEADER_REQUIRED", "Header missing",
            "Send the header X-CSRF: 1 with every request that changes something.");

    public static ProblemHttpResult Forbidden() => Make(
        StatusCodes.Status403Forbidden, "FORBIDDEN", "Not permitted", "None of your roles permits this.");

    public static ProblemHttpResult NotFound() => Make(
        StatusCodes.Status404NotFound, "NOT_FOUND", "Not found", "There is nothing here that you may see.");

    public static ProblemHttpResult Conflict(string detail) => Make(StatusCodes.Status409Conflict, "CONFLICT", "Not possible in this state", detail);

    public static ProblemHttpResult BadRequest(string detail) => Make(StatusCodes.Status400BadRequest, "BAD_REQUEST", "Bad request", detail);

    public static ProblemHttpResult EnabledUnclear() => BadRequest(
        "\"enabled\": give true or false, or leave it out; null says neither. Nothing was changed.");

    public static ProblemHttpResult NotUnderstood() => BadRequest(
        "Send one JSON object as application/json in UTF-8, with the members that /openapi/v1.json describes.");

    public static ProblemHttpResult DocumentsInvalid(IReadOnlyList<DocumentMistake> mistakes) => Make(
        StatusCodes.Status400BadRequest, "DOCUMENT_INVALID", "Not a document of this graph",
        "Nothing was registered: put right the mistakes listed.", ("errors", mistakes));

    public static ProblemHttpResult AuditUnavailable() => Make(
        StatusCodes.Status503ServiceUnavailable, "AUDIT_UNAVAILABLE", "No record",
        "The access log cannot be written, so nothing was done. Try again later.");

    public static ProblemHttpResult ClosedWithoutRecord() => Make(
        StatusCodes.Status503ServiceUnavailable, "AUDIT_UNAVAILABLE", "Closed without a record",
        "What was taken away counts no more, but this could not be put on the access log yet: the hub does so as soon as it can. "
        + "Tell its operator.");

    public static ProblemHttpResult ChangeUnconfirmed() => Make(
        StatusCodes.Status503ServiceUnavailable, "CHANGE_UNCONFIRMED", "Not confirmed everywhere",
        "The change is in the store, but not every hub is known to have it yet. Send it again to be told when it has.");

    private static ProblemHttpResult Make(int status, string code, string title, string detail, params (string Name, object Value)[] more)
    {
        var extensions = new Dictionary<string, object?> { ["code"] = code };
        foreach (var (name, value) in more)
        {
            extensions[name] = value;
        }

        return TypedResults.Problem(statusCode: status, title: title, detail: detail, extensions: extensions);
    }
}
