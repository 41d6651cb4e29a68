using Exchange.GraphQL;
using Microsoft.AspNetCore.Http;

namespace Exchange.Gateway.Http;

/// <summary>The request is not a GraphQL request; the message is for the caller and holds nothing of what was sent.</summary>
internal sealed class EnvelopeException(string message, int status = StatusCodes.Status400BadRequest, string? limit = null)
    : Exception(message)
{
    /// <summary>The status in the edition of 2025.</summary>
    public int Status { get; } = status;

    /// <summary>Whether it could be read, and is not a request all the same: a parameter is missing or of the wrong kind.</summary>
    public bool IsMisshapen { get; private init; }

    public GraphQLError Error { get; } = new(limit is null ? ErrorCodes.BadUserInput : ErrorCodes.LimitExceeded, message) { Limit = limit };

    /// <summary>No connection is free.</summary>
    public static EnvelopeException Full(string limit, int status) => new(
        "As many connections are open as may be: end one, or try again later.", status, limit);

    /// <summary>JSON, and not a request.</summary>
    public static EnvelopeException Misshapen(string message) => new(message) { IsMisshapen = true };
}
