using Exchange.Federation.Authorization;
using Exchange.Federation.Governed.Composition;

namespace Exchange.Federation.Governed.Planning;

/// <summary>
/// What is read of one entity type at one position of the operation, for all its records together: one request per department.
/// </summary>
internal sealed class EntityStage(int id, EntityType type, FieldGrant? entry, FieldGrant? presence, FieldGrant? link)
{
    private Dictionary<int, int> _positions = [];

    /// <summary>The position in <see cref="QueryPlan.Stages"/>; parents come before children.</summary>
    public int Id { get; } = id;

    /// <summary>The entity type.</summary>
    public EntityType Type { get; } = type;

    /// <summary>The grant of the look-up that leads here; null where a link does.</summary>
    public FieldGrant? Entry { get; } = entry;

    /// <summary>The grant under which a record may be seen to be there; null where the type needs none.</summary>
    public FieldGrant? Presence { get; } = presence;

    /// <summary>The grant of the link that leads here where its cut goes for the reached record too; null where it does not.</summary>
    public FieldGrant? CutLink { get; } = link;

    /// <summary>The fields in response order.</summary>
    public IReadOnlyList<PlannedField> Fields { get; private set; } = [];

    /// <summary>The response names of <see cref="Fields"/>, one array for all records.</summary>
    public string[] ResponseNames { get; private set; } = [];

    /// <summary>Every field of the stage with those of its value objects, each at its <see cref="PlannedField.Slot"/>.</summary>
    public IReadOnlyList<PlannedField> Slots { get; private set; } = [];

    /// <summary>The fields that are read only to ask another department for one of <see cref="Fields"/>: never in an answer.</summary>
    public IReadOnlyList<PlannedField> Inputs { get; private set; } = [];

    /// <summary><see cref="Fields"/> and then <see cref="Inputs"/>: what stands in <c>RecordState.Values</c>.</summary>
    public IReadOnlyList<PlannedField> Read { get; private set; } = [];

    /// <summary>
    /// The requests to send: a department once for each round in which it owns an open field, in the order of rounds and then of first appearance.
    /// </summary>
    public IReadOnlyList<StageFetch> Fetches { get; private set; } = [];

    /// <summary>The position of a field of <see cref="Read"/>.</summary>
    public int PositionOf(PlannedField field) => _positions[field.Slot];

    /// <summary>The ways in which anything here can be open under gates.</summary>
    public IReadOnlyList<Alternative> Ways { get; private set; } = [];

    /// <summary>All gates that decide anything here, as bits.</summary>
    public ulong Gates { get; private set; }

    internal void Complete(IReadOnlyList<PlannedField> fields, IReadOnlyList<PlannedField> inputs, IReadOnlyList<PlannedField> slots)
    {
        Fields = fields;
        Inputs = inputs;
        Read = [.. fields, .. inputs];
        _positions = Read.Index().ToDictionary(field => field.Item.Slot, field => field.Index);
        ResponseNames = [.. fields.Select(field => field.Field.ResponseName)];
        Slots = slots;
        Fetches =
        [
            .. Read.Where(field => field.IsFetched).Select(field => new StageFetch(field.Department!, field.Wave)).Distinct()
                .OrderBy(fetch => fetch.Wave),
        ];
        var cuts = CutLink is { } link ? link.CutGates | link.LinkCutGates : 0;
        var ways = WaysOf(Entry).Concat(WaysOf(Presence)).Concat(slots.SelectMany(field => field.Alternatives));
        Ways = [.. ways.Where(way => way.Gates != 0).DistinctBy(way => way.Gates)];
        Gates = slots.Aggregate(cuts, (gates, field) => gates | field.Gates) | Ways.Aggregate(0UL, (gates, way) => gates | way.Gates);
    }

    private static IReadOnlyList<Alternative> WaysOf(FieldGrant? grant) => grant is null ? [] : PlannedField.Reachable(grant);
}

/// <summary>One request of a stage.</summary>
/// <param name="Department">Whom it goes to.</param>
/// <param name="Wave">The round: what it needs was read in the rounds before.</param>
internal readonly record struct StageFetch(string Department, int Wave)
{
    /// <summary>Whether the field is asked for in this request.</summary>
    public bool Asks(PlannedField field) => field.IsFetched && field.Department == Department && field.Wave == Wave;
}
