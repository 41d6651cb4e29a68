using Exchange.Federation.Authorization;
using Exchange.Federation.Governed.Composition;
using Exchange.Federation.Governed.Departments;
using Exchange.GraphQL.Execution;

namespace Exchange.Federation.Governed.Planning;

/// <summary>
/// Plans what has to be read of a stage's records before other fields of them can be asked for: each input once, as a field that no answer holds.
/// Used for one stage.
/// </summary>
/// <param name="graph">The graph.</param>
/// <param name="grants">The grants.</param>
/// <param name="slots">All fields of the stage so far.</param>
/// <param name="take">Counts a field against the limit.</param>
internal sealed class InputPlanner(GovernedGraph graph, Grants grants, List<PlannedField> slots, Action take)
{
    private const int MaxDepth = 64;

    private readonly Dictionary<string, PlannedField> _byText = new(StringComparer.Ordinal);
    private readonly List<PlannedField> _planned = [];

    /// <summary>The inputs in the order in which they were first needed.</summary>
    public IReadOnlyList<PlannedField> Planned => _planned;

    /// <summary>How the owner of a field of the entity is asked.</summary>
    public FieldJoin? JoinOf(string entity, string field) => graph.Join(entity, field);

    /// <summary>
    /// The planned inputs of a join, those of the inputs themselves planned before; <paramref name="names"/> are the request names of the entity's
    /// fields. Throws <see cref="ArgumentException"/> where the grants do not say how an input is read: they were made for another graph.
    /// </summary>
    public IReadOnlyList<PlannedField> Plan(string entity, FieldJoin join, HashSet<string> names) => Plan(entity, join, names, 0);

    private List<PlannedField> Plan(string entity, FieldJoin join, HashSet<string> names, int depth)
    {
        if (depth > MaxDepth)
        {
            throw PlannerLimits.Exceeded("planDepth", MaxDepth, "fields that require each other");
        }

        return [.. join.Inputs.Select(input => Plan(entity, input, names, depth))];
    }

    private PlannedField Plan(string entity, JoinInput input, HashSet<string> names, int depth)
    {
        if (!_byText.TryGetValue(input.Text, out var planned))
        {
            var name = input.Field.Definition.Name;
            var join = graph.Join(entity, name);
            var inputs = join is null ? [] : Plan(entity, join, names, depth + 1);
            planned = Field(input.Field, $"{entity}.{name}", graph.Owner(entity, name)!, names, join, inputs);
            _byText.Add(input.Text, planned);
            _planned.Add(planned);
        }

        return planned;
    }

    // A link is read as an object that holds its target's key: nothing is followed.
    private PlannedField Field(
        SelectedField field, string path, string department, HashSet<string> names, FieldJoin? join, IReadOnlyList<PlannedField> inputs)
    {
        take();
        var slot = slots.Count;
        slots.Add(null!);
        var type = field.Definition.Type.Named.Name;
        var isLink = field.Selection is not null && graph.Entity(type) is not null;
        var grant = field.Selection is null || isLink ? GrantOf(field) : FieldGrant.Structure;
        IReadOnlyList<PlannedField> children = field.Selection is null ? []
            : isLink ? [Key(field, path, department)]
            : Inside(field.Selection.For(type), path, department);
        return slots[slot] = new PlannedField
        {
            Kind = field.Selection is null ? PlannedKind.Leaf : PlannedKind.Object,
            Field = field,
            Grant = grant,
            Coordinate = path,
            Department = department,
            RequestName = Unique(field.Definition.Name, names),
            Slot = slot,
            EndSlot = slots.Count,
            Alternatives = PlannedField.Reachable(grant),
            Children = children,
            Join = join,
            Inputs = inputs,
        };
    }

    private List<PlannedField> Inside(IReadOnlyList<SelectedField> selection, string path, string department)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        return
        [
            .. selection.Where(part => !part.IsTypeName)
                .Select(part => Field(part, $"{path}.{part.Definition.Name}", department, names, join: null, [])),
        ];
    }

    // WHY structure: the key only joins; it is asked for under the link's coordinate because nothing of the target is read.
    private PlannedField Key(SelectedField link, string path, string department)
    {
        take();
        var key = link.Selection!.For(link.Definition.Type.Named.Name).First(part => !part.IsTypeName);
        var planned = new PlannedField
        {
            Kind = PlannedKind.Leaf,
            Field = key,
            Grant = FieldGrant.Structure,
            Coordinate = path,
            Department = department,
            RequestName = key.Definition.Name,
            Slot = slots.Count,
            EndSlot = slots.Count + 1,
            Alternatives = PlannedField.Reachable(FieldGrant.Structure),
        };
        slots.Add(planned);
        return planned;
    }

    // INVARIANT: what nobody decided is not read.
    private FieldGrant GrantOf(SelectedField field) =>
        grants.Inputs.TryGetValue(field, out var grant) && grant.Alternatives is [{ IsFull: true, Gates: 0 }]
            ? grant
            : throw new ArgumentException("The grants were made for another graph: they do not say how an input is read.");

    /// <summary>
    /// A name under which a department is asked: departments must not see text that a caller chose, and a closed sibling must not show in a name.
    /// </summary>
    public static string Unique(string name, HashSet<string> taken)
    {
        var candidate = name;
        for (var number = 1; !taken.Add(candidate); number++)
        {
            candidate = $"{name}_{number}";
        }

        return candidate;
    }
}
