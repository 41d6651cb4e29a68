using Exchange.Federation.Authorization;
using Exchange.Federation.Governed.Departments;
using Exchange.GraphQL.Execution;

namespace Exchange.Federation.Governed.Planning;

/// <summary>What a field of a stage is.</summary>
internal enum PlannedKind : byte
{
    /// <summary><c>__typename</c>, answered in place.</summary>
    TypeName,

    /// <summary>Closed to the caller class: in no request.</summary>
    Closed,

    /// <summary>A scalar, an enum, or a list of them.</summary>
    Leaf,

    /// <summary>A value object, or a list of them.</summary>
    Object,

    /// <summary>A link to an entity, or a list of them.</summary>
    Link,

    /// <summary>Computed by the hub.</summary>
    Hub,

    /// <summary>Over owners that nobody can ask yet: each is a named hole.</summary>
    Hole,

    /// <summary>A page of a list, whose rows are records of their own.</summary>
    Page,
}

/// <summary>One selected field in a stage. Immutable.</summary>
internal sealed class PlannedField
{
    private static readonly Alternative Unconditional = new(1, true, FullLevel, 0, "", "");

    /// <summary>The name of a ladder's last level.</summary>
    public const string FullLevel = "full";

    public required PlannedKind Kind { get; init; }

    public required SelectedField Field { get; init; }

    public required FieldGrant Grant { get; init; }

    /// <summary>The governed coordinate; for structure the object's own path.</summary>
    public required string Coordinate { get; init; }

    /// <summary>The department that delivers it; null where none does.</summary>
    public string? Department { get; init; }

    /// <summary>The name under which it is asked for and delivered: never text that a caller chose.</summary>
    public string RequestName { get; init; } = "";

    /// <summary>The position among all fields of the stage.</summary>
    public required int Slot { get; init; }

    /// <summary>The slot after the last one of its value object.</summary>
    public required int EndSlot { get; init; }

    /// <summary>The ways in which it can be open, up to the first that no gate can close.</summary>
    public IReadOnlyList<Alternative> Alternatives { get; init; } = [];

    /// <summary>The reason while <see cref="Kind"/> is closed.</summary>
    public int ClosedReason { get; init; }

    /// <summary>The owners of a hole.</summary>
    public IReadOnlyList<string> Owners { get; init; } = [];

    /// <summary>The fields of a value object; for a link what a reduced level may imply.</summary>
    public IReadOnlyList<PlannedField> Children
    {
        get;
        init
        {
            field = value;
            ResponseNames = [.. value.Select(child => child.Field.ResponseName)];
        }
    } = [];

    /// <summary>The response names of <see cref="Children"/>, one array for all objects of this shape.</summary>
    public string[] ResponseNames { get; private init; } = [];

    /// <summary>By concrete type, the stages that a link at full level leads to.</summary>
    public IReadOnlyDictionary<string, EntityStage> Targets { get; init; } = NoTargets;

    /// <summary>Whether the link's type is an interface or union, so that the target's type has to be delivered with its key.</summary>
    public bool IsAbstract { get; init; }

    /// <summary>The key field of what the link leads to.</summary>
    public string TargetKey { get; init; } = "";

    /// <summary>How its department is asked for it; null where the record's own key is all that it takes.</summary>
    public FieldJoin? Join { get; init; }

    /// <summary>What has to be read before it can be asked for, parallel to <see cref="FieldJoin.Inputs"/>.</summary>
    public IReadOnlyList<PlannedField> Inputs
    {
        get;
        init
        {
            field = value;
            Wave = value.Count == 0 ? 0 : 1 + value.Max(input => input.Wave);
        }
    } = [];

    /// <summary>The round of requests in which it is asked for: after those of its inputs.</summary>
    public int Wave { get; private init; }

    public static IReadOnlyDictionary<string, EntityStage> NoTargets { get; } = new Dictionary<string, EntityStage>();

    /// <summary>The page of a list; null otherwise.</summary>
    public PagePlan? Page { get; init; }

    /// <summary>Whether a department is asked for it when it is open.</summary>
    public bool IsFetched => Kind is PlannedKind.Leaf or PlannedKind.Object or PlannedKind.Link;

    /// <summary>Whether its outcome is reported.</summary>
    public bool IsGoverned => !Grant.IsStructure;

    /// <summary>The gates that decide it, as bits.</summary>
    public ulong Gates => Alternatives.Aggregate(IsFetched ? Grant.CutGates : 0, (gates, way) => gates | way.Gates);

    /// <summary>The alternatives that can ever be chosen: all up to the first without gates.</summary>
    public static IReadOnlyList<Alternative> Reachable(FieldGrant grant)
    {
        if (grant.IsStructure)
        {
            return [Unconditional];
        }

        var reachable = new List<Alternative>(grant.Alternatives.Count);
        foreach (var alternative in grant.Alternatives)
        {
            reachable.Add(alternative);
            if (alternative.Gates == 0)
            {
                break;
            }
        }

        return reachable;
    }
}
