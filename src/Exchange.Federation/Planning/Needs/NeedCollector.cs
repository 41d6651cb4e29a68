using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.Federation.Planning.Needs;

/// <summary>
/// Reads what is needed out of the caller's operation, and out of the selections of keys and of <c>@requires</c>. Used by one planning run,
/// by one thread.
/// </summary>
internal sealed class NeedCollector(NeedTable table, PlanGrants? grants, FetchPlannerLimits limits)
{
    private readonly Dictionary<(ObjectType, SelectionSet), IReadOnlyList<FieldNeed>> _joining = [];

    /// <summary>What the caller needs: selections of the same value are one need, what is closed is none.</summary>
    public PlaceNeeds Of(SelectedSet set) => Place((NamedType)table.Full.Type(set.Type.Name)!, [set], depth: 0);

    /// <summary>What a key or <c>@requires</c> needs of objects of that type.</summary>
    public IReadOnlyList<FieldNeed> Of(ObjectType type, SelectionSet selection) => Joining(type, selection, depth: 0);

    private PlaceNeeds Place(NamedType type, IReadOnlyList<SelectedSet> sets, int depth)
    {
        RequireDepth(depth);
        var types = new List<TypeNeeds>();
        foreach (var name in sets[0].PossibleTypes)
        {
            types.Add(OfType((ObjectType)table.Full.Type(name)!, sets, depth));
        }

        return table.Place(type, types);
    }

    private TypeNeeds OfType(ObjectType type, IReadOnlyList<SelectedSet> sets, int depth)
    {
        var merged = new Dictionary<string, List<SelectedField>>(StringComparer.Ordinal);
        var asksTypeName = false;
        foreach (var field in sets.SelectMany(set => set.For(type.Name)))
        {
            asksTypeName |= field.IsTypeName;
            if (field.Definition.Name.StartsWith("__", StringComparison.Ordinal) || grants?.IsOpen(field) == false)
            {
                continue;
            }

            var key = field.Definition.Name + NeedTable.TextOf(field.Arguments) + OccurrenceOf(type, field);
            if (!merged.TryGetValue(key, out var same))
            {
                merged.Add(key, same = []);
            }

            same.Add(field);
        }

        return new TypeNeeds(type, [.. merged.Values.Select(same => OfField(type, same, depth))], asksTypeName);
    }

    private FieldNeed OfField(ObjectType type, List<SelectedField> same, int depth)
    {
        var first = same[0];
        var condition = same.Skip(1).Aggregate(
            first.Condition, (any, field) => SelectionCondition.Or(any, field.Condition));
        var definition = type.Field(first.Definition.Name)!;
        var children = first.Selection is null
            ? null
            : Place(definition.Type.Named, [.. same.Select(field => field.Selection!)], depth + 1);
        return table.Field(type, definition, first.Arguments, condition, children, OccurrenceOf(type, first));
    }

    /// <summary>What tells a field apart that is to be done as often as it is selected; empty for what only reads.</summary>
    public string OccurrenceOf(ObjectType type, SelectedField field) => type == table.Full.MutationType ? field.ResponseName : "";

    private IReadOnlyList<FieldNeed> Joining(ObjectType type, SelectionSet selection, int depth)
    {
        if (!_joining.TryGetValue((type, selection), out var needs))
        {
            needs = JoiningOf(type, [selection], depth);
            _joining.Add((type, selection), needs);
        }

        return needs;
    }

    private IReadOnlyList<FieldNeed> JoiningOf(ObjectType type, IReadOnlyList<SelectionSet> selections, int depth)
    {
        RequireDepth(depth);
        var needs = new List<FieldNeed>();
        foreach (var same in JoiningFields.Of(table.Full, type, selections).Values)
        {
            var definition = type.Field(same[0].Name);
            if (definition is null)
            {
                continue;
            }

            var children = same[0].SelectionSet is null
                ? null
                : JoiningPlace(definition.Type.Named, [.. same.Select(field => field.SelectionSet!)], depth + 1);
            needs.Add(table.Field(type, definition, same[0].Arguments, condition: null, children));
        }

        return needs;
    }

    // WHY: the name is asked for wherever types differ: a representation has to say which of them an object is.
    private PlaceNeeds JoiningPlace(NamedType type, IReadOnlyList<SelectionSet> selections, int depth)
    {
        var types = new List<TypeNeeds>();
        foreach (var possible in table.Full.PossibleTypes(type))
        {
            types.Add(new TypeNeeds(possible, JoiningOf(possible, selections, depth), type is not ObjectType));
        }

        return table.Place(type, types);
    }

    private void RequireDepth(int depth)
    {
        if (depth > limits.MaxDepth)
        {
            throw FetchPlannerLimits.Exceeded("planDepth", limits.MaxDepth, "levels of nesting");
        }
    }
}
