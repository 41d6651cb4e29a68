using System.Runtime.CompilerServices;
using Exchange.Demo.Generation;
using Exchange.Demo.Sources;
using Exchange.Demo.Subgraphs;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Values;

namespace Exchange.Demo.GridCentre;

/// <summary>The grid centre's GraphQL service over its records and what happens meanwhile.</summary>
internal static class GridCentreGraph
{
    private const string EventReported = "eventReported";

    /// <summary>Makes the service.</summary>
    public static SubgraphService Over(City city, EventFeed feed, SourceLog log)
    {
        var records = new GridCentreRecords(city, feed);
        var lists = new GridCentreLists(records, log);
        return new SubgraphService(GridCentreSchema.Sdl, GridCentreSchema.Build(), records, log, new ResolverMap
        {
            Fields = new Dictionary<string, FieldResolver>
            {
                ["Query.events"] = context => new ValueTask<object?>(Datum.From(lists.Events(context))),
                ["Query.places"] = context => new ValueTask<object?>(Datum.From(lists.Places(context))),
                ["Grid.places"] = context => new ValueTask<object?>(Datum.From(lists.PlacesOf(CodeOf(context), context.Arguments))),
                ["Grid.visitTasks"] = context => new ValueTask<object?>(TasksOn(context)),
            },
            Streams = new Dictionary<string, SourceStreamResolver>
            {
                ["Subscription.eventReported"] = context =>
                {
                    // WHY in this order: whoever reads the log may rely on it that the next event will be told.
                    var events = EventsAsync(records, feed.Listen(), context.Arguments);
                    log.Write((string)context.Parent!, ["Subscription.eventReported"], []);
                    return new ValueTask<IAsyncEnumerable<object?>>(events);
                },
            },
        });
    }

    private static async IAsyncEnumerable<object?> EventsAsync(
        GridCentreRecords records,
        IAsyncEnumerable<CityEvent> events,
        DatumObject arguments,
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var told in events.WithCancellation(cancellation))
        {
            if (IsAskedFor(told, arguments))
            {
                yield return new DatumObject([EventReported], [Datum.From(records.EventValue(told))]);
            }
        }
    }

    private static bool IsAskedFor(CityEvent told, DatumObject arguments) =>
        (arguments["regionCode"] is not { Kind: DatumKind.String } region
            || told.AddressCode.StartsWith(region.AsString(), StringComparison.Ordinal))
        && (arguments["kinds"] is not { Kind: DatumKind.List } kinds || kinds.AsList().Any(kind => kind.AsString() == told.Kind));

    private static string CodeOf(FieldContext context) =>
        (context.Parent as DatumObject ?? ((Datum)context.Parent!).AsObject())["code"].AsString();

    private static object? TasksOn(FieldContext context)
    {
        var tasks = context.Parent switch
        {
            DatumObject grid => grid["visitTasks"],
            Datum { Kind: DatumKind.Object } grid => grid.AsObject()["visitTasks"],
            _ => Datum.Null,
        };
        return tasks.Kind == DatumKind.List && context.Arguments["date"] is { Kind: DatumKind.String } day
            ? tasks.AsList().Where(task => task.AsObject()["date"].Equals(day)).ToArray()
            : tasks;
    }
}
