using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Exchange.Gateway.Http;

/// <summary>The response media types of GraphQL over HTTP.</summary>
internal enum ResponseMediaType : byte
{
    /// <summary><c>application/json</c>: 200 for every well-formed request.</summary>
    Json,

    /// <summary><c>application/graphql-response+json</c>: the status says whether the operation ran.</summary>
    GraphQLResponse,
}

/// <summary>Media type negotiation (GraphQL over HTTP, "Media Types"; RFC 9110 section 12.5.1).</summary>
internal static class MediaType
{
    public const string Json = "application/json; charset=utf-8";
    public const string GraphQLResponse = "application/graphql-response+json; charset=utf-8";

    private const string GraphQLResponseType = "application/graphql-response+json";

    /// <summary>The media type to answer in, or null where the client accepts neither. A client that does not say gets JSON.</summary>
    public static ResponseMediaType? Negotiate(IHeaderDictionary headers)
    {
        if (headers.Accept.Count == 0)
        {
            return ResponseMediaType.Json;
        }

        if (!MediaTypeHeaderValue.TryParseList(headers.Accept, out var accepted))
        {
            return null;
        }

        ResponseMediaType? best = null;
        var bestQuality = 0.0;
        foreach (var range in accepted)
        {
            var quality = range.Quality ?? 1.0;
            if (quality > bestQuality && Offered(range) is { } offered)
            {
                best = offered;
                bestQuality = quality;
            }
        }

        return best;
    }

    /// <summary>Whether a request body is JSON in UTF-8.</summary>
    public static bool IsJsonRequest(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    public static string Text(ResponseMediaType type) => type == ResponseMediaType.GraphQLResponse ? GraphQLResponse : Json;

    private static ResponseMediaType? Offered(MediaTypeHeaderValue range) => range switch
    {
        _ when range.MatchesAllTypes => ResponseMediaType.Json,
        _ when range.MediaType.Equals("application/*", StringComparison.OrdinalIgnoreCase) => ResponseMediaType.Json,
        _ when range.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) => ResponseMediaType.Json,
        _ when range.MediaType.Equals(GraphQLResponseType, StringComparison.OrdinalIgnoreCase) => ResponseMediaType.GraphQLResponse,
        _ => null,
    };
}
