using Exchange.Adapters.Configuration;
using Exchange.Adapters.Http.Signing;

namespace Exchange.Adapters.GraphQL.Subscriptions;

/// <summary>Where a department's stream is reached, with what token, and who signs the request that opens it. Immutable.</summary>
internal sealed class SocketAddress(Uri url, string? token, RequestSigner? signer)
{
    public Uri Url => url;

    public string? Token => token;

    public RequestSigner? Signer => signer;

    /// <summary>The configured address of the stream, otherwise that of the service as <c>ws</c> or <c>wss</c>.</summary>
    public static SocketAddress Of(SourceEndpoint endpoint, string department, TimeProvider clock)
    {
        var service = endpoint.HttpAddress($"The GraphQL source of {department}");
        var scheme = service.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs;
        return new SocketAddress(
            endpoint.Http.SocketUrl ?? new UriBuilder(service) { Scheme = scheme }.Uri,
            endpoint.Token,
            endpoint.Http.SigningKey is { } key ? new RequestSigner(key, clock) : null);
    }
}
