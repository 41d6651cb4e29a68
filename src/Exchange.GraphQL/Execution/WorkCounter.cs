namespace Exchange.GraphQL.Execution;

/// <summary>
/// Counts what one document makes the engine do, in units that do not depend on the machine: what the limits promise to bound. Not
/// thread-safe: one per document.
/// </summary>
public sealed class WorkCounter
{
    /// <summary>Tokens read.</summary>
    public long Tokens { get; private set; }

    /// <summary>Nodes visited: measured for the structural limits, and walked by the rules.</summary>
    public long Nodes { get; private set; }

    /// <summary>Selections expanded to be merged, compared with others of their response name.</summary>
    public long Comparisons { get; private set; }

    /// <summary>Names compared to suggest one that was meant.</summary>
    public long Suggestions { get; private set; }

    /// <summary>Selections looked at while an operation was compiled.</summary>
    public long Selections { get; private set; }

    /// <summary>All of it.</summary>
    public long Total => Tokens + Nodes + Comparisons + Suggestions + Selections;

    internal void Token() => Tokens++;

    internal void Node() => Nodes++;

    internal void Comparison() => Comparisons++;

    internal void Suggestion() => Suggestions++;

    internal void Selection() => Selections++;
}
