using Exchange.Gateway.Streams;

namespace Exchange.Gateway;

/// <summary>The edition of GraphQL over HTTP that decides on statuses (<c>GraphQL:HttpProfile</c>).</summary>
public enum HttpProfile : byte
{
    /// <summary>The widely deployed codes: 400 for every request that cannot run, 200 for every one that ran.</summary>
    Edition2025,

    /// <summary>The release of September 2026: 422 for what is readable and cannot run, 294 for data beside errors.</summary>
    Edition2026,
}

/// <summary>The settings and ports of the graph's transports.</summary>
public sealed record GatewayOptions
{
    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Which statuses HTTP answers have.</summary>
    public HttpProfile Profile { get; init; }

    /// <summary>The largest request body, and the largest message of a WebSocket, in bytes.</summary>
    public int MaxBodyBytes { get; init; } = 1 << 20;

    /// <summary>The limits of connections that stay open.</summary>
    public ConnectionLimits Streams { get; init; } = new();

    /// <summary>
    /// Whether whoever asks is answered, so that what comes without token and session is read too: the federation gateway for development.
    /// </summary>
    public bool TakesStrangers { get; init; }

    /// <summary>Looks sessions up; null where only tokens count.</summary>
    public SessionPorts? Sessions { get; init; }

    /// <summary>Where a browser that opens the address is led; null where there is no console.</summary>
    public string? Explorer { get; init; }
}
