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
    private readonly OptionFinder _options = new(finder, type, standing);

    /// <summary>How many subgraphs can give a need; what few can give is decided first.</summary>
    public int CountResolvers(FieldNeed need) => _options.CountResolvers(need);

    /// <summary>The ways to get a need of the caller, the likely best first; what is free stands alone.</summary>
    public IReadOnlyList<FieldOption> Options(VisitGraph graph, FieldNeed need, IReadOnlyList<int> excluded) =>
        _options.Find(graph, need, excluded);

    /// <summary>
    /// The graph with the option taken; null where the subgraph cannot be got into. An option whose visit is there is taken in place, for all
    /// others the graph stays as it is.
    /// </summary>
    public VisitGraph? Try(VisitGraph graph, FieldOption option, FieldNeed need)
    {
        var reason = new Reason(_options.OpenedBy(need), need.Condition);
        var field = new VisitField(need, need.Condition, OnlyJoins: false, option.Child);
        if (option.Visit is { } visit)
        {
            graph.Select(visit, field);
            return graph;
        }

        for (var chain = 1; chain <= MaxChain; chain++)
        {
            if (Reach(graph, option, field, reason, new Chain(chain)) is { } reached)
            {
                return reached.Graph;
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
            _ => Enter(graph, option.Subgraph, reason, chain, field.Need.IsTypeName ? _unknown : null),
        };
        reached?.Graph.Select(reached.Visit, field);
        return reached;
    }

    // The cheapest way into a subgraph, over whichever of its keys; as the type of that name where there is one.
    private Reached? Enter(VisitGraph graph, int subgraph, Reason reason, Chain chain, string? typeName)
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
            if ((typeName is not null && entry.TypeName != typeName) || Enter(graph, entry, reason, inner) is not { } reached)
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
        Await(supplied, visit, areOfKey: true);
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

        // WHY: a representation is of the type that declares the field; an interface's key may be known where the type of its object is not.
        var declaring = finder.Joins.DeclaringType(type, need.Name, subgraph);
        var joined = Enumerable.Range(0, supplied.Graph.Visits.Count).FirstOrDefault(
            visit => CanWait(supplied, visit, subgraph, declaring, requires, reason), -1);
        if (joined < 0)
        {
            if (Enter(supplied.Graph, subgraph, reason, inner, declaring) is not { } entered)
            {
                return null;
            }

            supplied = supplied with { Graph = entered.Graph };
            joined = entered.Visit;
        }

        Await(supplied, joined, areOfKey: false);
        supplied.Graph.Visits[joined].Require(requires);
        return new Reached(supplied.Graph, joined);
    }

    private bool CanWait(Supplied supplied, int visit, int subgraph, string declaring, SelectionSet requires, Reason reason)
    {
        var draft = supplied.Graph.Visits[visit];
        return draft.Subgraph == subgraph && draft.Entry?.Key is not null && draft.Entry.TypeName == declaring && finder.MayJoin(reason.OpenedBy, draft.Joins)
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
            if (!finder.MayJoin(reason.OpenedBy, need.Coordinates))
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
        foreach (var option in _options.FindJoining(soFar.Graph, need, excluded, reason.OpenedBy))
        {
            var field = new VisitField(need, reason.Condition, OnlyJoins: true, option.Child);
            if (Reach(soFar.Graph, option, field, reason, chain) is not { } reached)
            {
                continue;
            }

            var cost = reached.Graph.Cost();
            if (bestCost is null || (option.Missing, cost).CompareTo((taken!.Missing, bestCost)) < 0)
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

    private void Await(Supplied supplied, int visit, bool areOfKey)
    {
        var coordinates = finder.HasGrants ? supplied.Inputs.SelectMany(input => Coordinates(supplied.Graph, input)).ToList() : [];
        supplied.Graph.Visits[visit].Await(supplied.Inputs, coordinates, areOfKey);
    }

    // What somebody has to be allowed to join over who uses what this leads to.
    private static IEnumerable<string> Coordinates(VisitGraph graph, VisitInput input)
    {
        var visit = graph.Visits[input.Visit];
        return visit.Joins.Concat(input.Need.Coordinates).Concat(visit.Find(input.Need)?.Child?.Joins() ?? []);
    }

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
