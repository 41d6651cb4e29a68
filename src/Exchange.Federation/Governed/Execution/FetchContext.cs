using Exchange.Federation.Authorization;
using Exchange.Federation.Governed.Lists;
using Exchange.Federation.Sources;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.Federation.Governed.Execution;

/// <summary>What one request brings to the execution of a plan. Immutable.</summary>
public sealed record FetchContext
{
    /// <summary>The id of the access record that this request will leave.</summary>
    public required string AccessId { get; init; }

    /// <summary>The request's time.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The coerced variables.</summary>
    public required VariableValues Variables { get; init; }

    /// <summary>The coercions of the graph's scalars.</summary>
    public required ScalarSet Scalars { get; init; }

    /// <summary>The part of the schema that introspection tells of; null for all of it.</summary>
    public Schema? Shown { get; init; }

    /// <summary>The fields that the hub itself answers.</summary>
    public required IHubFields Hub { get; init; }

    /// <summary>Judges and reduces every delivered cell.</summary>
    public required ICellGuard Guard { get; init; }

    /// <summary>The opaque reasons that execution itself gives.</summary>
    public required ExecutorReasons Reasons { get; init; }

    /// <summary>Has the last word on records that are open; null for none.</summary>
    public IRecordAdmission? Admission { get; init; }

    /// <summary>What gates may know of the request apart from the record (<see cref="Authorization.GateSubject.Request"/>).</summary>
    public object? GateRequest { get; init; }

    /// <summary>Seals the cursors of lists; without it they give none and take none.</summary>
    public ICursorSeal? Cursors { get; init; }

    /// <summary>The limits of lists.</summary>
    public ListLimits Lists { get; init; } = new();

    /// <summary>What a subscription's plan answers now; null for a query.</summary>
    public EventReport? Report { get; init; }
}

/// <summary>What a department's stream gave: a record that came to be, or its own end. Immutable.</summary>
public sealed record EventReport
{
    /// <summary>The department; null where no stream could be had at all.</summary>
    public string? Department { get; init; }

    /// <summary>The record; null where a stream ended or could not be had.</summary>
    public SourceEvent? Event { get; init; }

    /// <summary>The owners that tell of nothing now: named beside an event, and the reason of the null where there is none.</summary>
    public IReadOnlyList<string> Silent { get; init; } = [];
}

/// <summary>The named limits of execution. Immutable.</summary>
public sealed record ExecutorLimits
{
    /// <summary>How many items a delivered list may have; a longer one is invalid.</summary>
    public int MaxListItems { get; init; } = 1_000;

    /// <summary>How many record positions one answer may have, and keys one stage (limit <c>records</c>).</summary>
    public int MaxRecords { get; init; } = 50_000;
}
