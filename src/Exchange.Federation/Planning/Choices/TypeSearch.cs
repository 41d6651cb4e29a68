using Exchange.Federation.Planning.Joins;
using Exchange.Federation.Planning.Needs;

namespace Exchange.Federation.Planning.Choices;

/// <summary>
/// Searches the cheapest visits for what is needed of the objects of one type at one place: tries every sensible subgraph for each need,
/// those first that are there already, and keeps the cheapest complete set of visits. Used once, by one thread.
/// </summary>
internal sealed class TypeSearch(ChoiceFinder finder, TypeNeeds type, Standing standing, bool isUniform)
{
    private const int MaxOutcomes = 128;

    private readonly VisitPlanner _planner = new(finder, type.Type, standing, isUniform);
    private VisitGraph? _best;
    private RequestCost? _bestCost;
    private int _outcomes;

    /// <summary>The cheapest choice that was found.</summary>
    public TypeChoice Run()
    {
        var pending = type.Fields.Select(need => new Pending(need, []))
            .OrderBy(one => _planner.CountResolvers(one.Need))
            .ToList();
        if (finder.Unknown(standing) is not null && !isUniform)
        {
            pending.Insert(0, new Pending(finder.Needs.TypeName(type.Type), []));
        }

        Explore(new VisitGraph(standing), pending, 0);
        return Result(_best!, _bestCost!);
    }

    // INVARIANT: recursion is bounded: each call takes one need off the list, and planFields bounds the list.
    private void Explore(VisitGraph graph, List<Pending> pending, int next)
    {
        for (; next < pending.Count; next++)
        {
            finder.Step();
            var one = pending[next];
            var options = _planner.Options(graph, one.Need, one.Excluded);
            if (options.Count == 0)
            {
                graph.Miss(one.Need);
            }
            else if (options[0].IsFree)
            {
                _planner.Take(graph, options[0], one.Need);
            }
            else
            {
                Branch(graph, pending, next, options);
                return;
            }
        }

        Consider(graph);
    }

    private void Branch(VisitGraph graph, List<Pending> pending, int next, IReadOnlyList<FieldOption> options)
    {
        var one = pending[next];
        var isOpen = true;
        foreach (var option in options)
        {
            if (!isOpen && (option.Resolution == Resolution.AsKey || IsHopeless(graph)))
            {
                break;
            }

            if (_planner.Try(graph, option, one.Need) is { } taken)
            {
                isOpen = false;
                Explore(taken, Rest(taken, pending, next, option), next + 1);
            }
        }

        if (isOpen)
        {
            graph.Miss(one.Need);
            Explore(graph, pending, next + 1);
        }
    }

    private bool IsHopeless(VisitGraph graph) =>
        finder.IsExhausted || _outcomes >= MaxOutcomes || (_bestCost is not null && graph.Cost().CompareTo(_bestCost) >= 0);

    // WHY: what lies below a field may be spread over subgraphs that cannot be reached from one another; then each gives its share of it.
    private List<Pending> Rest(VisitGraph taken, List<Pending> pending, int next, FieldOption option)
    {
        var one = pending[next];
        if (option.Child?.Missing is not { } missing)
        {
            return pending;
        }

        // INVARIANT: what a mutation or subscription does is done by one subgraph, once.
        if (standing.IsStart && type.Type != finder.Joins.Full.QueryType)
        {
            taken.Miss(finder.Needs.With(one.Need, missing));
            return pending;
        }

        var rest = new List<Pending>(pending);
        rest.Insert(next + 1, new Pending(finder.Needs.With(one.Need, missing), [.. one.Excluded, option.Subgraph]));
        return rest;
    }

    private void Consider(VisitGraph graph)
    {
        _outcomes++;
        var cost = graph.Cost();
        if (_bestCost is null || cost.CompareTo(_bestCost) < 0)
        {
            (_best, _bestCost) = (graph, cost);
        }
    }

    private TypeChoice Result(VisitGraph graph, RequestCost cost)
    {
        var levels = graph.Levels();
        var visits = graph.Visits.Select((visit, index) => new Visit(
            visit.Subgraph, visit.Entry, visit.Requires, levels[index], [.. visit.Fields.OrderBy(Position)], visit.Inputs)).ToList();
        var missing = graph.Missing.Count == 0 ? null : new TypeNeeds(
            type.Type, [.. graph.Missing.Where(need => !need.IsTypeName)], graph.Missing.Any(need => need.IsTypeName));
        return new TypeChoice(type.Type, visits, missing, cost);
    }

    // WHY: what only joins stands first, the caller's fields in the caller's order; for mutations it is the order of doing.
    private int Position(VisitField field)
    {
        for (var i = 0; i < type.Fields.Count && !field.OnlyJoins; i++)
        {
            if (type.Fields[i].Name == field.Need.Name && type.Fields[i].ArgumentText == field.Need.ArgumentText
                && type.Fields[i].Occurrence == field.Need.Occurrence)
            {
                return i;
            }
        }

        return -1;
    }

    private sealed record Pending(FieldNeed Need, IReadOnlyList<int> Excluded);
}
