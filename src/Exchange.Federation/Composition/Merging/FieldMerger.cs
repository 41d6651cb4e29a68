using Exchange.Federation.Composition.Subgraphs;
using Exchange.GraphQL.Language;

namespace Exchange.Federation.Composition.Merging;

/// <summary>Merges the fields of objects and interfaces: the widest type, the arguments that every subgraph takes.</summary>
internal sealed class FieldMerger(Merge merge)
{
    private readonly InputMerger _inputs = new(merge);
    private readonly ExternalFields _externals = new(merge);
    private readonly SharedFields _shared = new(merge);
    private readonly OverrideReader _overrides = new(merge);

    /// <summary>Merges every field of a type into it.</summary>
    public void Merge(MergedType type)
    {
        foreach (var name in type.Sources.SelectMany(source => source?.Fields.Keys ?? Enumerable.Empty<string>()).Distinct())
        {
            var field = new MergedField($"{type.Name}.{name}", name, [.. type.Sources.Select(source => source?.Field(name))]);
            if (!_externals.HasOwner(type, field))
            {
                continue;
            }

            MergeOne(type, field);
            type.Fields.Add(name, field);
        }
    }

    private void MergeOne(MergedType type, MergedField field)
    {
        var overrides = _overrides.Read(type, field);
        if (type.Kind == TypeKind.Object || type.Sources.Any(source => source is { IsInterfaceObject: true }))
        {
            _shared.Check(type, field, overrides);
        }

        var own = field.Sources.Select((source, index) => IsExternal(source, index) ? null : source).ToArray();
        field.Description = Merging.Merge.Description(own);
        field.Type = TypeOf(field, own);
        field.Arguments.AddRange(_inputs.Arguments(field.Coordinate, [.. own.Select(source => source?.Arguments)]));
        merge.Directives.Apply(field, own);
        _externals.CheckAgreement(field);
        Join(type, field, own, overrides);
    }

    private bool IsExternal(SubgraphField? source, int subgraph) =>
        source is not null && merge.Schemas[subgraph].Facts.IsExternal(source);

    private TypeNode TypeOf(MergedField field, SubgraphField?[] own)
    {
        var present = own.OfType<SubgraphField>().ToList();
        if (merge.Types.Widest(present.Select(source => source.Type)) is not { } type)
        {
            merge.Errors.Add(
                CompositionCodes.FieldTypeMismatch,
                $"\"{field.Coordinate}\" has types that do not go together: {merge.Differences(own, source => TypeNodes.Text(source.Type))}. "
                    + "One of them has to hold every value of the others.",
                null,
                field.Coordinate,
                present[0].Location);
            return present[0].Type;
        }

        if (present.Exists(source => !TypeNodes.AreEqual(source.Type, type)))
        {
            merge.Errors.Hint(
                CompositionCodes.InconsistentButCompatibleFieldType,
                $"\"{field.Coordinate}\" becomes \"{TypeNodes.Text(type)}\": {merge.Differences(own, source => TypeNodes.Text(source.Type))}.",
                null,
                field.Coordinate);
        }

        return type;
    }

    private void Join(MergedType type, MergedField field, SubgraphField?[] own, FieldOverrides overrides)
    {
        var isSameType = own.OfType<SubgraphField>().All(source => TypeNodes.AreEqual(source.Type, field.Type));
        if (isSameType && !overrides.Any && !NeedsJoin(type, field))
        {
            return;
        }

        foreach (var (index, source) in field.Sources.Index())
        {
            if (source is null || overrides.IsGone(index))
            {
                continue;
            }

            var label = overrides.Label(index);
            field.Directives.Add(JoinNodes.Directive(
                "join__field",
                JoinNodes.Graph(merge.Graphs.Name(index)),
                Text("requires", source.Find("requires")?.Text("fields")),
                Text("provides", source.Find("provides")?.Text("fields")),
                Text("override", overrides.From(index)),
                isSameType ? null : JoinNodes.Text("type", TypeNodes.Text(source.Type)),
                IsExternal(source, index) ? JoinNodes.Flag("external", true) : null,
                overrides.IsUsed(index) ? JoinNodes.Flag("usedOverridden", true) : null,
                Text("overrideLabel", label)));
        }
    }

    private bool NeedsJoin(MergedType type, MergedField field)
    {
        for (var i = 0; i < type.Sources.Length; i++)
        {
            if (type.Sources[i] is not null
                && (field.Sources[i] is not { } source || source.Has("requires") || source.Has("provides") || IsExternal(source, i)))
            {
                return true;
            }
        }

        return false;
    }

    private static ArgumentNode? Text(string name, string? value) => value is null ? null : JoinNodes.Text(name, value);
}
