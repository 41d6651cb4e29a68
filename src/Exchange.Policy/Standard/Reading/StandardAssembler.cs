namespace Exchange.Policy.Standard.Reading;

/// <summary>Puts the drafts of all documents together: checks what refers to what, and expands types into governed fields.</summary>
internal sealed class StandardAssembler(
    IReadOnlyList<TypeDraft> drafts, IReadOnlyDictionary<string, LadderEntry> ladders, DepartmentReader departments, FindingLog log)
{
    /// <summary>The standard; null where findings leave nothing to build on.</summary>
    public DataStandard? Assemble()
    {
        var types = Unique();
        var check = new ReferenceCheck(types, ladders, departments.Codes, log);
        check.Run();
        if (!log.IsEmpty)
        {
            return null;
        }

        var expander = new FieldExpander(types, ladders, log);
        expander.Run();
        check.RunOn(expander);
        if (!log.IsEmpty)
        {
            return null;
        }

        var graphTypes = TypeOrder.Of([.. types.Values.Select(draft => Graph(draft, types)), .. Connections(types)]);
        return new DataStandard(graphTypes, expander.Fields, expander.OutsideGraph, expander.Roots, departments.Cards, expander.Cells);
    }

    private Dictionary<string, TypeDraft> Unique()
    {
        var types = new Dictionary<string, TypeDraft>(StringComparer.Ordinal);
        foreach (var draft in drafts)
        {
            if (!types.TryAdd(draft.Type.Name, draft))
            {
                var first = types[draft.Type.Name].Place;
                log.Add(
                    "duplicate-type", draft.Place,
                    $"'{draft.Type.Name}' is defined in {first.File}, line {first.Line}, too: keep one.");
            }
        }

        return types;
    }

    private static StandardType Graph(TypeDraft draft, IReadOnlyDictionary<string, TypeDraft> types)
    {
        var inherited = draft.Type.Implements is { } parent ? types[parent].Properties : [];
        return draft.Type with
        {
            Properties = [.. inherited.Concat(draft.Properties)
                .Where(property => property.InGraph)
                .Select(property => property.Property with { Owner = OwnerOf(draft, property) })],
        };
    }

    private static DepartmentId? OwnerOf(TypeDraft draft, PropertyDraft property)
    {
        if (draft.Type.Kind == StandardTypeKind.Root)
        {
            return DataStandard.Hub;
        }

        var governance = draft.Governance.Of(property.Governance);
        return draft.Type.Kind != StandardTypeKind.Entity ? null : governance.Owners.Count > 0 ? DataStandard.Hub : governance.Owner;
    }

    private static IEnumerable<StandardType> Connections(IReadOnlyDictionary<string, TypeDraft> types)
    {
        var pages = types.Values.SelectMany(type => type.Properties).Where(property => property.IsConnection);
        var nodes = pages.Select(property => property.Link!).Distinct();
        foreach (var node in nodes)
        {
            yield return Connection($"{node}Connection",
                Field("edges", $"{node}Edge", isList: true), Field("nodes", node, isList: true), Field("pageInfo", "PageInfo"));
            yield return Connection($"{node}Edge", Field("node", node), Field("cursor", "String"));
        }

        yield return Connection("PageInfo",
            Field("hasNextPage", "Boolean"),
            Field("hasPreviousPage", "Boolean"),
            Field("startCursor", "String") with { IsRequired = false },
            Field("endCursor", "String") with { IsRequired = false });
    }

    private static StandardType Connection(string name, params StandardProperty[] properties) =>
        new() { Name = name, Kind = StandardTypeKind.Connection, Properties = properties };

    private static StandardProperty Field(string name, string type, bool isList = false) =>
        new() { Name = name, Type = type, IsList = isList, IsRequired = true };
}
