using Exchange.Federation.Authorization;
using Exchange.Federation.Governed.Composition;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.Federation.Governed.Planning;

/// <summary>
/// Plans one page of a list (GraphQL Cursor Connections Specification): the connection's own fields are structure, its rows are entity stages.
/// Used by one planning run.
/// </summary>
internal sealed class PagePlanner(GovernedGraph graph, StagePlanner stages, ListField list, FieldGrant grant, int depth)
{
    private readonly List<IReadOnlyDictionary<string, EntityStage>> _rows = [];
    private readonly List<EntityType> _types =
        [.. graph.Schema.PossibleTypes(graph.Schema.Type(list.Element)!).Select(type => graph.Entity(type.Name)).OfType<EntityType>()];

    /// <summary>The plan of the page that <paramref name="field"/> selects.</summary>
    public PagePlan Plan(SelectedField field)
    {
        var parts = Parts(field);
        if (_rows.Count == 0)
        {
            // WHY: which rows are there is decided by gates, even where nothing of the rows is selected.
            _ = Rows(null);
        }

        return new PagePlan { List = list, Field = field, Grant = grant, Types = _types, Owners = Owners(), Parts = parts, Rows = _rows };
    }

    private IReadOnlyList<PagePart> Parts(SelectedField holder) =>
        [.. holder.Selection!.For(holder.Definition.Type.Named.Name).Select(Part)];

    private PagePart Part(SelectedField field)
    {
        var kind = field.IsTypeName ? PagePartKind.TypeName : KindOf(field.Definition.Name);
        return kind switch
        {
            PagePartKind.Nodes or PagePartKind.Node => new PagePart(kind, field, [], Rows(field)),
            PagePartKind.Edges or PagePartKind.Info => new PagePart(kind, field, Parts(field), -1),
            _ => new PagePart(kind, field, [], -1),
        };
    }

    private int Rows(SelectedField? field)
    {
        _rows.Add(_types.ToDictionary(
            type => type.Name,
            type => stages.Plan(type, field?.Selection!.For(type.Name) ?? [], grant, depth),
            StringComparer.Ordinal));
        return _rows.Count - 1;
    }

    private Dictionary<(string, string), string> Owners()
    {
        var fields = list.Arguments.Append(list.Parent).OfType<ListArgument>().Select(argument => argument.Field).Append(list.SortField).OfType<string>();
        return _types.SelectMany(_ => fields.Distinct(StringComparer.Ordinal), (type, field) => (type.Name, field))
            .Where(pair => graph.Owner(pair.Name, pair.field) is not null)
            .ToDictionary(pair => (pair.Name, pair.field), pair => graph.Owner(pair.Name, pair.field)!);
    }

    private static PagePartKind KindOf(string name) => name switch
    {
        "nodes" => PagePartKind.Nodes,
        "edges" => PagePartKind.Edges,
        "node" => PagePartKind.Node,
        "cursor" => PagePartKind.Cursor,
        "pageInfo" => PagePartKind.Info,
        "hasNextPage" => PagePartKind.HasNextPage,
        "hasPreviousPage" => PagePartKind.HasPreviousPage,
        "startCursor" => PagePartKind.StartCursor,
        "endCursor" => PagePartKind.EndCursor,
        _ => throw new ArgumentException($"A page of a list has no field \"{name}\".", nameof(name)),
    };
}
