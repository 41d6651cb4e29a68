using Exchange.Federation.Composition;
using Exchange.Federation.Governed.Composition;
using Exchange.Federation.Governed.Departments;
using Exchange.Policy.Standard;

namespace Exchange.Host.Composition;

/// <summary>The city's graph: one subgraph per department, generated from the data standard, composed.</summary>
public static class CityGraph
{
    private const string SubscriptionType = "Subscription";

    /// <summary>Composes the hub's own subgraph and those of all departments, in the order of the standard.</summary>
    public static GovernedComposition Compose(DataStandard standard)
    {
        string[] names = [GovernedGraph.Hub, .. standard.Departments.Select(department => department.Code.Value)];
        return GovernedComposer.Compose([.. names.Select(name => new Subgraph(name, SubgraphSdl.For(standard, name)))]);
    }

    /// <summary>The graph with the departments joined that serve schemas of their own.</summary>
    public static GovernedComposition Join(DataStandard standard, GovernedGraph graph, IReadOnlyList<Subgraph> departments) =>
        DepartmentComposer.Compose(graph, departments, Implied(standard));

    // A link below full is asked for what its level implies of the target, and of that the owner of the link.
    private static Dictionary<string, IReadOnlyList<string>> Implied(DataStandard standard) => standard.Fields
        .Where(field => field is { LinksTo: not null, Ladder.Full: > 1, Category: SharingCategory.Conditional })
        .ToDictionary(
            link => link.Coordinate.Value,
            link => (IReadOnlyList<string>)
            [
                .. standard.Fields.Where(field => field.ImpliedFrom is not null && field.Coordinate.Type == link.LinksTo)
                    .Select(field => field.Coordinate.Value.Split('.')[1]).Distinct(),
            ],
            StringComparer.Ordinal);

    /// <summary>How the root fields, and the lists over several owners that stand on an entity, are resolved.</summary>
    public static IReadOnlyList<RootField> RootFields(DataStandard standard) =>
        [.. standard.Roots.Select(root => Root(standard, root)),
            .. standard.Fields.Where(field => standard.IsEntity(field.Coordinate.Type)).Select(field => OnEntity(standard, field)).OfType<RootField>()];

    private static RootField Root(DataStandard standard, StandardRoot root) => new(
        root.Name,
        root.Kind switch
        {
            _ when root.Field.Coordinate.IsOf(SubscriptionType) => RootKind.Stream,
            ResolutionKind.Hub => RootKind.Hub,
            ResolutionKind.Lookup => RootKind.Lookup,
            _ when CityLists.Of(standard, root.Field) is not null => RootKind.Merged,
            _ => RootKind.Located,
        },
        root.Entity,
        Owners(root.Field))
    {
        List = CityLists.Of(standard, root.Field),
    };

    private static RootField? OnEntity(DataStandard standard, GovernedField field) =>
        CityLists.Of(standard, field) is not null || field.Owners.Count > 0
            ? new RootField(field.Coordinate.Value.Split('.')[1], RootKind.Merged, null, Owners(field))
            {
                On = field.Coordinate.Type,
                List = CityLists.Of(standard, field),
            }
            : null;

    private static IReadOnlyList<string> Owners(GovernedField field) => [.. field.Owners.Select(owner => owner.Value)];
}
