using Exchange.Federation.Planning.Choices;
using Exchange.Federation.Planning.Joins;
using Exchange.Federation.Planning.Needs;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.Federation.Planning.Drafts;

/// <summary>
/// Turns what was chosen into parts of requests: one part for all objects that are asked of one subgraph at one level of one place.
/// Used by one planning run, by one thread.
/// </summary>
internal sealed class PlanDrafter(JoinLookup joins, ShapeTable shapes, FetchPlannerLimits limits)
{
    private readonly List<PartDraft> _parts = [];
    private readonly HashSet<ResultSlot> _fetched = [];
    private readonly RepresentationBuilder _representations = new(shapes);
    private int _fields;

    /// <summary>The parts so far, in the order in which they were made.</summary>
    public IReadOnlyList<PartDraft> Parts => _parts;

    /// <summary>Whether any part fetches the slot.</summary>
    public bool IsFetched(ResultSlot slot) => _fetched.Contains(slot);

    /// <summary>Drafts what was chosen for a root type; <paramref name="level"/> is the last one that has to be waited for, -1 for none.</summary>
    public void AddRoot(TypeChoice choice, Place place, int level) => Add([choice], new Origin(place, null, [], level, null));

    // INVARIANT: recursion follows the choices, whose depth planDepth bounds.
    private HashSet<PartDraft> Add(IReadOnlyList<TypeChoice> choices, Origin origin)
    {
        var parts = choices.SelectMany(choice => choice.Visits.Select((visit, index) => (choice, index, Part: PartOf(choice, visit, origin))))
            .ToDictionary(one => (one.choice, one.index), one => one.Part);
        var below = new Dictionary<(TypeChoice, VisitInput), HashSet<PartDraft>>();
        foreach (var group in Group(choices, parts, origin))
        {
            var added = Add(group, origin);
            foreach (var (choice, index, field) in group.Members)
            {
                below[(choice, new VisitInput(index, field.Need))] = added;
            }
        }

        foreach (var ((choice, index), part) in parts)
        {
            foreach (var input in choice.Visits[index].Inputs)
            {
                part.After.Add(parts[(choice, input.Visit)]);
                part.After.UnionWith(below.GetValueOrDefault((choice, input)) ?? []);
            }
        }

        HashSet<PartDraft> all = [.. parts.Values, .. below.Values.SelectMany(added => added)];
        all.Remove(origin.Part!);
        return all;
    }

    private PartDraft PartOf(TypeChoice choice, Visit visit, Origin origin)
    {
        if (visit.Entry is null)
        {
            return origin.Part!;
        }

        var level = origin.Level + visit.Level;
        var text = RepresentationBuilder.TextOf(visit);
        string[] names = visit.Entry.Key is null ? [] : IsUntyped(visit.Entry) ? [choice.Type.Name, ""] : [choice.Type.Name];
        var part = origin.Place.Parts.Find(known => known.Subgraph == visit.Subgraph && known.Level == level
            && known.IsRoot == (visit.Entry.Key is null)
            && names.All(name => !known.Representations.TryGetValue(name, out var one) || one.Text == text));
        if (part is null)
        {
            part = new PartDraft(_parts.Count, visit.Subgraph, level, origin.Place, visit.Entry.Key is null);
            _parts.Add(part);
            origin.Place.Parts.Add(part);
        }

        foreach (var name in names)
        {
            part.Representations.TryAdd(name, (text, _representations.Build(origin.Place.Shape, choice.Type, visit)));
        }

        if (origin.Part is not null)
        {
            part.After.Add(origin.Part);
        }

        return part;

        // Whether objects are sent whose type no answer told yet.
        bool IsUntyped(Entry entry) => origin.Standing is { } standing && entry.TypeName == standing.TypeName
            && joins.IsInterfaceObject(standing.TypeName, standing.Subgraph) && !visit.Inputs.Any(input => input.Need.IsTypeName);
    }

    private IReadOnlyList<FieldGroup> Group(
        IReadOnlyList<TypeChoice> choices, Dictionary<(TypeChoice, int), PartDraft> parts, Origin origin)
    {
        var groups = new Dictionary<(PartDraft, string, ResultSlot, PlaceChoice?, SelectionCondition?, bool), FieldGroup>();
        foreach (var choice in choices)
        {
            for (var index = 0; index < choice.Visits.Count; index++)
            {
                var visit = choice.Visits[index];
                foreach (var field in visit.Fields)
                {
                    // INVARIANT: below a field that only joins nothing has a condition of its own.
                    var condition = origin.Ambient ?? field.Condition;
                    var slot = shapes.Slot(origin.Place.Shape, field.Need);
                    var part = parts[(choice, index)];
                    var key = (part, visit.Entry?.TypeName ?? "", slot, field.Child, condition, field.OnlyJoins);
                    if (!groups.TryGetValue(key, out var group))
                    {
                        groups.Add(key, group = new FieldGroup(part, visit.Entry?.TypeName, slot, condition, []));
                    }

                    group.Members.Add((choice, index, field));
                }
            }
        }

        return [.. groups.Values];
    }

    private HashSet<PartDraft> Add(FieldGroup group, Origin origin)
    {
        var (_, _, first) = group.Members[0];
        var targets = group.EntryType is null ? origin.Targets : [group.Part.Selection(group.EntryType)];
        if (group.EntryType is not null)
        {
            AskTypeName(shapes.Full.Type(group.EntryType) is ObjectType ? [] : targets, origin.Place.Shape, group.Part.Subgraph);
            group.Part.SendWhen(group.Condition);
        }

        _fetched.Add(group.Slot);
        if (first.Need.IsTypeName)
        {
            return [];
        }

        // WHY: equal needs were counted once; here each place of the result has its own.
        _fields += group.Members.Count * targets.Count;
        if (_fields > limits.MaxFields)
        {
            throw FetchPlannerLimits.Exceeded("planFields", limits.MaxFields, "fields");
        }

        var below = new List<SelectionDraft>();
        foreach (var (choice, _, field) in group.Members)
        {
            var type = joins.Field(choice.Type, field.Need.Name, group.Part.Subgraph)!.Type;
            below.AddRange(targets.Select(target => target.Add(field.Need, group.Slot, type, group.Condition).Below).OfType<SelectionDraft>());
        }

        if (first.Child is null)
        {
            return [];
        }

        var place = origin.Place.Below(group.Slot, [.. group.Members.Select(member => member.Choice.Type)], shapes.Full);
        AskTypeName(below, place.Shape, group.Part.Subgraph);
        var ambient = first.OnlyJoins ? group.Condition : origin.Ambient;
        return Add(first.Child.Types, new Origin(place, group.Part, below, group.Part.Level, ambient) { Standing = first.Child.Standing });
    }

    private void AskTypeName(IReadOnlyList<SelectionDraft> targets, ResultShape shape, int subgraph)
    {
        foreach (var target in targets)
        {
            if (shape.TypeSlot is { } slot && !joins.IsInterfaceObject(target.TypeName, subgraph))
            {
                target.AskTypeName(slot);
            }
        }
    }

    // Where drafting stands: the place, the part whose answer brings its objects, and what that part selects of them.
    private sealed record Origin(
        Place Place, PartDraft? Part, IReadOnlyList<SelectionDraft> Targets, int Level, SelectionCondition? Ambient)
    {
        public Standing? Standing { get; init; }
    }

    // Fields of several types that lead to one place.
    private sealed record FieldGroup(
        PartDraft Part, string? EntryType, ResultSlot Slot, SelectionCondition? Condition, List<(TypeChoice Choice, int Visit, VisitField Field)> Members);
}
