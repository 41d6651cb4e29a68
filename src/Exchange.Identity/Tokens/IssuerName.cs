using Microsoft.AspNetCore.Http;

namespace Exchange.Identity.Tokens;

/// <summary>The hub's own name as an issuer: configured, or the loopback address under which it is asked.</summary>
internal sealed class IssuerName(ExchangeIdentityOptions options)
{
    private readonly string? _configured = options.Issuer?.TrimEnd('/');

    /// <summary>
    /// The issuer for an answer to <paramref name="request"/>; null where none is configured and the request came under a name that is not
    /// loopback. WHY: the Host header is the caller's word, and only on loopback nobody else can profit from it.
    /// </summary>
    public string? For(HttpRequest request)
    {
        if (_configured is not null)
        {
            return _configured;
        }

        var asked = $"{request.Scheme}://{request.Host.Value}{request.PathBase.Value}";
        return IsLoopback(asked) ? asked : null;
    }

    /// <summary>Whether a token's <c>iss</c> names this hub.</summary>
    public bool IsOwn(string issuer) => _configured is not null ? issuer == _configured : IsLoopback(issuer);

    /// <summary>Whether a URL is http or https on this machine itself.</summary>
    internal static bool IsLoopback(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) && uri.IsLoopback;
}
