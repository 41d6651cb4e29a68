using System.Globalization;
using Exchange.Demo.Sources;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Values;

namespace Exchange.Demo.GridCentre;

/// <summary>The lists of the grid centre's service: pages of its events, latest first, and of the places in its grids, by code.</summary>
internal sealed class GridCentreLists(GridCentreRecords records, SourceLog log)
{
    private static readonly string[] EventTypes = ["CityManagementEvent", "DisputeEvent", "HazardEvent"];

    /// <summary>A page of <c>events</c>.</summary>
    public DatumObject Events(FieldContext context)
    {
        var arguments = context.Arguments;
        var filters = new[] { ("addressCode", "place"), ("regionCode", "place"), ("since", "occurredAt"), ("until", "occurredAt") }
            .Where(filter => !arguments[filter.Item1].IsNull).Select(filter => filter.Item2);
        log.Write(
            (string)context.Parent!,
            EventTypes.SelectMany(_ => filters.Prepend("occurredAt").Prepend("eventId"), (type, field) => $"{type}.{field}"),
            []);
        var rows = records.Events.Where(told => IsAsked(told, arguments))
            .OrderByDescending(told => told.OccurredAt).ThenBy(told => told.EventId, StringComparer.Ordinal)
            .Select(told => (Cursor: told.EventId, Value: records.EventValue(told)));
        return Page("Event", rows, arguments);
    }

    /// <summary>A page of <c>places</c>.</summary>
    public DatumObject Places(FieldContext context)
    {
        var arguments = context.Arguments;
        log.Write((string)context.Parent!, ["Place.addressCode", .. arguments["gridCode"].IsNull ? (string[])[] : ["Place.grid"]], []);
        return Page("Place", Rows(Text(arguments, "gridCode")).Where(row => StartsWith(row.Cursor, Text(arguments, "regionCode"))), arguments);
    }

    /// <summary>A page of the places of one grid.</summary>
    public DatumObject PlacesOf(string gridCode, DatumObject arguments) => Page("Place", Rows(gridCode), arguments);

    private IEnumerable<(string Cursor, DatumObject Value)> Rows(string? gridCode) => records.PlacesOf(gridCode)
        .Order(StringComparer.Ordinal)
        .Select(code => (code, new DatumObject(["__typename", "addressCode"], [Datum.From("Place"), Datum.From(code)])));

    private static bool IsAsked(CityEvent told, DatumObject arguments) =>
        StartsWith(told.AddressCode, Text(arguments, "regionCode"))
        && (Text(arguments, "addressCode") is not { } place || told.AddressCode == place)
        && (arguments["kinds"] is not { Kind: DatumKind.List } kinds || kinds.AsList().Any(kind => kind.AsString() == told.Kind))
        && (Moment(arguments, "since") is not { } since || told.OccurredAt >= since)
        && (Moment(arguments, "until") is not { } until || told.OccurredAt < until);

    private static DatumObject Page(string type, IEnumerable<(string Cursor, DatumObject Value)> rows, DatumObject arguments)
    {
        var first = (int)Math.Clamp(arguments["first"] is { Kind: DatumKind.Integer } given ? given.AsInteger() : 20, 0, 1_000);
        var after = Text(arguments, "after");
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

    private static bool StartsWith(string code, string? region) => region is null || code.StartsWith(region, StringComparison.Ordinal);

    private static string? Text(DatumObject arguments, string name) => arguments[name] is { Kind: DatumKind.String } text ? text.AsString() : null;

    private static DateTimeOffset? Moment(DatumObject arguments, string name) => Text(arguments, name) is { } text
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;

    private static DatumObject Object(params IReadOnlyList<(string Name, Datum Value)> fields) =>
        new([.. fields.Select(field => field.Name)], [.. fields.Select(field => field.Value)]);
}
