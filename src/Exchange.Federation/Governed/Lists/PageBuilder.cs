using Exchange.Federation.Governed.Execution;
using Exchange.Federation.Governed.Planning;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Values;

namespace Exchange.Federation.Governed.Lists;

/// <summary>Puts a page together as a connection. Used by one thread; its depth is that of the plan.</summary>
internal sealed class PageBuilder(PageRun page, ResponseBuilder response, ICursorSeal? seal)
{
    /// <summary>The connection at <paramref name="path"/>; null where no department could be asked for it.</summary>
    public Datum Build(ResultPath path)
    {
        var names = new string[page.Plan.Parts.Count];
        var values = new Datum[names.Length];
        var isWhole = page.IsThere;
        for (var i = 0; i < names.Length && page.IsThere; i++)
        {
            var part = page.Plan.Parts[i];
            names[i] = part.Field.ResponseName;
            isWhole &= Part(part, ResultPath.Field(path, names[i]), out values[i]);
        }

        return isWhole ? Datum.From(new DatumObject(names, values)) : Datum.Null;
    }

    // False when the value is null in a non-null position.
    private bool Part(PagePart part, ResultPath path, out Datum value)
    {
        value = part.Kind switch
        {
            PagePartKind.TypeName => Datum.From(part.Field.Parent.Name),
            PagePartKind.Nodes => Rows(part, path),
            PagePartKind.Edges => Edges(part, path),
            PagePartKind.Info => Info(part),
            _ => Datum.Null,
        };
        return !value.IsNull;
    }

    private Datum Rows(PagePart part, ResultPath path)
    {
        var nodes = page.Rows.Select((row, index) => response.Record(row.Runs[part.Rows], row.Key, ResultPath.Item(path, index), [])).ToArray();
        return nodes.Any(node => node.IsNull) ? Datum.Null : Datum.From(nodes);
    }

    private Datum Edges(PagePart part, ResultPath path)
    {
        var edges = page.Rows.Select((row, index) => Edge(part, row, ResultPath.Item(path, index))).ToArray();
        return edges.Any(edge => edge.IsNull) ? Datum.Null : Datum.From(edges);
    }

    private Datum Edge(PagePart edge, PageRow row, ResultPath path)
    {
        var values = new Datum[edge.Parts.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var part = edge.Parts[i];
            values[i] = part.Kind switch
            {
                PagePartKind.Node => response.Record(row.Runs[part.Rows], row.Key, ResultPath.Field(path, part.Field.ResponseName), []),
                PagePartKind.Cursor => Cursor(row.After),
                _ => Datum.From(part.Field.Parent.Name),
            };
        }

        return values.Any(value => value.IsNull) ? Datum.Null : Datum.From(new DatumObject(edge.ResponseNames, values));
    }

    private Datum Info(PagePart info) => Datum.From(new DatumObject(info.ResponseNames, [.. info.Parts.Select(part => part.Kind switch
    {
        PagePartKind.HasNextPage => Datum.From(page.HasNext),
        PagePartKind.HasPreviousPage => Datum.From(page.HasPrevious),
        PagePartKind.StartCursor => page.Rows.Count > 0 ? Cursor(page.Rows[0].After) : Datum.Null,
        PagePartKind.EndCursor => page.End is { } end ? Cursor(end) : Datum.Null,
        _ => Datum.From(part.Field.Parent.Name),
    })]));

    private Datum Cursor(ListPositions position) => seal is null ? Datum.Null : Datum.From(seal.Seal(position.ToBytes(), page.Binding));
}
