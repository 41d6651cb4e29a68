namespace Exchange.Adapters.GraphQL.Subscriptions;

/// <summary>The bounds of a <see cref="SubscriptionSocket"/>.</summary>
/// <param name="Timeout">The longest that opening it, or sending a message, may take.</param>
internal sealed record SocketBounds(TimeSpan Timeout)
{
    /// <summary>The most bytes of one message; an event of a record is a type and a key.</summary>
    public int MaxMessageBytes { get; init; } = 64 * 1024;

    /// <summary>How many answers of one subscription are kept until they are read.</summary>
    public int MaxQueue { get; init; } = 256;

    /// <summary>How many bytes of them; one answer is always taken.</summary>
    public int MaxQueuedBytes { get; init; } = 4 << 20;

    /// <summary>How long a connection without subscriptions is kept.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a department that is silent is asked whether it is there, and how long it may take to say so.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The shortest time from one attempt to connect that failed to the next, whoever asks.</summary>
    public TimeSpan BetweenAttempts { get; init; } = TimeSpan.FromMilliseconds(500);
}
