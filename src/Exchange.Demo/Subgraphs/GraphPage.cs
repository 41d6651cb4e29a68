using Exchange.GraphQL.Values;

namespace Exchange.Demo.Subgraphs;

/// <summary>A page of a list of a GraphQL service (GraphQL Cursor Connections Specification); a row's key is its cursor.</summary>
internal static class GraphPage
{
    /// <summary>The page that <c>first</c> and <c>after</c> ask for of sorted rows; <paramref name="type"/> is that of a row.</summary>
    public static DatumObject Of(string type, IEnumerable<(string Cursor, DatumObject Value)> rows, DatumObject arguments)
    {
        var first = (int)Math.Clamp(arguments["first"] is { Kind: DatumKind.Integer } given ? given.AsInteger() : 20, 0, 1_000);
        var after = arguments["after"] is { Kind: DatumKind.String } text ? text.AsString() : null;
        var left = after is null ? rows : rows.SkipWhile(row => row.Cursor != after).Skip(1);
        var page = left.Take(first + 1).ToList();
        var shown = page.Take(first).ToList();
        var information = Object(
            ("__typename", Datum.From("PageInfo")),
            ("hasNextPage", Datum.From(page.Count > first)),
            ("hasPreviousPage", Datum.From(after is not null)),
            ("startCursor", shown.Count > 0 ? Datum.From(shown[0].Cursor) : Datum.Null),
            ("endCursor", shown.Count > 0 ? Datum.From(shown[^1].Cursor) : Datum.Null));
        return Object(
            ("__typename", Datum.From(type + "Connection")),
            ("edges", Datum.From([.. shown.Select(row => Datum.From(Object(
                ("__typename", Datum.From(type + "Edge")), ("node", Datum.From(row.Value)), ("cursor", Datum.From(row.Cursor)))))])),
            ("nodes", Datum.From([.. shown.Select(row => Datum.From(row.Value))])),
            ("pageInfo", Datum.From(information)));
    }

    private static DatumObject Object(params IReadOnlyList<(string Name, Datum Value)> fields) =>
        new([.. fields.Select(field => field.Name)], [.. fields.Select(field => field.Value)]);
}
