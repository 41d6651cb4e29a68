using Exchange.GraphQL;
using Exchange.GraphQL.Values;
using Exchange.Pipeline.Callers;
using Exchange.Policy.Standard;

namespace Exchange.Pipeline;

/// <summary>One GraphQL request as a transport hands it over.</summary>
public sealed record HubRequest
{
    /// <summary>The bearer token, or null.</summary>
    public string? Token { get; init; }

    /// <summary>The session that the request came with, or null. A token beside it counts, and the session does not.</summary>
    public SessionCredential? Session { get; init; }

    /// <summary>
    /// Looks the session up anew: a stream asks before each event whether it still holds. Null where the request came without one.
    /// </summary>
    public Func<ValueTask<SessionCredential?>>? RenewSession { get; init; }

    /// <summary><c>Exchange-Purpose</c> as sent, or null.</summary>
    public string? Purpose { get; init; }

    /// <summary><c>Exchange-Case</c> as sent, or null.</summary>
    public string? CaseNumber { get; init; }

    /// <summary><c>Exchange-Emergency</c>, percent-decoded, or null.</summary>
    public string? Emergency { get; init; }

    /// <summary>The language of what an answer says to people: <see cref="Title.Chinese"/> or <see cref="Title.English"/>.</summary>
    public string Language { get; init; } = Title.English;

    /// <summary>Where the request came from, for the summary of refused callers; never a personal value.</summary>
    public string Origin { get; init; } = "";

    /// <summary>The document, UTF-8; empty where <see cref="DocumentId"/> names one.</summary>
    public required ReadOnlyMemory<byte> Document { get; init; }

    /// <summary>The id of a trusted document to run; null where the request brings its own.</summary>
    public string? DocumentId { get; init; }

    /// <summary>
    /// The hash that <c>extensions.persistedQuery</c> names (automatic persisted queries), 64 hexadecimal digits; null for none.
    /// </summary>
    public string? PersistedQueryHash { get; init; }

    /// <summary>The operation to run, or null when the document holds one.</summary>
    public string? OperationName { get; init; }

    /// <summary>The variables, or null.</summary>
    public DatumObject? Variables { get; init; }

    /// <summary>
    /// Why the transport could not read the request; null for one that it could. A known caller's is refused on the record.
    /// </summary>
    public GraphQLError? Malformed { get; init; }

    /// <summary>Whether only a query may run (HTTP GET).</summary>
    public bool QueriesOnly { get; init; }
}

/// <summary>How a request ended.</summary>
public enum AnswerKind : byte
{
    /// <summary>The operation ran; the body may hold errors beside data.</summary>
    Executed,

    /// <summary>The document, its variables or the operation's name are wrong; nothing ran.</summary>
    RequestError,

    /// <summary>A mutation or subscription where only queries may run.</summary>
    MethodNotAllowed,

    /// <summary>No token, or not a good one.</summary>
    Unauthenticated,

    /// <summary>The caller, or where the request came from, may not ask at all.</summary>
    Forbidden,

    /// <summary>The access record could not be written: no answer.</summary>
    AuditUnavailable,

    /// <summary>Consents were withdrawn while the answer was put together: nothing leaves, and the same request may be sent again.</summary>
    ConsentChanged,

    /// <summary>The hub failed; nothing was disclosed.</summary>
    Failed,
}

/// <summary>The answer to one request, ready to be sent.</summary>
/// <param name="Kind">How it ended; transports turn it into a status.</param>
/// <param name="AccessId">The id of the access record; null for unauthenticated callers, who are recorded in sum.</param>
/// <param name="Body">The GraphQL response as JSON.</param>
/// <param name="TokenFault">Why the token was refused.</param>
public sealed record HubResponse(AnswerKind Kind, string? AccessId, ReadOnlyMemory<byte> Body, TokenFault TokenFault = TokenFault.None)
{
    /// <summary>The code of the first error in the body; null where it holds none.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>
    /// Disposed of by the transport once <see cref="Body"/> is written: the body's memory is used again. Null where the garbage collector
    /// sees to it.
    /// </summary>
    public IDisposable? Memory { get; init; }

    /// <summary>Whether nothing follows it; false for an event of a stream that goes on.</summary>
    internal bool IsLast { get; init; } = true;
}
