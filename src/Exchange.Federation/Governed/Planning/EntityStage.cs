using Exchange.Federation.Authorization;
using Exchange.Federation.Governed.Composition;

namespace Exchange.Federation.Governed.Planning;

/// <summary>
/// What is read of one entity type at one position of the operation, for all its records together: one request per department.
/// </summary>
internal sealed class EntityStage(int id, EntityType type, FieldGrant? entry, FieldGrant? presence, FieldGrant? link)
{
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

    /// <summary>The departments that own an open field here, in order of first appearance.</summary>
    public IReadOnlyList<string> Departments { get; private set; } = [];

    /// <summary>All gates that decide anything here, as bits.</summary>
    public ulong Gates { get; private set; }

    internal void Complete(IReadOnlyList<PlannedField> fields, IReadOnlyList<PlannedField> slots)
    {
        Fields = fields;
        ResponseNames = [.. fields.Select(field => field.Field.ResponseName)];
        Slots = slots;
        Departments = [.. fields.Where(field => field.IsFetched).Select(field => field.Department!).Distinct(StringComparer.Ordinal)];
        var cuts = CutLink is { } link ? link.CutGates | link.LinkCutGates : 0;
        Gates = GatesOf(Entry) | GatesOf(Presence) | cuts | slots.Aggregate(0UL, (gates, field) => gates | field.Gates);
    }

    private static ulong GatesOf(FieldGrant? grant) =>
        grant is null ? 0 : PlannedField.Reachable(grant).Aggregate(0UL, (gates, way) => gates | way.Gates);
}
