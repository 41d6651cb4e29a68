namespace Exchange.Federation.Composition;

/// <summary>What composition reads and tries at most; breaking one gives an error that names the limit. Immutable.</summary>
public sealed record CompositionLimits
{
    /// <summary><c>subgraphs</c>: how many subgraphs one graph has.</summary>
    public int MaxSubgraphs { get; init; } = 500;

    /// <summary><c>documentBytes</c>: the length of one subgraph's SDL in bytes of UTF-8.</summary>
    public int MaxBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary><c>tokens</c>: the lexical tokens of one subgraph's SDL.</summary>
    public int MaxTokens { get; init; } = 2_000_000;

    /// <summary><c>nesting</c>: how deep lists, objects and field sets may nest.</summary>
    public int MaxNesting { get; init; } = 100;

    /// <summary><c>errors</c>: how many errors are reported.</summary>
    public int MaxErrors { get; init; } = 200;

    /// <summary><c>paths</c>: the different places, a type and the subgraphs it was reached in, that the check of every path visits.</summary>
    public int MaxPlaces { get; init; } = 200_000;
}
