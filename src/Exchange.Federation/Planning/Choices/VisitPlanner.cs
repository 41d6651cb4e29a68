using Exchange.Federation.Planning.Joins;
using Exchange.Federation.Planning.Needs;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.Federation.Planning.Choices;

/// <summary>
/// Adds visits to a graph of visits: with the keys that lead into a subgraph, over other subgraphs where it takes them, and with what
/// <c>@requires</c> asks for. Used by one search, by one thread.
/// </summary>
internal sealed class VisitPlanner(ChoiceFinder finder, ObjectType type, Standing standing, bool isUniform)
{
    private const int MaxChain = 12;

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
    public IReadOnlyList<FieldOption> Options(VisitGraph graph, FieldNeed need, IReadOnlyList<int> excluded) =>
        Options(graph, need, excluded, OpenedBy(need), onlyJoins: false);

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
            if (!excluded.Contains(visit.Subgraph) && finder.MayUse(opened, visit.Joins)
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
            .ThenBy(option => option.Child?.Cost.Missing ?? 0)
            .ThenBy(option => (option.Child?.Cost.Requests ?? 0) + (option.Visit is null ? 1 : 0))
            .ThenBy(option => option.Visit ?? int.MaxValue)
            .ThenByDescending(option => finder.CountDependents(option.Subgraph))
            .ThenBy(option => option.Subgraph)];
    }

    /// <summary>Takes an option whose visit is there, in place.</summary>
    public void Take(VisitGraph graph, FieldOption option, FieldNeed need) =>
        graph.Visits[option.Visit!.Value].Select(new VisitField(need, need.Condition, OnlyJoins: false, option.Child));

    /// <summary>A copy of the graph in which the option is taken; null where the subgraph cannot be got into.</summary>
    public VisitGraph? Try(VisitGraph graph, FieldOption option, FieldNeed need)
    {
        var reason = new Reason(OpenedBy(need), need.Condition);
        var field = new VisitField(need, need.Condition, OnlyJoins: false, option.Child);
        for (var chain = 1; chain <= MaxChain; chain++)
        {
            if (Reach(graph, option, field, reason, new Chain(chain)) is { } reached)
            {
                return reached.Graph;
            }

            if (option.Visit is not null)
            {
                return null;
            }
        }

        return null;
    }

    private Reached? Reach(VisitGraph graph, FieldOption option, VisitField field, Reason reason, Chain chain)
    {
        var reached = option switch
        {
            { Visit: { } visit } => new Reached(graph.Copy(), visit),
            { Requires: { } requires } => EnterWith(graph, option.Subgraph, field.Need, requires, reason, chain),
            _ => Enter(graph, option.Subgraph, reason, chain, tellsType: field.Need.IsTypeName),
        };
        reached?.Graph.Visits[reached.Visit].Select(field);
        return reached;
    }

    // The cheapest way into a subgraph, over whichever of its keys.
    private Reached? Enter(VisitGraph graph, int subgraph, Reason reason, Chain chain, bool tellsType = false)
    {
        finder.Step();
        if (chain.Within(subgraph, null) is not { } inner)
        {
            return null;
        }

        Reached? best = null;
        RequestCost? bestCost = null;
        foreach (var entry in finder.Joins.Entries(type, subgraph, _unknown))
        {
            if ((tellsType && entry.TypeName != _unknown) || Enter(graph, entry, reason, inner) is not { } reached)
            {
                continue;
            }

            var cost = reached.Graph.Cost();
            if (bestCost is null || cost.CompareTo(bestCost) < 0)
            {
                (best, bestCost) = (reached, cost);
            }

            if (finder.IsExhausted)
            {
                break;
            }
        }

        return best;
    }

    private Reached? Enter(VisitGraph graph, Entry entry, Reason reason, Chain chain)
    {
        if (Supply(graph, Inputs(entry), reason, chain) is not { } supplied)
        {
            return null;
        }

        if (supplied.Graph.Visits.Count >= finder.Limits.MaxFetches)
        {
            throw FetchPlannerLimits.Exceeded("planFetches", finder.Limits.MaxFetches, "requests");
        }

        var visit = supplied.Graph.Add(new DraftVisit(entry.Subgraph, entry, finder.Joins.Provides.None, []));
        Await(supplied, visit);
        return new Reached(supplied.Graph, visit);
    }

    // WHY: a field with @requires is asked for in a visit that waits for all that is required, even where the subgraph was visited before;
    // a visit that none of it depends on can wait.
    private Reached? EnterWith(VisitGraph graph, int subgraph, FieldNeed need, SelectionSet requires, Reason reason, Chain chain)
    {
        finder.Step();
        if (chain.Within(subgraph, need) is not { } inner
            || Supply(graph, finder.Collector.Of(type, requires), reason, inner) is not { } supplied)
        {
            return null;
        }

        var joined = Enumerable.Range(0, supplied.Graph.Visits.Count).FirstOrDefault(
            visit => CanWait(supplied, visit, subgraph, requires, reason), -1);
        if (joined < 0)
        {
            if (Enter(supplied.Graph, subgraph, reason, inner) is not { } entered)
            {
                return null;
            }

            supplied = supplied with { Graph = entered.Graph };
            joined = entered.Visit;
        }

        Await(supplied, joined);
        supplied.Graph.Visits[joined].Require(requires);
        return new Reached(supplied.Graph, joined);
    }

    private bool CanWait(Supplied supplied, int visit, int subgraph, SelectionSet requires, Reason reason)
    {
        var draft = supplied.Graph.Visits[visit];
        return draft.Subgraph == subgraph && draft.Entry?.Key is not null && finder.MayUse(reason.OpenedBy, draft.Joins)
            && supplied.Inputs.All(input => !supplied.Graph.Waits(input.Visit, visit))
            && !RequiredConflict.Exists(finder.Joins.Full, type, [.. draft.Requires, requires]);
    }

    private IReadOnlyList<FieldNeed> Inputs(Entry entry)
    {
        var inputs = entry.Key is null ? [] : finder.Collector.Of(type, entry.Key.Fields);

        // WHY: where not all types are treated alike, objects of a type that nothing is asked of must not be sent along; only a subgraph that
        // knows the interface tells them apart itself.
        var isTyped = entry.NeedsTypeName
            || (_unknown is not null && !isUniform && finder.Joins.IsInterfaceObject(entry.TypeName, entry.Subgraph));
        return isTyped ? [finder.Needs.TypeName(type), .. inputs] : inputs;
    }

    private Supplied? Supply(VisitGraph graph, IReadOnlyList<FieldNeed> needs, Reason reason, Chain chain)
    {
        Supplied? supplied = new(graph.Copy(), []);
        foreach (var need in needs)
        {
            if (!need.IsTypeName && !finder.MayJoin(reason.OpenedBy, need))
            {
                return null;
            }

            supplied = Supply(supplied, need, [], reason, chain);
            if (supplied is null)
            {
                return null;
            }
        }

        return supplied;
    }

    // INVARIANT: recursion is bounded by the chain, and by the subgraphs that are excluded one after the other.
    private Supplied? Supply(Supplied soFar, FieldNeed need, IReadOnlyList<int> excluded, Reason reason, Chain chain)
    {
        Reached? best = null;
        FieldOption? taken = null;
        RequestCost? bestCost = null;
        foreach (var option in Options(soFar.Graph, need, excluded, reason.OpenedBy, onlyJoins: true))
        {
            var field = new VisitField(need, reason.Condition, OnlyJoins: true, option.Child);
            if (Reach(soFar.Graph, option, field, reason, chain) is not { } reached)
            {
                continue;
            }

            var cost = reached.Graph.Cost();
            var isBetter = bestCost is null || (option.Child?.Cost.Missing ?? 0, cost).CompareTo((taken!.Child?.Cost.Missing ?? 0, bestCost)) < 0;
            if (isBetter)
            {
                (best, taken, bestCost) = (reached, option, cost);
            }

            if (option.IsFree || finder.IsExhausted)
            {
                break;
            }
        }

        if (best is null)
        {
            return null;
        }

        var supplied = new Supplied(best.Graph, [.. soFar.Inputs, new VisitInput(best.Visit, need)]);
        return taken!.Child?.Missing is { } missing
            ? Supply(supplied, finder.Needs.With(need, missing), [.. excluded, taken.Subgraph], reason, chain)
            : supplied;
    }

    private FieldOption? Option(FieldNeed need, int subgraph, int? visit, Provided provided, string? openedBy)
    {
        var resolution = finder.Joins.Resolve(type, need.Name, subgraph, provided);
        if (resolution == Resolution.None)
        {
            return null;
        }

        var child = finder.Below(need, subgraph, provided, openedBy);
        return child?.IsUseless == true
            ? null
            : new FieldOption(subgraph, visit, resolution, finder.Joins.Requires(type, need.Name, subgraph, provided), child);
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

    private void Await(Supplied supplied, int visit)
    {
        var graph = supplied.Graph;
        var coordinates = supplied.Inputs.SelectMany(input => graph.Visits[input.Visit].Joins.Concat(
            finder.Coordinates(input.Need)).Concat(graph.Visits[input.Visit].Find(input.Need)?.Child?.Joins ?? Enumerable.Empty<string>()));
        graph.Visits[visit].Await(supplied.Inputs, coordinates.ToList());
    }

    private Provided ProvidedIn(int subgraph) =>
        subgraph == standing.Subgraph ? standing.Provided : finder.Joins.Provides.None;

    private string OpenedBy(FieldNeed need) => standing.OpenedBy ?? need.Coordinate;

    // For whose sake something is fetched, and when.
    private sealed record Reason(string OpenedBy, SelectionCondition? Condition);

    private sealed record Reached(VisitGraph Graph, int Visit);

    private sealed record Supplied(VisitGraph Graph, IReadOnlyList<VisitInput> Inputs);

    // The subgraphs that are being entered, and for what: entering one again for the same thing would never end.
    private sealed record Chain(int Length)
    {
        private readonly List<(int Subgraph, FieldNeed? Need)> _entered = [];

        public Chain? Within(int subgraph, FieldNeed? need)
        {
            if (_entered.Count == Length || _entered.Contains((subgraph, need)))
            {
                return null;
            }

            var inner = new Chain(Length);
            inner._entered.AddRange([.. _entered, (subgraph, need)]);
            return inner;
        }
    }
}
