namespace Exchange.Federation.Sources;

/// <summary>
/// A service that answers GraphQL documents of a <c>FetchPlan</c>. Port: the HTTP adapter and the tests' in-process subgraphs implement it.
/// Thread-safe.
/// </summary>
public interface ISubgraphSource
{
    /// <summary>The subgraph's name.</summary>
    string Name { get; }

    /// <summary>
    /// Sends one request and gives the answer's bytes. Throws <see cref="SourceException"/> when there is no answer, or none that could be
    /// one (status, size, time); whether the bytes are a GraphQL response is for the reader to judge.
    /// </summary>
    ValueTask<SubgraphAnswer> FetchAsync(SubgraphRequest request, CancellationToken cancellation);

    /// <summary>
    /// Subscribes, and returns once the subgraph has been asked: the GraphQL responses from then on, to be read once. Throws
    /// <see cref="SourceException"/> as <see cref="FetchAsync"/> does; reading throws it when the stream breaks.
    /// </summary>
    ValueTask<IAsyncEnumerable<SubgraphAnswer>> SubscribeAsync(SubgraphRequest request, CancellationToken cancellation);
}

/// <summary>One GraphQL request to a subgraph.</summary>
/// <param name="AccessId">The id of the access record, for the subgraph's own log.</param>
/// <param name="Body">The JSON body, <c>query</c> and <c>variables</c>; the caller may reuse the memory once the call has ended.</param>
/// <param name="IsQuery">Whether it only reads, so that it may be sent again after a failure in transit.</param>
public sealed record SubgraphRequest(string AccessId, ReadOnlyMemory<byte> Body, bool IsQuery)
{
    /// <summary>
    /// Names the caller and the decision under which the request is made: requests of equal text that are under way at the same time share
    /// one answer only within equal names. Null where nothing is shared.
    /// </summary>
    public string? ShareKey { get; init; }
}

/// <summary>The bytes of an answer. Dispose gives pooled memory back; afterwards the bytes must not be looked at.</summary>
public abstract class SubgraphAnswer : IDisposable
{
    /// <summary>The GraphQL response as JSON, UTF-8.</summary>
    public abstract ReadOnlyMemory<byte> Body { get; }

    /// <inheritdoc/>
    public abstract void Dispose();
}
