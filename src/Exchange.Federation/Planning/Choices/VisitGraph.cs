using Exchange.Federation.Planning.Joins;
using Exchange.Federation.Planning.Needs;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;

namespace Exchange.Federation.Planning.Choices;

/// <summary>The visits of a choice in the making. Copied where the search branches.</summary>
internal sealed class VisitGraph
{
    private readonly List<DraftVisit> _visits;
    private readonly List<FieldNeed> _missing;

    /// <summary>Starts with the answer that brought the objects, if there is one.</summary>
    public VisitGraph(Standing standing)
    {
        IsStart = standing.IsStart;
        _missing = [];
        _visits = standing.IsStart ? [] : [new DraftVisit(standing.Subgraph, null, standing.Provided, new HashSet<string>())];
    }

    private VisitGraph(VisitGraph other)
    {
        IsStart = other.IsStart;
        _missing = [.. other._missing];
        _visits = [.. other._visits.Select(visit => visit.Copy())];
    }

    /// <summary>Whether nothing is fetched before the first visit.</summary>
    public bool IsStart { get; }

    /// <summary>The visits so far.</summary>
    public IReadOnlyList<DraftVisit> Visits => _visits;

    /// <summary>What cannot be reached.</summary>
    public IReadOnlyList<FieldNeed> Missing => _missing;

    /// <summary>The same, to be changed apart.</summary>
    public VisitGraph Copy() => new(this);

    /// <summary>Gives a need up.</summary>
    public void Miss(FieldNeed need) => _missing.Add(need);

    /// <summary>Adds a visit and gives its position.</summary>
    public int Add(DraftVisit visit)
    {
        _visits.Add(visit);
        return _visits.Count - 1;
    }

    /// <summary>Whether a visit waits for another one, over whatever lies between; every visit waits for itself.</summary>
    public bool Waits(int visit, int other)
    {
        var seen = new HashSet<int>();
        var pending = new Stack<int>([visit]);
        while (pending.TryPop(out var next))
        {
            if (next == other)
            {
                return true;
            }

            foreach (var input in seen.Add(next) ? _visits[next].Inputs : [])
            {
                pending.Push(input.Visit);
            }
        }

        return false;
    }

    /// <summary>How many levels below the place each visit comes.</summary>
    public int[] Levels()
    {
        var levels = new int[_visits.Count];
        Array.Fill(levels, -1);
        for (var i = 0; i < levels.Length; i++)
        {
            Level(i, levels);
        }

        return levels;
    }

    // INVARIANT: visits never wait for each other in a circle, so that recursion ends; planFetches bounds how many there are.
    private int Level(int visit, int[] levels)
    {
        if (levels[visit] >= 0)
        {
            return levels[visit];
        }

        var draft = _visits[visit];
        var level = draft.Entry is null ? 0 : 1;
        foreach (var input in draft.Inputs)
        {
            level = Math.Max(level, 1 + Level(input.Visit, levels) + (_visits[input.Visit].Find(input.Need)?.Child?.Cost.Depth ?? 0));
        }

        return levels[visit] = level;
    }

    /// <summary>What all of it costs.</summary>
    public RequestCost Cost()
    {
        var sum = new RequestCost.Sum();
        sum.AddOpen(_missing.Count, 0);
        var levels = Levels();
        for (var i = 0; i < _visits.Count; i++)
        {
            var level = levels[i];
            if (_visits[i].Entry is not null)
            {
                sum.Add(_visits[i].Subgraph, level);
            }

            foreach (var field in _visits[i].Fields)
            {
                sum.AddOpen(0, field.OnlyJoins ? 1 : 0);
                if (field.Child is not null)
                {
                    sum.Add(field.Child.Cost, level);
                }
            }
        }

        return sum.ToCost();
    }
}

/// <summary>A visit in the making.</summary>
internal sealed class DraftVisit(int subgraph, Entry? entry, Provided provided, HashSet<string> joins)
{
    private readonly List<VisitField> _fields = [];
    private readonly List<VisitInput> _inputs = [];
    private readonly List<SelectionSet> _requires = [];

    /// <summary>The subgraph.</summary>
    public int Subgraph { get; } = subgraph;

    /// <summary>How it is entered; null for the answer that brought the objects.</summary>
    public Entry? Entry { get; } = entry;

    /// <summary>What is provided there.</summary>
    public Provided Provided { get; } = provided;

    /// <summary>The coordinates that one has to be allowed to join over to use it.</summary>
    public IReadOnlySet<string> Joins => joins;

    /// <summary>What it selects so far.</summary>
    public IReadOnlyList<VisitField> Fields => _fields;

    /// <summary>What has to be there first.</summary>
    public IReadOnlyList<VisitInput> Inputs => _inputs;

    /// <summary>What <c>@requires</c> adds to its representation.</summary>
    public IReadOnlyList<SelectionSet> Requires => _requires;

    /// <summary>The field that serves a need; null for none.</summary>
    public VisitField? Find(FieldNeed need)
    {
        foreach (var field in _fields)
        {
            if (field.Need == need)
            {
                return field;
            }
        }

        return null;
    }

    /// <summary>Selects a field, or selects it for one more reason.</summary>
    public void Select(VisitField field)
    {
        var index = _fields.FindIndex(known => known.Need == field.Need);
        if (index < 0)
        {
            _fields.Add(field);
            return;
        }

        var known = _fields[index];
        _fields[index] = known with
        {
            Condition = SelectionCondition.Or(known.Condition, field.Condition),
            OnlyJoins = known.OnlyJoins && field.OnlyJoins,
        };
    }

    /// <summary>Makes it wait for something, and be reached over the given coordinates.</summary>
    public void Await(IEnumerable<VisitInput> inputs, IEnumerable<string> coordinates)
    {
        _inputs.AddRange(inputs.Where(input => !_inputs.Contains(input)));
        joins.UnionWith(coordinates);
    }

    /// <summary>Adds a field set of <c>@requires</c> to its representation.</summary>
    public void Require(SelectionSet requires)
    {
        if (!_requires.Contains(requires))
        {
            _requires.Add(requires);
        }
    }

    /// <summary>The same, to be changed apart.</summary>
    public DraftVisit Copy()
    {
        var copy = new DraftVisit(Subgraph, Entry, Provided, [.. joins]);
        copy._fields.AddRange(_fields);
        copy._inputs.AddRange(_inputs);
        copy._requires.AddRange(_requires);
        return copy;
    }
}
