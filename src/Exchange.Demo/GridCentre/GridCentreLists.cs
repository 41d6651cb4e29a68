using Exchange.Demo.Sources;
using Exchange.Demo.Subgraphs;
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
        var question = new EventQuestion(context.Arguments);
        log.Write((string)context.Parent!, EventTypes.SelectMany(question.CoordinatesOf), []);
        var rows = records.Events.Where(told => question.Asks(told.Kind, told.AddressCode, told.OccurredAt))
            .OrderByDescending(told => told.OccurredAt).ThenBy(told => told.EventId, StringComparer.Ordinal)
            .Select(told => (Cursor: told.EventId, Value: records.EventValue(told)));
        return GraphPage.Of("Event", rows, context.Arguments);
    }

    /// <summary>A page of <c>places</c>.</summary>
    public DatumObject Places(FieldContext context)
    {
        var arguments = context.Arguments;
        log.Write((string)context.Parent!, ["Place.addressCode", .. arguments["gridCode"].IsNull ? (string[])[] : ["Place.grid"]], []);
        return GraphPage.Of("Place", Rows(Text(arguments, "gridCode")).Where(row => StartsWith(row.Cursor, Text(arguments, "regionCode"))), arguments);
    }

    /// <summary>A page of the places of one grid.</summary>
    public DatumObject PlacesOf(string gridCode, DatumObject arguments) => GraphPage.Of("Place", Rows(gridCode), arguments);

    private IEnumerable<(string Cursor, DatumObject Value)> Rows(string? gridCode) => records.PlacesOf(gridCode)
        .Order(StringComparer.Ordinal)
        .Select(code => (code, new DatumObject(["__typename", "addressCode"], [Datum.From("Place"), Datum.From(code)])));

    private static bool StartsWith(string code, string? region) => region is null || code.StartsWith(region, StringComparison.Ordinal);

    private static string? Text(DatumObject arguments, string name) => arguments[name] is { Kind: DatumKind.String } text ? text.AsString() : null;
}
