using Exchange.Federation.Composition.Subgraphs;

namespace Exchange.Federation.Composition.Merging;

/// <summary>Reads who takes a field over from whom (<c>@override</c>), and reports what cannot be.</summary>
internal sealed class OverrideReader(Merge merge)
{
    /// <summary>The takeovers of one field.</summary>
    public FieldOverrides Read(MergedType type, MergedField field)
    {
        if (!field.Sources.Any(source => source is not null && source.Has("override")))
        {
            return FieldOverrides.None;
        }

        var overrides = new FieldOverrides();
        foreach (var (index, source) in field.Sources.Index())
        {
            if (source?.Find("override") is { } use && use.Text("from") is { } from)
            {
                ReadOne(overrides, type, field, index, from, use.Text("label"));
            }
        }

        return overrides;
    }

    private void ReadOne(FieldOverrides overrides, MergedType type, MergedField field, int index, string from, string? label)
    {
        var source = field.Sources[index]!;
        if (type.Kind == TypeKind.Interface && type.Sources[index]!.Kind == TypeKind.Interface)
        {
            Report(CompositionCodes.OverrideOnInterface, "is a field of an interface, which no subgraph can take over", index, source);
            return;
        }

        if (from == merge.NameOf(index))
        {
            Report(CompositionCodes.OverrideFromSelfError, "is taken over from its own subgraph", index, source);
            return;
        }

        overrides.Take(index, from, label);
        var origin = merge.Schemas.Index().FirstOrDefault(entry => entry.Item.Name == from, (-1, null!)).Index;
        if (origin < 0)
        {
            merge.Errors.Hint(
                CompositionCodes.FromSubgraphDoesNotExist,
                $"\"{field.Coordinate}\" is taken over from \"{from}\", which is not among the subgraphs.", merge.NameOf(index), field.Coordinate);
            return;
        }

        if (field.Sources[origin] is not { } original)
        {
            merge.Errors.Hint(
                CompositionCodes.OverrideDirectiveCanBeRemoved,
                $"\"{field.Coordinate}\" no longer exists in \"{from}\"; its \"@override\" can go.", merge.NameOf(index), field.Coordinate);
            return;
        }

        if (CanTake(index, source, origin, original))
        {
            overrides.Give(origin, merge.Schemas[origin].Facts.IsUsed(original), label);
        }
    }

    private bool CanTake(int index, SubgraphField source, int origin, SubgraphField original)
    {
        if (original.Has("override"))
        {
            Report(
                CompositionCodes.OverrideSourceHasOverride,
                $"is taken over from \"{merge.NameOf(origin)}\", which itself takes it over; only one can", index, source);
            return false;
        }

        var (conflict, at) = merge.Schemas[index].Facts.IsExternal(source)
            ? ("external", index)
            : (new[] { "requires", "provides" }.FirstOrDefault(original.Has), origin);
        if (conflict is not null)
        {
            Report(
                CompositionCodes.OverrideCollisionWithAnotherDirective,
                $"cannot be taken over, because it carries \"@{conflict}\" in \"{merge.NameOf(at)}\"", index, source);
            return false;
        }

        return true;
    }

    private void Report(string code, string problem, int index, SubgraphField source) =>
        merge.Errors.Add(code, $"\"{source.Coordinate}\" {problem}.", merge.NameOf(index), source.Coordinate, source.Location);
}
