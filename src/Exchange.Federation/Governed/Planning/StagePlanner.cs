using Exchange.Federation.Authorization;
using Exchange.Federation.Governed.Composition;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.Federation.Governed.Planning;

/// <summary>Plans the entity stages of one operation. Used by one planning run, by one thread.</summary>
internal sealed class StagePlanner(
    GovernedGraph supergraph,
    Grants grants,
    IReadOnlyDictionary<(string Type, string Field), IReadOnlyList<string>> merged,
    IReadOnlyDictionary<(string Type, string Field), ListField> lists,
    PlannerLimits limits)
{
    private readonly List<EntityStage> _stages = [];
    private int _fields;

    public IReadOnlyList<EntityStage> Stages => _stages;

    public EntityStage Plan(
        EntityType entity, IReadOnlyList<SelectedField> selection, FieldGrant? entry, int depth, FieldGrant? link = null)
    {
        if (_stages.Count == limits.MaxStages)
        {
            throw PlannerLimits.Exceeded("planStages", limits.MaxStages, "entity stages");
        }

        var stage = new EntityStage(_stages.Count, entity, entry, grants.Presence.GetValueOrDefault(entity.Name), link);
        _stages.Add(stage);
        var slots = new List<PlannedField>();
        var inputs = new InputPlanner(supergraph, grants, slots, TakeField);
        var fields = Fields(new Position(entity.Name, entity.Name, null, false, false, depth, slots) { Inputs = inputs }, selection);
        stage.Complete(fields, inputs.Planned, slots);
        return stage;
    }

    private void TakeField()
    {
        if (++_fields > limits.MaxFields)
        {
            throw PlannerLimits.Exceeded("planFields", limits.MaxFields, "fields");
        }
    }

    private List<PlannedField> Fields(Position position, IReadOnlyList<SelectedField> selection)
    {
        if (position.Depth > limits.MaxDepth)
        {
            throw PlannerLimits.Exceeded("planDepth", limits.MaxDepth, "levels of nesting");
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        return [.. selection.Select(field => Field(position, field, names))];
    }

    private PlannedField Field(Position position, SelectedField field, HashSet<string> names)
    {
        TakeField();
        var grant = grants.Fields[field.Index];
        var owner = position.Department ?? supergraph.Owner(position.Path, field.Definition.Name);
        var coordinate = grant.IsStructure ? $"{position.Path}.{field.Definition.Name}" : grant.Coordinate;
        var closed = Closure(position, field, grant);
        var kind = closed is null ? KindOf(position, field, owner) : PlannedKind.Closed;

        var isFetched = kind is PlannedKind.Leaf or PlannedKind.Object or PlannedKind.Link;
        var requestName = isFetched ? InputPlanner.Unique(field.Definition.Name, names) : "";

        // WHY: the slot is taken before the children take theirs, so that slots are in response order.
        var slot = position.Slots.Count;
        position.Slots.Add(null!);
        var inside = position with
        {
            Inputs = null, Path = coordinate, Department = owner, IsGoverned = position.IsGoverned || !grant.IsStructure, Depth = position.Depth + 1,
        };
        var children = ChildrenOf(kind, inside, field, grant);
        var endSlot = position.Slots.Count;

        // WHY: what nothing open needs is not planned, so that it cannot be asked for.
        var join = isFetched && (kind != PlannedKind.Object || AnyOpen(children))
            ? position.Inputs?.JoinOf(position.Entity, field.Definition.Name)
            : null;
        var inputs = join is null ? [] : position.Inputs!.Plan(position.Entity, join, names);
        return position.Slots[slot] = new PlannedField
        {
            Kind = kind,
            Field = field,
            Grant = grant,
            Coordinate = coordinate,
            Department = owner,
            RequestName = requestName,
            Slot = slot,
            EndSlot = endSlot,
            Alternatives = kind == PlannedKind.Closed ? [] : position.IsImplied ? Implied(grant) : PlannedField.Reachable(grant),
            ClosedReason = closed ?? 0,
            Owners = kind == PlannedKind.Hole ? Owners(position, field, owner ?? grant.Department) : [],
            Children = children,
            Targets = kind == PlannedKind.Link ? Targets(inside, field, grant) : PlannedField.NoTargets,
            Page = kind == PlannedKind.Page
                ? new PagePlanner(supergraph, this, lists[(position.Path, field.Definition.Name)], grant, inside.Depth).Plan(field)
                : null,
            IsAbstract = field.Definition.Type.Named is InterfaceType or UnionType,
            TargetKey = kind == PlannedKind.Link ? TargetsOf(field).First().KeyField : "",
            Join = join,
            Inputs = inputs,
        };
    }

    // WHY: gates are asked about the record that the link is on; what they would say of it decides nothing of the record that it leads to.
    private static List<Alternative> Implied(FieldGrant grant) => [.. PlannedField.Reachable(grant).Where(way => way is { IsFull: true, Gates: 0 })];

    private static bool AnyOpen(IReadOnlyList<PlannedField> fields) =>
        fields.Any(field => field.Kind == PlannedKind.Object ? AnyOpen(field.Children) : field.IsFetched);

    // The reason when nothing can open the field for this caller class; null when something can.
    private int? Closure(Position position, SelectedField field, FieldGrant grant)
    {
        if (field.IsTypeName || (position.IsImplied && grant.IsStructure))
        {
            return null;
        }

        if (!grant.IsStructure)
        {
            return grant.Alternatives.Count == 0 ? grant.ClosedReason : AbsenceOf(field);
        }

        // INVARIANT: structure holds governed fields or stands inside one; a leaf or link that nobody governs is closed.
        var isObject = field.Selection is not null && !TargetsOf(field).Any();
        return isObject || position.IsGoverned ? null : grant.ClosedReason;
    }

    // WHY: where no record of the target type may be seen at all, its key is not asked for either.
    private int? AbsenceOf(SelectedField field) =>
        supergraph.Entity(field.Definition.Type.Named.Name) is { } target
        && grants.Presence.TryGetValue(target.Name, out var presence)
        && presence.Alternatives.Count == 0
            ? presence.ClosedReason
            : null;

    private PlannedKind KindOf(Position position, SelectedField field, string? owner)
    {
        if (field.IsTypeName)
        {
            return PlannedKind.TypeName;
        }

        // WHY not where only a level implies the record: a list leads further, as a link does.
        if (position is { Department: null, IsImplied: false } && grants.Fields[field.Index].List is not null
            && lists.ContainsKey((position.Path, field.Definition.Name)))
        {
            return PlannedKind.Page;
        }

        if (owner is null || (position.Department is null && merged.ContainsKey((position.Path, field.Definition.Name))))
        {
            return PlannedKind.Hole;
        }

        if (owner == GovernedGraph.Hub)
        {
            return PlannedKind.Hub;
        }

        return field.Selection is null ? PlannedKind.Leaf
            : TargetsOf(field).Any() ? PlannedKind.Link
            : field.Definition.Type.Named is ObjectType type && !IsPage(type) ? PlannedKind.Object
            : PlannedKind.Hole;
    }

    // WHY: a page of a list (GraphQL Cursor Connections Specification, section 2.1) holds links: where nobody says how its list is read, nobody can be asked.
    private static bool IsPage(ObjectType type) => type.Name.EndsWith("Connection", StringComparison.Ordinal);

    private IReadOnlyList<string> Owners(Position position, SelectedField field, string? owner) =>
        position.Department is null && merged.TryGetValue((position.Path, field.Definition.Name), out var owners) ? owners
            : owner is null ? []
            : [owner];

    private IEnumerable<EntityType> TargetsOf(SelectedField field) => field.Selection is null
        ? []
        : supergraph.Schema.PossibleTypes(field.Definition.Type.Named).Select(type => supergraph.Entity(type.Name)).OfType<EntityType>();

    private Dictionary<string, EntityStage> Targets(Position inside, SelectedField field, FieldGrant grant)
    {
        var targets = new Dictionary<string, EntityStage>(StringComparer.Ordinal);
        if (!inside.IsImplied && PlannedField.Reachable(grant).Any(way => way.IsFull))
        {
            foreach (var target in TargetsOf(field))
            {
                // WHY: what says where one person lives says it of the other, so the cut of the link is asked of both.
                var isCut = grant.LinkCutGates != 0 || (grant.CutGates != 0 && target.Name == inside.Entity);
                var link = isCut ? grant : null;
                targets[target.Name] = Plan(target, field.Selection!.For(target.Name), entry: null, inside.Depth, link);
            }
        }

        return targets;
    }

    private List<PlannedField> ChildrenOf(PlannedKind kind, Position inside, SelectedField field, FieldGrant grant)
    {
        var type = field.Definition.Type.Named;
        if (kind == PlannedKind.Object)
        {
            return Fields(inside, field.Selection!.For(type.Name));
        }

        var isReducible = kind == PlannedKind.Link
            && type is ObjectType
            && !inside.IsImplied
            && PlannedField.Reachable(grant).Any(way => !way.IsFull);
        return isReducible ? Fields(inside with { Path = type.Name, IsImplied = true }, field.Selection!.For(type.Name)) : [];
    }

    /// <summary>Where in a stage the planner stands.</summary>
    /// <param name="Entity">The entity type of the stage.</param>
    /// <param name="Path">The entity type, or the coordinate of the value object.</param>
    /// <param name="Department">The owner of the value object; null on the entity itself.</param>
    /// <param name="IsGoverned">Whether a governed field holds this position.</param>
    /// <param name="IsImplied">Whether this is what a reduced link implies of its target.</param>
    /// <param name="Depth">How deep this is.</param>
    /// <param name="Slots">All fields of the stage so far.</param>
    private sealed record Position(string Entity, string Path, string? Department, bool IsGoverned, bool IsImplied, int Depth, List<PlannedField> Slots)
    {
        /// <summary>Plans what fields of the entity itself need; null inside value objects, whose department is asked for the whole.</summary>
        public InputPlanner? Inputs { get; init; }
    }
}
