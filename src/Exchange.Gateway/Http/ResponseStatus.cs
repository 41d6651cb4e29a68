using Exchange.GraphQL;
using Exchange.Pipeline;
using Microsoft.AspNetCore.Http;

namespace Exchange.Gateway.Http;

/// <summary>The status and media type of an answer in each edition of GraphQL over HTTP ("Status Codes").</summary>
internal static class ResponseStatus
{
    private const int PartialSuccess = 294;

    /// <summary>The status; <paramref name="problem"/> says why the request could not be read, if it could not.</summary>
    public static int Of(HubResponse answer, ResponseMediaType media, HttpProfile profile, EnvelopeException? problem) => answer.Kind switch
    {
        AnswerKind.Executed => Executed(answer, media, profile),
        AnswerKind.RequestError when problem is not null => Malformed(problem, profile),
        AnswerKind.RequestError => RequestError(answer, media, profile),
        AnswerKind.MethodNotAllowed => StatusCodes.Status405MethodNotAllowed,
        AnswerKind.Unauthenticated => StatusCodes.Status401Unauthorized,
        AnswerKind.Forbidden => StatusCodes.Status403Forbidden,
        AnswerKind.AuditUnavailable or AnswerKind.ConsentChanged => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    /// <summary>
    /// The media type of a body with that status. In the edition of 2026 an error is always one that says it comes from a GraphQL server.
    /// </summary>
    public static ResponseMediaType Media(int status, ResponseMediaType negotiated, HttpProfile profile) =>
        profile == HttpProfile.Edition2026 && status >= StatusCodes.Status400BadRequest ? ResponseMediaType.GraphQLResponse
        : negotiated == ResponseMediaType.EventStream ? ResponseMediaType.Json
        : negotiated;

    private static int Executed(HubResponse answer, ResponseMediaType media, HttpProfile profile) =>
        profile == HttpProfile.Edition2026 && media == ResponseMediaType.GraphQLResponse && answer.ErrorCode is not null
            ? PartialSuccess
            : StatusCodes.Status200OK;

    private static int Malformed(EnvelopeException problem, HttpProfile profile) =>
        profile == HttpProfile.Edition2026 && problem.IsMisshapen ? StatusCodes.Status422UnprocessableEntity : problem.Status;

    private static int RequestError(HubResponse answer, ResponseMediaType media, HttpProfile profile) => profile switch
    {
        HttpProfile.Edition2026 when answer.ErrorCode != ErrorCodes.ParseFailed => StatusCodes.Status422UnprocessableEntity,
        HttpProfile.Edition2025 when media == ResponseMediaType.Json => StatusCodes.Status200OK,
        _ => StatusCodes.Status400BadRequest,
    };
}
