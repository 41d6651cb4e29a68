using Exchange.Federation.Supergraphs;
using Exchange.GraphQL.Language;

namespace Exchange.Federation.Composition.Satisfiability;

/// <summary>
/// From where an object stands, everywhere else it can be looked up by key, and which fields can be had there. What is known only grows, so
/// that keys which need each other settle: <see cref="Settled"/> tells whether another round is needed. Not thread-safe.
/// </summary>
/// <param name="supergraph">The composed graph.</param>
/// <param name="isOn">Whether a label of a progressive <c>@override</c> is on.</param>
internal sealed class ReachablePlaces(Supergraph supergraph, Func<string, bool> isOn)
{
    private readonly Dictionary<(string Context, Place Start), Reach> _reached = [];
    private readonly HashSet<(Place Place, string Field)> _open = [];
    private readonly ProvidedFields _provided = new(supergraph);
    private int _round;
    private bool _grew;
    private bool _sawItself;

    /// <summary>Whether nothing more can be learnt.</summary>
    public bool Settled => !(_grew && _sawItself);

    /// <summary>Starts another round.</summary>
    public void Begin()
    {
        _round++;
        _grew = _sawItself = false;
    }

    /// <summary>The places that an object of type <paramref name="context"/> can be looked up in, the start included.</summary>
    public IReadOnlyList<Place> From(string context, Place start)
    {
        if (!_reached.TryGetValue((context, start), out var reach))
        {
            _reached.Add((context, start), reach = new Reach(start));
        }

        if (reach.Round == _round)
        {
            _sawItself |= reach.IsOpen;
            return reach.Places;
        }

        reach.Round = _round;
        reach.IsOpen = true;
        var candidates = Candidates(context).Where(place => !reach.Set.Contains(place) && place.Subgraph != start.Subgraph).ToList();
        for (var before = -1; before != reach.Places.Count;)
        {
            before = reach.Places.Count;
            foreach (var place in candidates.Where(place => !reach.Set.Contains(place)))
            {
                if (CanEnter(place, context, reach.Places))
                {
                    reach.Add(place);
                    _grew = true;
                }
            }
        }

        reach.IsOpen = false;
        return reach.Places;
    }

    /// <summary>Whether a field can be had at a place, given all places that the object can be looked up in.</summary>
    public bool Resolves(Place place, string field, string context, IReadOnlyList<Place> reached)
    {
        if (place.Type.Field(field)?.Join(place.Subgraph) is not { } join || !IsOwner(place, field, join))
        {
            return false;
        }

        if (join.Requires is null)
        {
            return true;
        }

        if (!_open.Add((place, field)))
        {
            return false;
        }

        var isMet = Obtains(join.Requires, context, [place])
            || (Obtains(join.Requires, context, reached) && CanEnter(place, context, reached));
        _open.Remove((place, field));
        return isMet;
    }

    /// <summary>Where the objects of a field stand that is resolved at a place.</summary>
    public Place? Below(Place place, string field)
    {
        var join = place.Type.Field(field)!.Join(place.Subgraph)!;
        return supergraph.Type(join.Type.Named.Name) is { } type
            ? new Place(type, place.Subgraph, _provided.Below(place, join, field))
            : null;
    }

    /// <summary>By concrete type, where an object stands of which only the places are known. Places that never learn the type are left out.</summary>
    public Dictionary<string, List<Place>> ByType(IEnumerable<Place> places)
    {
        var byType = new Dictionary<string, List<Place>>(StringComparer.Ordinal);
        foreach (var place in places)
        {
            if (!place.IsInterfaceObject)
            {
                AddPossible(byType, place, null);
                continue;
            }

            foreach (var known in From(place.Type.Name, place).Where(other => !other.IsInterfaceObject))
            {
                AddPossible(byType, known, place);
            }
        }

        return byType;
    }

    /// <summary>Whether every field of a set can be had of an object, from any of the places that it can be looked up in.</summary>
    public bool Obtains(SelectionSet set, string context, IReadOnlyList<Place> reached) => set.Selections.All(selection => selection switch
    {
        FieldNode { Name: "__typename" } => true,
        FieldNode node => ObtainsField(node, context, reached),
        InlineFragment fragment => ObtainsFragment(fragment, context, reached),
        _ => false,
    });

    /// <summary>The places that an object of that type could be looked up in if every key could be had.</summary>
    public IEnumerable<Place> Candidates(string context)
    {
        if (supergraph.Type(context) is not { } type)
        {
            yield break;
        }

        foreach (var join in type.Joins)
        {
            yield return new Place(type, join.Subgraph, null);
        }

        foreach (var contract in (type.Type as GraphQL.TypeSystem.FieldsType)?.Interfaces ?? [])
        {
            var joins = type.Type is GraphQL.TypeSystem.ObjectType ? supergraph.Type(contract.Name)?.Joins ?? [] : [];
            foreach (var join in joins.Where(join => join.IsInterfaceObject))
            {
                yield return new Place(supergraph.Type(contract.Name)!, join.Subgraph, null);
            }
        }
    }

    /// <summary>Whether an object can be looked up at a place by what is known of it elsewhere.</summary>
    public bool CanEnter(Place place, string context, IReadOnlyList<Place> reached) =>
        IsRoot(place.Type)
        || place.Type.Join(place.Subgraph)!.Keys.Any(key => key.IsResolvable && Obtains(key.Fields, context, reached));

    private bool IsRoot(SupergraphType type) =>
        type.Type == supergraph.Full.QueryType || type.Type == supergraph.Full.MutationType || type.Type == supergraph.Full.SubscriptionType;

    private bool IsOwner(Place place, string field, FieldJoin join)
    {
        if (join.IsExternal)
        {
            return _provided.Find(place.Provided, place.Type, field).Any();
        }

        return !join.IsOverridden && (join.OverrideLabel is null || isOn(join.OverrideLabel) == join.OverriddenSubgraph is not null);
    }

    private bool ObtainsField(FieldNode node, string context, IReadOnlyList<Place> reached)
    {
        var owners = reached.Where(place => Resolves(place, node.Name, context, reached));
        if (node.SelectionSet is not { } inner)
        {
            return owners.Any();
        }

        return owners.Any(owner => Below(owner, node.Name) is { } below
            && ByType([below]) is { Count: > 0 } byType
            && byType.All(entry => entry.Value.Any(start => Obtains(inner, entry.Key, From(entry.Key, start)))));
    }

    private bool ObtainsFragment(InlineFragment fragment, string context, IReadOnlyList<Place> reached)
    {
        var possible = _provided.PossibleTypes(context);
        return possible.Count == 1 || fragment.TypeCondition is null
            ? !_provided.Applies(fragment.TypeCondition, context) || Obtains(fragment.SelectionSet, context, reached)
            : ByType(reached).Where(entry => _provided.Applies(fragment.TypeCondition, entry.Key))
                .All(entry => entry.Value.Any(start => Obtains(fragment.SelectionSet, entry.Key, From(entry.Key, start))));
    }

    private static void Add(Dictionary<string, List<Place>> byType, string type, Place place)
    {
        if (!byType.TryGetValue(type, out var places))
        {
            byType.Add(type, places = []);
        }

        if (!places.Contains(place))
        {
            places.Add(place);
        }
    }

    private void AddPossible(Dictionary<string, List<Place>> byType, Place place, Place? interfaceObject)
    {
        foreach (var possible in place.Type.Join(place.Subgraph)!.PossibleTypes)
        {
            if (supergraph.Type(possible.Name) is { } type && type.Join(place.Subgraph) is not null)
            {
                Add(byType, type.Name, new Place(type, place.Subgraph, place.Provided));
            }

            if (interfaceObject is not null)
            {
                Add(byType, possible.Name, interfaceObject);
            }
        }
    }

    private sealed class Reach
    {
        public Reach(Place start) => Add(start);

        public List<Place> Places { get; } = [];

        public HashSet<Place> Set { get; } = [];

        public int Round { get; set; } = -1;

        public bool IsOpen { get; set; }

        public void Add(Place place)
        {
            Set.Add(place);
            Places.Add(place);
        }
    }
}
