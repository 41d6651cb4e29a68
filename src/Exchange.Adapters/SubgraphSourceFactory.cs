using Exchange.Adapters.Configuration;
using Exchange.Adapters.GraphQL;
using Exchange.Adapters.Http;
using Exchange.Federation.Sources;

namespace Exchange.Adapters;

/// <summary>Makes the sources of subgraphs that are reached over HTTP. Thread-safe.</summary>
public static class SubgraphSourceFactory
{
    /// <summary>
    /// The source of one subgraph; disposable (<see cref="IAsyncDisposable"/>). Throws <see cref="ArgumentException"/> when the endpoint
    /// has no address.
    /// </summary>
    /// <param name="name">The subgraph's name.</param>
    /// <param name="endpoint">Where and how it is reached.</param>
    /// <param name="client">The connections for all subgraphs, see <see cref="DepartmentHttpClient"/>.</param>
    /// <param name="clock">The clock that time limits and pauses are measured by.</param>
    /// <param name="bounds">What one call may take.</param>
    public static ISubgraphSource Create(
        string name, SourceEndpoint endpoint, HttpMessageInvoker client, TimeProvider clock, HttpBounds? bounds = null) =>
        new HttpSubgraphSource(name, endpoint, bounds ?? new HttpBounds(), client, clock);
}
