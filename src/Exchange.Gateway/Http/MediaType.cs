using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Exchange.Gateway.Http;

/// <summary>The media types that the graph answers in, in the order in which the hub likes them.</summary>
internal enum ResponseMediaType : byte
{
    /// <summary><c>application/json</c>: a status of 200 for what clients of old are to read.</summary>
    Json,

    /// <summary><c>application/graphql-response+json</c>: the status says whether the operation ran.</summary>
    GraphQLResponse,

    /// <summary><c>text/event-stream</c>: an event per answer.</summary>
    EventStream,
}

/// <summary>Media type negotiation (GraphQL over HTTP, "Media Types"; RFC 9110 section 12.5.1).</summary>
internal static class MediaType
{
    private static readonly ResponseMediaType[] Offered =
        [ResponseMediaType.Json, ResponseMediaType.GraphQLResponse, ResponseMediaType.EventStream];

    /// <summary>The media type to answer in, or null where the client accepts none. A client that does not say gets JSON.</summary>
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
        var bestPlace = int.MaxValue;
        var bestQuality = 0.0;
        foreach (var offered in Offered)
        {
            var (quality, place) = Match(accepted, Name(offered));
            if (quality > bestQuality || (quality == bestQuality && quality > 0 && place < bestPlace))
            {
                (best, bestQuality, bestPlace) = (offered, quality, place);
            }
        }

        return best;
    }

    /// <summary>Whether a request body is JSON in UTF-8.</summary>
    public static bool IsJsonRequest(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a request body is one that browsers send as files with a form.</summary>
    public static bool IsUpload(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) && type.Type.Equals("multipart", StringComparison.OrdinalIgnoreCase);

    /// <summary>The name of a media type, without parameters.</summary>
    public static string Name(ResponseMediaType type) => type switch
    {
        ResponseMediaType.GraphQLResponse => "application/graphql-response+json",
        ResponseMediaType.EventStream => "text/event-stream",
        _ => "application/json",
    };

    // The range that says most about a type decides for it: "application/json;q=0, */*" is everything but JSON.
    private static (double Quality, int Place) Match(IList<MediaTypeHeaderValue> accepted, StringSegment name)
    {
        var specificity = -1;
        var quality = 0.0;
        var place = int.MaxValue;
        for (var i = 0; i < accepted.Count; i++)
        {
            var range = accepted[i];
            var says = range.MatchesAllTypes ? 0
                : range.MatchesAllSubTypes ? SameType(range, name) ? 1 : -1
                : range.MediaType.Equals(name, StringComparison.OrdinalIgnoreCase) ? 2 : -1;
            if (says > specificity)
            {
                (specificity, quality, place) = (says, range.Quality ?? 1.0, i);
            }
        }

        return (quality, place);
    }

    private static bool SameType(MediaTypeHeaderValue range, StringSegment name) =>
        range.Type.Equals(name.Subsegment(0, name.IndexOf('/')), StringComparison.OrdinalIgnoreCase);
}
