using Exchange.Federation.Authorization;
using Exchange.GraphQL.Execution;

namespace Exchange.Federation.Governed.Planning;

/// <summary>
/// How one operation is answered under one set of grants: a step per root field, an entity stage per entity position. What is closed to the
/// caller class is in no stage's requests. Immutable; cached and shared between requests and threads.
/// </summary>
public sealed class QueryPlan
{
    internal QueryPlan(
        Operation operation,
        Grants grants,
        IReadOnlyList<RootStep> roots,
        IReadOnlyList<EntityStage> stages,
        IReadOnlyDictionary<string, IReadOnlyList<string>> facts)
    {
        Operation = operation;
        Grants = grants;
        Roots = roots;
        Stages = stages;
        Facts = facts;
        IsGated = stages.Any(stage => stage.Gates != 0);
    }

    /// <summary>The operation that the plan answers.</summary>
    public Operation Operation { get; }

    /// <summary>The grants that it was planned for.</summary>
    public Grants Grants { get; }

    /// <summary>Whether a gate decides anything of the answer.</summary>
    public bool IsGated { get; }

    /// <summary>Whether the plan reads an event that is reported to it: that of a subscription whose root is open to the caller class.</summary>
    public bool ReadsEvents => Roots is [{ Kind: RootStepKind.Reported }];

    /// <summary>Whether the plan answers to a record of this type that comes to be; of another nobody is told that it did.</summary>
    public bool TellsOf(string type) => Roots is [{ Kind: RootStepKind.Reported } step] && step.Reportable.ContainsKey(type);

    /// <summary>The root fields in response order.</summary>
    internal IReadOnlyList<RootStep> Roots { get; }

    /// <summary>All entity stages, each at its <see cref="EntityStage.Id"/>.</summary>
    internal IReadOnlyList<EntityStage> Stages { get; }

    /// <summary>By entity type, the facts that gates of any stage need, so that one batch serves every stage.</summary>
    internal IReadOnlyDictionary<string, IReadOnlyList<string>> Facts { get; }

    /// <summary>The fields of its records that gates of the stage need.</summary>
    internal IEnumerable<RecordRead> ReadsOf(EntityStage stage) => Grants.Gates
        .Where((gate, bit) => (stage.Gates & (1UL << bit)) != 0 && gate.Read?.Type == stage.Type.Name)
        .Select(gate => gate.Read!).Distinct();
}

/// <summary>What answers a root field.</summary>
internal enum RootStepKind : byte
{
    /// <summary>The name of the root type.</summary>
    TypeName,

    /// <summary><c>__schema</c> or <c>__type</c>.</summary>
    Introspection,

    /// <summary>The hub.</summary>
    Hub,

    /// <summary>Nothing: no alternative opens it to the caller class.</summary>
    Closed,

    /// <summary>An entity stage over the keys that the arguments name.</summary>
    Lookup,

    /// <summary>Nobody yet: each owner is a named hole.</summary>
    Hole,

    /// <summary>An entity stage over the record that an owner has reported.</summary>
    Reported,

    /// <summary>An entity stage over the record whose id carries its owner.</summary>
    Located,

    /// <summary>A page of a list over its owners.</summary>
    List,
}

/// <summary>One root field of the operation.</summary>
internal sealed record RootStep(RootStepKind Kind, SelectedField Field, FieldGrant Grant, IReadOnlyList<string> Owners, EntityStage? Stage)
{
    /// <summary>By concrete type, the stages that a reported or located record is read by.</summary>
    public IReadOnlyDictionary<string, EntityStage> Reportable { get; init; } = PlannedField.NoTargets;

    /// <summary>The kinds of record that a stream does not tell of.</summary>
    public IReadOnlyList<FieldGrant> Untold { get; init; } = [];

    /// <summary>The page of a list; null otherwise.</summary>
    public PagePlan? Page { get; init; }
}
