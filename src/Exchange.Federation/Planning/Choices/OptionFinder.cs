using Exchange.Federation.Planning.Joins;
using Exchange.Federation.Planning.Needs;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.Federation.Planning.Choices;

/// <summary>
/// Tells which ways there are to get a need of objects of one type, from the visits so far and from subgraphs that can be reached. Used by one
/// search, by one thread.
/// </summary>
internal sealed class OptionFinder(ChoiceFinder finder, ObjectType type, Standing standing)
{
    private readonly string? _unknown = finder.Unknown(standing);
    private readonly IReadOnlySet<int> _reachable = finder.Reachable(type, standing);

    /// <summary>How many subgraphs can give a need; what few can give is decided first.</summary>
    public int CountResolvers(FieldNeed need)
    {
        var count = 0;
        foreach (var subgraph in _reachable)
        {
            count += finder.Joins.Resolve(type, need.Name, subgraph, ProvidedIn(subgraph)) == Resolution.Full ? 1 : 0;
        }

        return count;
    }

    /// <summary>The ways to get a need of the caller, the likely best first; what is free stands alone.</summary>
    public IReadOnlyList<FieldOption> Find(VisitGraph graph, FieldNeed need, IReadOnlyList<int> excluded)
    {
        var options = Options(graph, need, excluded, OpenedBy(need), onlyJoins: false);
        var useful = options.Where(option => option.Child?.IsUseless != true).ToList();

        // WHY: an object of which everything is out of reach for want of a permission to join is there all the same.
        return useful.Count > 0 || !finder.HasGrants || excluded.Count > 0 ? useful : options;
    }

    /// <summary>The ways to get what only joins, for the sake of the field <paramref name="opened"/>; what is free stands alone.</summary>
    public IEnumerable<FieldOption> FindJoining(VisitGraph graph, FieldNeed need, IReadOnlyList<int> excluded, string opened) =>
        Options(graph, need, excluded, opened, onlyJoins: true).Where(option => option.Child?.IsUseless != true);

    /// <summary>The caller's field for whose sake a need is fetched.</summary>
    public string OpenedBy(FieldNeed need) => standing.OpenedBy ?? need.Coordinate;

    private IReadOnlyList<FieldOption> Options(
        VisitGraph graph, FieldNeed need, IReadOnlyList<int> excluded, string opened, bool onlyJoins)
    {
        if (need.IsTypeName)
        {
            return TypeNameOptions(graph);
        }

        var options = new List<FieldOption>();
        var openedBelow = onlyJoins && finder.HasGrants ? opened : standing.OpenedBy;
        for (var i = 0; i < graph.Visits.Count; i++)
        {
            var visit = graph.Visits[i];
            if (!excluded.Contains(visit.Subgraph) && finder.MayJoin(opened, visit.Joins)
                && Option(need, visit.Subgraph, i, visit.Provided, openedBelow) is { Requires: null } option)
            {
                if (option.IsFree && option.Resolution == Resolution.Full)
                {
                    return [option];
                }

                options.Add(option);
            }
        }

        if (onlyJoins && options.Find(option => option.IsFree) is { } known)
        {
            return [known];
        }

        foreach (var subgraph in _reachable)
        {
            if (!excluded.Contains(subgraph) && !options.Exists(option => option.Subgraph == subgraph)
                && Option(need, subgraph, null, finder.Joins.Provides.None, openedBelow) is { } option)
            {
                options.Add(option);
            }
        }

        return [.. options.OrderBy(option => option.Resolution == Resolution.Full ? 0 : 1)
            .ThenBy(option => option.Missing)
            .ThenBy(option => (option.Child?.Cost.Requests ?? 0) + (option.Visit is null ? 1 : 0))
            .ThenBy(option => option.Visit ?? int.MaxValue)
            .ThenByDescending(option => finder.CountDependents(option.Subgraph))
            .ThenBy(option => option.Subgraph)];
    }

    private FieldOption? Option(FieldNeed need, int subgraph, int? visit, Provided provided, string? openedBy)
    {
        var resolution = finder.Joins.Resolve(type, need.Name, subgraph, provided);
        if (resolution == Resolution.None)
        {
            return null;
        }

        var requires = finder.Joins.Requires(type, need.Name, subgraph, provided);
        var child = finder.Below(need, subgraph, provided, openedBy);
        return new FieldOption(subgraph, visit, resolution, requires, child);
    }

    private IReadOnlyList<FieldOption> TypeNameOptions(VisitGraph graph)
    {
        for (var i = 0; i < graph.Visits.Count; i++)
        {
            if (graph.Visits[i].Entry?.TypeName == _unknown && TellsType(graph.Visits[i].Subgraph))
            {
                return [new FieldOption(graph.Visits[i].Subgraph, i, Resolution.Full, null, null)];
            }
        }

        return [.. _reachable.Where(TellsType).Select(subgraph => new FieldOption(subgraph, null, Resolution.Full, null, null))];
    }

    private bool TellsType(int subgraph) => _unknown is not null
        && !finder.Joins.IsInterfaceObject(_unknown, subgraph) && finder.Joins.IsPossible(_unknown, type, subgraph);

    private Provided ProvidedIn(int subgraph) =>
        subgraph == standing.Subgraph ? standing.Provided : finder.Joins.Provides.None;
}
