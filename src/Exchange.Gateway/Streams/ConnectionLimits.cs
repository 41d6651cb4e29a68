namespace Exchange.Gateway.Streams;

/// <summary>The named limits of connections that stay open: event streams and WebSockets (<c>GraphQL:Streams:*</c>).</summary>
public sealed record ConnectionLimits
{
    /// <summary>How many the hub holds at once.</summary>
    public int Connections { get; init; } = 1000;

    /// <summary>How many one client, or one signed-in account, holds at once.</summary>
    public int ConnectionsPerClient { get; init; } = 50;

    /// <summary>How many operations one WebSocket runs at once.</summary>
    public int OperationsPerConnection { get; init; } = 20;

    /// <summary>How many messages a second one WebSocket may send.</summary>
    public int MessagesPerSecond { get; init; } = 100;

    /// <summary>How long a WebSocket may take to say who it is.</summary>
    public TimeSpan Init { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a connection is shown to be alive. A WebSocket that is silent for twice as long is taken for dead.</summary>
    public TimeSpan Ping { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a WebSocket may stay open with nothing running.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a reader may take for one message before its connection ends.</summary>
    public TimeSpan Write { get; init; } = TimeSpan.FromSeconds(10);
}
