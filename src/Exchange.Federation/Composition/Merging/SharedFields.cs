using Exchange.Federation.Composition.Subgraphs;

namespace Exchange.Federation.Composition.Merging;

/// <summary>Checks that a field which several subgraphs resolve is meant to be shared (<c>@shareable</c>).</summary>
internal sealed class SharedFields(Merge merge)
{
    /// <summary>Reports a field that several subgraphs resolve although one of them says nothing of sharing.</summary>
    public void Check(MergedType type, MergedField field, FieldOverrides overrides)
    {
        var resolving = field.Sources.Index()
            .Where(entry => entry.Item is not null && type.Sources[entry.Index]!.Kind == TypeKind.Object && !overrides.IsTaken(entry.Index))
            .Select(entry => (entry.Index, Item: entry.Item!))
            .Concat(ThroughInterfaceObjects(type, field))
            .Where(entry => !merge.Schemas[entry.Index].Facts.IsFullyExternal(entry.Item))
            .ToList();
        var alone = resolving.Where(entry => !merge.Schemas[entry.Index].Facts.IsShareable(entry.Item)).ToList();
        if (resolving.Count < 2 || alone.Count == 0)
        {
            return;
        }

        merge.Errors.Add(
            CompositionCodes.InvalidFieldSharing,
            $"\"{field.Coordinate}\" is resolved by {merge.List(resolving.Select(entry => entry.Index))} and is not marked \"@shareable\" in "
                + $"{merge.List(alone.Select(entry => entry.Index))}.",
            merge.NameOf(alone[0].Index),
            field.Coordinate,
            alone[0].Item.Location,
            "Mark it \"@shareable\" everywhere, let one subgraph take it over (\"@override\"), or mark it \"@external\" where it is only referred to.");
    }

    // WHY: what a subgraph resolves for an interface as an object, it resolves for every type that implements it.
    private IEnumerable<(int Index, SubgraphField Item)> ThroughInterfaceObjects(MergedType type, MergedField field) =>
        from contract in type.Kind == TypeKind.Object ? type.Interfaces : []
        from entry in merge.Schemas.Index()
        where type.Sources[entry.Index] is null
        let known = entry.Item.Type(contract)
        where known is { IsInterfaceObject: true } && known.Field(field.Name) is not null
        select (entry.Index, known.Field(field.Name)!);
}
