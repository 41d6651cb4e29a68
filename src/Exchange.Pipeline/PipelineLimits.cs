using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.Validation;
using Exchange.Federation.Planning;

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
}
