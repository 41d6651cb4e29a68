using Exchange.Federation.Governed.Lists;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.Validation;
using Exchange.Federation.Governed.Planning;

namespace Exchange.Pipeline;

/// <summary>The named limits of one request; every refusal says which one stopped it.</summary>
public sealed record PipelineLimits
{
    /// <summary>Limits of the parser: document bytes, tokens, nesting, digits.</summary>
    public ParserLimits Parser { get; init; } = new();

    /// <summary>Limits of the operation, as written and as compiled: depth, fields, aliases, cost.</summary>
    public OperationLimits Operation { get; init; } = new();

    /// <summary>After this many validation errors the rest is not looked for.</summary>
    public int Errors { get; init; } = ValidationOptions.Default.MaxErrors;

    /// <summary>How documents are validated within these limits.</summary>
    public ValidationOptions Validation => new() { Limits = Operation, MaxErrors = Errors };

    /// <summary>Limits of the plan.</summary>
    public PlannerLimits Planner { get; init; } = new();

    /// <summary>How long departments may be waited for; who is silent by then is unavailable.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Limits of lists.</summary>
    public ListLimits Lists { get; init; } = new();

    /// <summary>Limits of streams.</summary>
    public StreamLimits Streams { get; init; } = new();
}

/// <summary>The named limits of subscriptions. The timeout of a request holds for each event, not for the stream.</summary>
public sealed record StreamLimits
{
    /// <summary>How many streams may be open at once (limit <c>streams</c>).</summary>
    public int Open { get; init; } = 1_000;

    /// <summary>How many streams one client, or one signed-in account, may have open (limit <c>streamsPerClient</c>).</summary>
    public int PerClient { get; init; } = 20;

    /// <summary>How many events may wait for a slow reader before its stream is ended (limit <c>streamQueue</c>).</summary>
    public int Queue { get; init; } = 256;

    /// <summary>The pause before a department whose stream ended is subscribed to again; it doubles up to a minute.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);
}
