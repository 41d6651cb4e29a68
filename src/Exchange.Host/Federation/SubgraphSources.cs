using Exchange.Adapters;
using Exchange.Adapters.Configuration;
using Exchange.Adapters.Http;
using Exchange.Federation.Sources;
using Exchange.Federation.Supergraphs;
using Exchange.Host.Composition;

namespace Exchange.Host.Federation;

/// <summary>The sources of a graph's subgraphs, over HTTP. Dispose closes the connections.</summary>
internal sealed class SubgraphSources : IAsyncDisposable
{
    private readonly HttpMessageInvoker _client;

    private SubgraphSources(HttpMessageInvoker client, IReadOnlyList<ISubgraphSource> inOrder) => (_client, InOrder) = (client, inOrder);

    /// <summary>The sources, each at its subgraph's position.</summary>
    public IReadOnlyList<ISubgraphSource> InOrder { get; }

    /// <summary>Makes a source for each subgraph; throws <see cref="HubException"/> that names one without an address.</summary>
    public static SubgraphSources Open(Supergraph supergraph, TimeProvider time)
    {
        if (supergraph.Subgraphs.FirstOrDefault(subgraph => !IsAddress(subgraph.Url)) is { } lost)
        {
            throw new HubException($"Subgraph \"{lost.Name}\" has no address: give its \"url\", like http://127.0.0.1:4001/graphql.");
        }

        var client = DepartmentHttpClient.Create();
        return new SubgraphSources(client, [.. supergraph.Subgraphs.Select(subgraph =>
            SubgraphSourceFactory.Create(subgraph.Name, new SourceEndpoint { Url = new Uri(subgraph.Url) }, client, time))]);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var source in InOrder.OfType<IAsyncDisposable>())
        {
            await source.DisposeAsync();
        }

        _client.Dispose();
    }

    private static bool IsAddress(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";
}
