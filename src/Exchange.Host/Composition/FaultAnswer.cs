using Exchange.Storage;
using Microsoft.AspNetCore.Http;

namespace Exchange.Host.Composition;

/// <summary>What a caller is told of a fault that no endpoint foresaw: never its message, never its place.</summary>
internal static class FaultAnswer
{
    public static IResult For(Exception fault) => fault switch
    {
        BadHttpRequestException bad => Results.Problem(statusCode: bad.StatusCode),
        _ when StorageFault.IsOutage(fault) => Problem(
            StatusCodes.Status503ServiceUnavailable,
            "STORAGE_UNAVAILABLE",
            "Store not available",
            "The hub's store does not answer, so it is not known whether this was done. Try again later."),
        _ when StorageFault.IsUnfitText(fault) => Problem(
            StatusCodes.Status400BadRequest,
            "BAD_REQUEST",
            "Bad request",
            "A text of this request is too long, or holds a character that cannot be kept."),
        _ => Results.Problem(statusCode: StatusCodes.Status500InternalServerError),
    };

    /// <summary>Gives a problem that the framework made by itself the code that every problem of the hub has.</summary>
    public static void AddCode(ProblemDetailsContext context) => context.ProblemDetails.Extensions.TryAdd(
        "code",
        context.ProblemDetails.Status switch
        {
            StatusCodes.Status404NotFound => "NOT_FOUND",
            StatusCodes.Status405MethodNotAllowed => "METHOD_NOT_ALLOWED",
            StatusCodes.Status413PayloadTooLarge => "LIMIT_EXCEEDED",
            >= StatusCodes.Status500InternalServerError => "INTERNAL_ERROR",
            _ => "BAD_REQUEST",
        });

    private static IResult Problem(int status, string code, string title, string detail) => Results.Problem(
        statusCode: status, title: title, detail: detail, extensions: new Dictionary<string, object?> { ["code"] = code });
}
