using Exchange.Adapters.Configuration;

namespace Exchange.Adapters.GraphQL.Subscriptions;

/// <summary>Where a department's stream is reached, and with what token. Immutable.</summary>
internal sealed class SocketAddress(Uri url, string? token)
{
    public Uri Url => url;

    public string? Token => token;

    /// <summary>The configured address of the stream, otherwise that of the service as <c>ws</c> or <c>wss</c>.</summary>
    public static SocketAddress Of(SourceEndpoint endpoint, string department)
    {
        var service = endpoint.Url ?? throw new ArgumentException($"The GraphQL source of {department} needs an address.", nameof(endpoint));
        var scheme = service.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs;
        return new SocketAddress(endpoint.Http.SocketUrl ?? new UriBuilder(service) { Scheme = scheme }.Uri, endpoint.Token);
    }
}
