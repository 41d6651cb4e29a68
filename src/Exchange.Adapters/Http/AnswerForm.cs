using System.Net;

namespace Exchange.Adapters.Http;

/// <summary>
/// Which answers a service gives: what is asked for in <c>Accept</c>, and which of what comes back is an answer. Immutable.
/// </summary>
internal sealed class AnswerForm
{
    private const string GraphQLType = "application/graphql-response+json";
    private const string JsonType = "application/json";

    private AnswerForm(string accept) => Accept = accept;

    /// <summary>A JSON service.</summary>
    public static AnswerForm Json { get; } = new(JsonType);

    /// <summary>A GraphQL service (GraphQL over HTTP).</summary>
    public static AnswerForm GraphQL { get; } = new($"{GraphQLType}, {JsonType};q=0.9");

    /// <summary>The header's value.</summary>
    public string Accept { get; }

    /// <summary>Whether a body of this media type can be an answer; none said is judged by the body alone.</summary>
    public bool Takes(ReadOnlySpan<char> contentType) =>
        contentType.IsEmpty || Is(contentType, JsonType) || (this == GraphQL && Is(contentType, GraphQLType));

    /// <summary>
    /// Whether a refusal of the request carries a GraphQL response: only that media type says so, any other may come from something on the
    /// way. Refusals of the hub itself (401, 403, 408, 429) are none.
    /// </summary>
    public bool IsAnswer(HttpStatusCode status, ReadOnlySpan<char> contentType) =>
        this == GraphQL && (int)status is >= 400 and < 500 and not (401 or 403 or 408 or 429) && Is(contentType, GraphQLType);

    private static bool Is(ReadOnlySpan<char> contentType, string type)
    {
        var end = contentType.IndexOf(';');
        return (end < 0 ? contentType : contentType[..end]).Trim().Equals(type, StringComparison.OrdinalIgnoreCase);
    }
}
