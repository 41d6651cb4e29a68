using Exchange.Federation.Composition;
using Exchange.Federation.Governed.Composition;
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

    /// <summary>How the root fields, and the lists over several owners that stand on an entity, are resolved.</summary>
    public static IReadOnlyList<RootField> RootFields(DataStandard standard) =>
        [.. standard.Roots.Select(Root), .. standard.Merged.Where(field => standard.IsEntity(Parent(field))).Select(OnEntity)];

    private static RootField Root(StandardRoot root) => new(
        root.Name,
        root.Kind switch
        {
            _ when Parent(root.Field) == SubscriptionType => RootKind.Stream,
            ResolutionKind.Hub => RootKind.Hub,
            ResolutionKind.Lookup => RootKind.Lookup,
            _ => RootKind.Merged,
        },
        root.Entity,
        Owners(root.Field));

    private static RootField OnEntity(GovernedField field) =>
        new(field.Coordinate.Value.Split('.')[1], RootKind.Merged, null, Owners(field)) { On = Parent(field) };

    private static string Parent(GovernedField field) => field.Coordinate.Value.Split('.')[0];

    private static IReadOnlyList<string> Owners(GovernedField field) => [.. field.Owners.Select(owner => owner.Value)];
}
