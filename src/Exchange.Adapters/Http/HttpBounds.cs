namespace Exchange.Adapters.Http;

/// <summary>What one call to a department's HTTP service may take.</summary>
public sealed record HttpBounds
{
    /// <summary>The longest that one call may take: waiting for a turn and every attempt included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The most bytes of one answer, or of one message of a stream.</summary>
    public int MaxResponseBytes { get; init; } = 8 << 20;

    /// <summary>How often a read that failed before an answer began is sent again.</summary>
    public int Retries { get; init; } = 1;
}
