using Exchange.GraphQL.Language;

namespace Exchange.Federation.Composition;

/// <summary>One mistake in the subgraphs.</summary>
/// <param name="Code">A stable code of the composer that found it.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="Subgraph">The subgraph that has to change; null where it is the composed graph as a whole.</param>
/// <param name="Coordinate">The schema coordinate concerned; null where it is the subgraph as a whole.</param>
public sealed record CompositionError(string Code, string Message, string? Subgraph, string? Coordinate)
{
    /// <summary>Where it stands in the subgraph's text; null where no one place is at fault.</summary>
    public SourceLocation? Location { get; init; }

    /// <summary>What usually helps; null where the message says it.</summary>
    public string? Hint { get; init; }
}
