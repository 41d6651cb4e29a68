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
            .Where(entry => !merge.Schemas[entry.Index].Facts.IsFullyExternal(entry.Item!))
            .ToList();
        var alone = resolving.Where(entry => !merge.Schemas[entry.Index].Facts.IsShareable(entry.Item!)).ToList();
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
            alone[0].Item!.Location,
            "Mark it \"@shareable\" everywhere, let one subgraph take it over (\"@override\"), or mark it \"@external\" where it is only referred to.");
    }
}
