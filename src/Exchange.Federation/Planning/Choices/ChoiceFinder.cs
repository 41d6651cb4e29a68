using Exchange.Federation.Planning.Joins;
using Exchange.Federation.Planning.Needs;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.Federation.Planning.Choices;

/// <summary>
/// Finds the cheapest way to fetch what is needed at a place, standing in the answer of a subgraph; each question is answered once. Used by
/// one planning run, by one thread.
/// </summary>
internal sealed class ChoiceFinder(
    JoinLookup joins, NeedTable needs, NeedCollector collector, PlanGrants? grants, FetchPlannerLimits limits)
{
    private readonly Dictionary<(int Needs, Standing Standing), PlaceChoice> _known = [];
    private readonly Dictionary<(string, int, string?, string?), IReadOnlySet<int>> _reachable = [];
    private int[]? _dependents;
    private int _depth;

    /// <summary>The rules of the graph.</summary>
    public JoinLookup Joins => joins;

    /// <summary>Where needs are made.</summary>
    public NeedTable Needs => needs;

    /// <summary>What keys and <c>@requires</c> need.</summary>
    public NeedCollector Collector => collector;

    /// <summary>Steps of the search so far.</summary>
    public int Steps { get; private set; }

    /// <summary>The bounds of the search.</summary>
    public FetchPlannerLimits Limits => limits;

    /// <summary>Whether the search has to take the first way that it finds.</summary>
    public bool IsExhausted => Steps >= limits.MaxSteps;

    /// <summary>Whether anything may be closed.</summary>
    public bool HasGrants => grants is not null;

    /// <summary>Counts a step.</summary>
    public void Step() => Steps++;

    /// <summary>The cheapest way to fetch what is needed of the objects at one place.</summary>
    public PlaceChoice Choose(PlaceNeeds place, Standing standing)
    {
        if (_known.TryGetValue((place.Id, standing), out var known))
        {
            return known;
        }

        if (++_depth > limits.MaxDepth)
        {
            throw FetchPlannerLimits.Exceeded("planDepth", limits.MaxDepth, "levels of nesting");
        }

        var types = new List<TypeChoice>();
        foreach (var type in place.Types)
        {
            if (joins.IsPossible(standing.TypeName, type.Type, standing.Subgraph))
            {
                types.Add(Choose(type, standing, place.IsUniform));
            }
        }

        _depth--;
        var choice = Combine(place, standing, types);
        _known.Add((place.Id, standing), choice);
        return choice;
    }

    /// <summary>The cheapest way to fetch what is needed of objects of one type; at the start, of the root object.</summary>
    public TypeChoice Choose(TypeNeeds type, Standing standing, bool isUniform) => new TypeSearch(this, type, standing, isUniform).Run();

    /// <summary>What is chosen below a field in the answer of a subgraph; null for leaves.</summary>
    public PlaceChoice? Below(FieldNeed need, int subgraph, Provided provided, string? openedBy) =>
        need.Children is null ? null : Choose(need.Children, joins.Below(need.Parent, need.Name, subgraph, provided, openedBy));

    /// <summary>
    /// The subgraphs that objects of a type may be asked of from where the plan stands, over any number of others. At least those: what
    /// <c>@requires</c> and nested keys take is not looked at.
    /// </summary>
    public IReadOnlySet<int> Reachable(ObjectType type, Standing standing)
    {
        var unknown = Unknown(standing);
        var key = (type.Name, standing.Subgraph, unknown, standing.Provided.Id == 0 ? null : standing.Provided.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (_reachable.TryGetValue(key, out var known))
        {
            return known;
        }

        // INVARIANT: only the query type can be entered from within a result; no plan repeats a mutation.
        if (!standing.IsStart && joins.IsRoot(type) && type != joins.Full.QueryType)
        {
            return new HashSet<int> { standing.Subgraph };
        }

        var reached = new Dictionary<int, Provided>();
        if (!standing.IsStart)
        {
            reached.Add(standing.Subgraph, standing.Provided);
        }

        bool grown;
        do
        {
            grown = false;
            for (var subgraph = 0; subgraph < joins.Count; subgraph++)
            {
                if (!reached.ContainsKey(subgraph)
                    && joins.Entries(type, subgraph, unknown).Any(entry => IsEnterable(type, entry, reached)))
                {
                    reached.Add(subgraph, joins.Provides.None);
                    grown = true;
                }
            }
        }
        while (grown);
        var result = reached.Keys.ToHashSet();
        _reachable.Add(key, result);
        return result;
    }

    /// <summary>The interface that a place is declared as where the subgraph cannot tell what its objects are; otherwise null.</summary>
    public string? Unknown(Standing standing) =>
        !standing.IsStart && joins.IsInterfaceObject(standing.TypeName, standing.Subgraph) ? standing.TypeName : null;

    /// <summary>
    /// How many needs of the caller nobody else can serve. Of two ways that cost the same, the one over the subgraph that is asked anyway is
    /// taken, because requests of one level are joined.
    /// </summary>
    public int CountDependents(int subgraph)
    {
        if (_dependents is null)
        {
            _dependents = new int[joins.Count];
            foreach (var need in needs.Fields.Where(need => !need.IsTypeName))
            {
                var resolvers = Enumerable.Range(0, joins.Count)
                    .Where(one => joins.Resolve(need.Parent, need.Name, one, joins.Provides.None) == Resolution.Full).Take(2).ToList();
                if (resolvers.Count == 1)
                {
                    _dependents[resolvers[0]]++;
                }
            }
        }

        return _dependents[subgraph];
    }

    /// <summary>Whether the hub may read all that a field that only joins brings with it.</summary>
    public bool MayJoin(string openedBy, FieldNeed need)
    {
        if (grants is null)
        {
            return true;
        }

        return MayJoin(openedBy, need.Parent, need.Name)
            && (need.Children?.Types.All(type => type.Fields.All(field => MayJoin(openedBy, field))) ?? true);
    }

    /// <summary>Whether the hub may use what was joined over these coordinates.</summary>
    public bool MayUse(string openedBy, IEnumerable<string> coordinates) =>
        grants is null || coordinates.All(coordinate => grants.MayJoin(openedBy, coordinate));

    /// <summary>The coordinates that a field which only joins brings with it, its own first.</summary>
    public IEnumerable<string> Coordinates(FieldNeed need) => grants is null || need.IsTypeName
        ? []
        : (need.Children?.Types.SelectMany(type => type.Fields).SelectMany(Coordinates) ?? []).Prepend(need.Coordinate);

    // INVARIANT: a rule on a field of an interface holds on its implementations, whatever they say (GHSA-mx7m-j9xf-62hw).
    private bool MayJoin(string openedBy, ObjectType type, string field) =>
        grants!.MayJoin(openedBy, $"{type.Name}.{field}")
        && type.Interfaces.Where(one => one.Field(field) is not null).All(one => grants.MayJoin(openedBy, $"{one.Name}.{field}"));

    private bool IsEnterable(ObjectType type, Entry entry, Dictionary<int, Provided> reached) =>
        entry.Key is null || collector.Of(type, entry.Key.Fields).All(need =>
            reached.Any(one => joins.Resolve(type, need.Name, one.Key, one.Value) != Resolution.None));

    private PlaceChoice Combine(PlaceNeeds place, Standing standing, List<TypeChoice> types)
    {
        var cost = new RequestCost.Sum();
        foreach (var type in types)
        {
            cost.Add(type.Cost, 0);
        }

        var missing = types.Select(type => type.Missing).OfType<TypeNeeds>().ToList();
        return new PlaceChoice(place, standing, types, missing.Count == 0 ? null : needs.Place(place.Type, missing), cost.ToCost());
    }
}
