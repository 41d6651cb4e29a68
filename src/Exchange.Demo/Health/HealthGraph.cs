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
    public static SubgraphService Over(City city, SourceLog log) => new(HealthSchema.Sdl, HealthSchema.Build(), new HealthRegistry(city), log, new ResolverMap
    {
        Fields = new Dictionary<string, FieldResolver>
        {
            ["Person.vaccinationComplete"] = context => new ValueTask<object?>(IsVaccinated(context)),
        },
    });

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
