using Exchange.GraphQL.TypeSystem.Building;

namespace Exchange.GraphQL.TypeSystem.Rules;

/// <summary>Section 3.10.1: an input object must not need itself through non-null fields alone, for no value could ever be given.</summary>
internal static class InputObjectCyclesRule
{
    /// <summary>Checks every input object; a cycle is reported once.</summary>
    public static void Check(SchemaDraft draft, SchemaErrors errors)
    {
        foreach (var cycle in ReferenceCycles.Find(draft.Types.OfType<InputObjectType>(), Needed))
        {
            var path = string.Join(" → ", cycle.Select(type => type.Name));
            errors.Add(
                "InputObjectCircularReferences",
                $"No value of \"{cycle[0].Name}\" can be given, because it needs itself: {path}.",
                draft.LocationOf(cycle[0]));
        }
    }

    private static IEnumerable<InputObjectType> Needed(InputObjectType type) =>
        type.Fields.Select(field => field.Type).OfType<NonNullType>().Select(nonNull => nonNull.Inner).OfType<InputObjectType>();
}
