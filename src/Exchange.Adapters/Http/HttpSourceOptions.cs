using Exchange.Adapters.Http.Signing;

namespace Exchange.Adapters.Http;

/// <summary>How a department's HTTP service is spoken to: settings of the installation. Immutable.</summary>
public sealed record HttpSourceOptions
{
    /// <summary>The version of HTTP.</summary>
    public HttpDialect Protocol { get; init; }

    /// <summary>How many requests are under way at the same time.</summary>
    public int Concurrency { get; init; } = 64;

    /// <summary>How many more wait for their turn; one beyond is refused at once.</summary>
    public int Queue { get; init; } = 256;

    /// <summary>Where its stream is reached (ws or wss); null for the address of the service itself.</summary>
    public Uri? SocketUrl { get; init; }

    /// <summary>The key that requests are signed with; null for none.</summary>
    public SigningKey? SigningKey { get; init; }

    /// <summary>TLS settings of its own; null for the machine's.</summary>
    public DepartmentTls? Tls { get; init; }
}

/// <summary>A choice of HTTP version.</summary>
public enum HttpDialect : byte
{
    /// <summary>Over TLS what both sides know best (ALPN), otherwise HTTP/1.1.</summary>
    Negotiated,

    /// <summary>HTTP/1.1.</summary>
    Http11,

    /// <summary>HTTP/2; without TLS by prior knowledge, as between processes of one machine.</summary>
    Http2,
}
