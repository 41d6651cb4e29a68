using Exchange.Federation.Supergraphs;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.Federation.Composition.Satisfiability;

/// <summary>
/// Checks that every query the composed graph allows can be answered: from every place that an object can stand in, every field of its type
/// can be had there or where it can be looked up by key. A type is looked at once for each set of places, and not again where a smaller set
/// did. Used for one composition.
/// </summary>
internal sealed class SatisfiabilityValidator
{
    // WHY: labels are independent of each other; all off, all on and each one alone is what a rollout passes through.
    private const int MaxLabels = 16;

    private readonly Supergraph _supergraph;
    private readonly CompositionLimits _limits;
    private readonly ErrorList _errors;
    private readonly Dictionary<string, List<HashSet<Place>>> _seen = new(StringComparer.Ordinal);
    private readonly Queue<(string Type, HashSet<Place> Places, QueryStep Step)> _waiting = new();
    private readonly HashSet<string> _reported = new(StringComparer.Ordinal);
    private ReachablePlaces _reach;
    private int _visited;

    private SatisfiabilityValidator(Supergraph supergraph, CompositionLimits limits, ErrorList errors)
    {
        _supergraph = supergraph;
        _limits = limits;
        _errors = errors;
        _reach = new ReachablePlaces(supergraph, _ => false);
    }

    /// <summary>Reports every path that cannot be answered.</summary>
    public static void Check(Supergraph supergraph, CompositionLimits limits, ErrorList errors)
    {
        var labels = supergraph.Types.SelectMany(type => type.Fields).SelectMany(field => field.Joins)
            .Select(join => join.OverrideLabel).OfType<string>().Distinct(StringComparer.Ordinal).Take(MaxLabels).ToList();
        IEnumerable<Func<string, bool>> states =
        [
            _ => false,
            .. labels.Count > 0 ? new Func<string, bool>[] { _ => true } : [],
            .. labels.Count > 1 ? labels.Select(on => new Func<string, bool>(label => label == on)) : [],
        ];
        foreach (var state in states)
        {
            new SatisfiabilityValidator(supergraph, limits, errors).Run(state);
            if (errors.Errors.Count > 0)
            {
                return;
            }
        }
    }

    private void Run(Func<string, bool> isOn)
    {
        _reach = new ReachablePlaces(_supergraph, isOn);
        List<(string Type, string Field, HashSet<Place> Places, QueryStep Step)> unanswered;
        do
        {
            _reach.Begin();
            _seen.Clear();
            unanswered = Walk();
        }
        while (!_reach.Settled);

        var explanation = new Explanation(_supergraph, _reach);
        foreach (var (type, field, places, step) in unanswered.Where(entry => _reported.Add($"{entry.Type}.{entry.Field}")))
        {
            explanation.Report(type, field, places, step, _errors);
        }
    }

    private List<(string Type, string Field, HashSet<Place> Places, QueryStep Step)> Walk()
    {
        var unanswered = new List<(string, string, HashSet<Place>, QueryStep)>();
        Start(_supergraph.Schema.QueryType, "query");
        Start(_supergraph.Schema.MutationType, "mutation");
        Start(_supergraph.Schema.SubscriptionType, "subscription");
        while (_waiting.TryDequeue(out var next))
        {
            if (++_visited > _limits.MaxPlaces)
            {
                _waiting.Clear();
                _errors.Add(
                    CompositionCodes.LimitExceeded,
                    $"The graph has too many different places to check that all of them can be answered; the limit \"paths\" is {_limits.MaxPlaces}.");
                break;
            }

            Visit(next.Type, next.Places, next.Step, unanswered);
        }

        return unanswered;
    }

    private void Start(ObjectType? root, string keyword)
    {
        if (root is not null && _supergraph.Type(root.Name) is { } type)
        {
            Enqueue(type.Name, [.. type.Joins.Select(join => new Place(type, join.Subgraph, null))], new QueryStep(null, keyword, 0));
        }
    }

    private void Enqueue(string type, HashSet<Place> places, QueryStep step)
    {
        if (!_seen.TryGetValue(type, out var seen))
        {
            _seen.Add(type, seen = []);
        }

        // INVARIANT: what can be answered from some places can be answered from these and more.
        if (!seen.Exists(known => known.IsSubsetOf(places)))
        {
            seen.Add(places);
            _waiting.Enqueue((type, places, step));
        }
    }

    private void Visit(string name, HashSet<Place> places, QueryStep step, List<(string, string, HashSet<Place>, QueryStep)> unanswered)
    {
        if (_supergraph.Schema.Type(name) is not ObjectType type)
        {
            return;
        }

        foreach (var field in type.Fields)
        {
            var owners = Owners(name, field.Name, places);
            if (owners.Count == 0)
            {
                unanswered.Add((name, field.Name, places, step));
            }
            else if (field.Type.Named.IsComposite)
            {
                Follow(name, field, owners, places, step, unanswered);
            }
        }
    }

    private HashSet<Place> Owners(string type, string field, HashSet<Place> places)
    {
        var owners = new HashSet<Place>();
        foreach (var start in places)
        {
            var reached = _reach.From(type, start);
            owners.UnionWith(reached.Where(place => _reach.Resolves(place, field, type, reached)));
        }

        return owners;
    }

    private void Follow(
        string type, FieldDefinition field, HashSet<Place> owners, HashSet<Place> places, QueryStep step,
        List<(string, string, HashSet<Place>, QueryStep)> unanswered)
    {
        var byType = _reach.ByType(owners.Select(owner => _reach.Below(owner, field.Name)).OfType<Place>());
        if (byType.Count == 0 && owners.Any(owner => _reach.Below(owner, field.Name) is { IsInterfaceObject: true }))
        {
            unanswered.Add((type, field.Name, places, step));
        }

        foreach (var (possible, starts) in byType)
        {
            var below = step.Then(field.Name);
            Enqueue(possible, [.. starts], possible == field.Type.Named.Name ? below : below.Then($"... on {possible}"));
        }
    }
}
