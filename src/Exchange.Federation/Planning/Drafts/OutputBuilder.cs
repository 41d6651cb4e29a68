using Exchange.Federation.Planning.Joins;
using Exchange.Federation.Planning.Needs;
using Exchange.GraphQL;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.Federation.Planning.Drafts;

/// <summary>Says where the caller's fields are kept, and which of them are closed. Used by one planning run, by one thread.</summary>
internal sealed class OutputBuilder(ShapeTable shapes, PlanDrafter drafter, NeedCollector collector, PlanGrants? grants)
{
    /// <summary>What the caller sees at a place; <paramref name="missing"/> is what no plan reaches there.</summary>
    // INVARIANT: recursion follows the operation, whose depth the operation limits bound.
    public OutputSelection Build(SelectedSet set, ResultShape shape, PlaceNeeds? missing)
    {
        var types = new Dictionary<string, IReadOnlyList<OutputField>>(StringComparer.Ordinal);
        foreach (var name in set.PossibleTypes)
        {
            var open = missing?.Types.FirstOrDefault(type => type.Type.Name == name)?.Fields ?? [];
            types.Add(name, [.. set.For(name).Select(field => Field(field, shape, (ObjectType)shapes.Full.Type(name)!, open))]);
        }

        // INVARIANT: the types are only unknown where they are all treated alike; any one of them stands for all.
        if (shape.Type is InterfaceType && set.PossibleTypes.Count > 0)
        {
            types.Add("", types[set.PossibleTypes.First()]);
        }

        return new OutputSelection { Types = types };
    }

    private OutputField Field(SelectedField field, ResultShape shape, ObjectType type, IReadOnlyList<FieldNeed> missing)
    {
        if (grants?.IsOpen(field) == false)
        {
            return new OutputField(field, null, null, IsClosed: true);
        }

        if (field.Definition.Name.StartsWith("__", StringComparison.Ordinal))
        {
            return new OutputField(field, null, null, IsClosed: false);
        }

        var argumentText = NeedTable.TextOf(field.Arguments);
        var occurrence = collector.OccurrenceOf(type, field);
        var slot = shapes.Slot(shape, field.Definition.Name, argumentText, type.Field(field.Definition.Name)!.Type, occurrence);
        var open = missing.FirstOrDefault(need => need.Name == field.Definition.Name && need.ArgumentText == argumentText && need.Occurrence == occurrence);
        if (open is not null && (slot.Shape is null || !drafter.IsFetched(slot)))
        {
            return grants is null ? throw Unreachable(open) : new OutputField(field, null, null, IsClosed: true);
        }

        return new OutputField(
            field, slot, field.Selection is null ? null : Build(field.Selection, slot.Shape!, open?.Children), IsClosed: false);
    }

    private static GraphQLException Unreachable(FieldNeed need) => new(new GraphQLError(
        ErrorCodes.Internal, $"No subgraph can resolve \"{need.Coordinate}\" where the operation asks for it."));
}
