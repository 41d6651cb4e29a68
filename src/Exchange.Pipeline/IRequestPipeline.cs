using Exchange.Pipeline.Callers;

namespace Exchange.Pipeline;

/// <summary>
/// What a transport asks of the flow behind it. Port: <see cref="RequestPipeline"/> is the flow of the hub, <see cref="Open.OpenPipeline"/> that
/// of a federation gateway in which everything is open. Thread-safe.
/// </summary>
public interface IRequestPipeline
{
    /// <summary>
    /// Says who would ask, before anything is asked: a transport that opens a connection or a stream lets nobody else in. A refused one
    /// is counted as a request of a stranger is. What is asked afterwards is authenticated anew.
    /// </summary>
    /// <param name="request">The request; its document is not looked at.</param>
    /// <param name="cancellation">Stops the wait for the token's verification.</param>
    ValueTask<Admission> AdmitAsync(HubRequest request, CancellationToken cancellation);

    /// <summary>
    /// Answers one request. Never throws for anything a caller or a department can do: a wrong request, a department's fault and a log that
    /// cannot be written are answers too.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellation">
    /// Stops the wait for a token only: once a department may have been asked, the request runs to its record, whether or not anybody still
    /// listens.
    /// </param>
    ValueTask<HubResponse> AnswerAsync(HubRequest request, CancellationToken cancellation);

    /// <summary>
    /// Answers one request of a transport that can carry more than one answer. A query gives one. A subscription gives one per event, each
    /// judged anew and recorded before it is given, until the caller ends it by <paramref name="cancellation"/> or loses the right to it.
    /// An answer whose kind is not <see cref="AnswerKind.Executed"/> is the last. Never throws for anything a caller or a department can do.
    /// </summary>
    IAsyncEnumerable<HubResponse> StreamAsync(HubRequest request, CancellationToken cancellation);
}
