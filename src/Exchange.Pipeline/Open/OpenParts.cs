using Exchange.Federation.Planning;
using Exchange.Federation.Sources;
using Exchange.Federation.Supergraphs;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;

namespace Exchange.Pipeline.Open;

/// <summary>The ports and settings of an <see cref="OpenPipeline"/>.</summary>
public sealed record OpenParts
{
    /// <summary>The graph.</summary>
    public required Supergraph Supergraph { get; init; }

    /// <summary>The subgraphs' sources, each at its position in <see cref="Exchange.Federation.Supergraphs.Supergraph.Subgraphs"/>.</summary>
    public required IReadOnlyList<ISubgraphSource> Sources { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Makes access ids: UUIDv7 text.</summary>
    public required Func<DateTimeOffset, string> NewAccessId { get; init; }

    /// <summary>
    /// The limits of a document: what a developer sends is trusted, so only what bounds recursion and memory holds, and nothing is refused for
    /// what it costs.
    /// </summary>
    public PipelineLimits Limits { get; init; } = new()
    {
        Parser = ParserLimits.Unlimited with { MaxBytes = ParserLimits.Default.MaxBytes },
        Operation = OperationLimits.Unlimited with { Depth = 200, FragmentChain = 200, Fields = 100_000, Selections = 1_000_000 },
    };

    /// <summary>The limits of a plan.</summary>
    public FetchPlannerLimits Planner { get; init; } = new();

    /// <summary>Told of a fault of the gateway's own, by access id; for the developer's console.</summary>
    public Action<string, Exception> Fault { get; init; } = static (_, _) => { };
}
