using Exchange.Demo.Generation;
using Exchange.Demo.Sources;
using Exchange.Demo.Subgraphs;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Values;

namespace Exchange.Demo.Health;

/// <summary>The health commission's GraphQL service over its records.</summary>
internal static class HealthGraph
{
    /// <summary>Makes the service.</summary>
    public static SubgraphService Over(City city, SourceLog log)
    {
        var registry = new HealthRegistry(city);
        return new SubgraphService(HealthSchema.Sdl, HealthSchema.Build(), registry, log, new ResolverMap
        {
            Fields = new Dictionary<string, FieldResolver>
            {
                ["Query.events"] = context => new ValueTask<object?>(Datum.From(Outbreaks(registry, log, context))),
                ["Person.vaccinationComplete"] = context => new ValueTask<object?>(IsVaccinated(context)),
            },
        });
    }

    private static DatumObject Outbreaks(HealthRegistry registry, SourceLog log, FieldContext context)
    {
        var question = new EventQuestion(context.Arguments);
        log.Write((string)context.Parent!, question.CoordinatesOf("OutbreakArea"), []);
        var rows = registry.Outbreaks.Where(told => question.Asks(HealthRegistry.OutbreakKind, told.AddressCode, told.OccurredAt))
            .OrderByDescending(told => told.OccurredAt).ThenBy(told => told.EventId, StringComparer.Ordinal)
            .Select(told => (told.EventId, registry.Find("OutbreakArea", told.EventId)!));
        return GraphPage.Of("Event", rows, context.Arguments);
    }

    private static object? IsVaccinated(FieldContext context)
    {
        var person = context.Parent switch
        {
            DatumObject value => value,
            Datum { Kind: DatumKind.Object } value => value.AsObject(),
            _ => null,
        };
        return person?[HealthRegistry.CompletedPrograms].AsList().Contains(context.Arguments["program"]);
    }
}
