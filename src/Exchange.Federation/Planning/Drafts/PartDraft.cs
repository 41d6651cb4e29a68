using Exchange.GraphQL.Execution;

namespace Exchange.Federation.Planning.Drafts;

/// <summary>A part of a request in the making.</summary>
internal sealed class PartDraft(int order, int subgraph, int level, Place place, bool isRoot)
{
    private readonly Dictionary<string, SelectionDraft> _selections = new(StringComparer.Ordinal);
    private bool _hasCondition;

    /// <summary>When it was made; parts of one level stand in this order.</summary>
    public int Order { get; } = order;

    /// <summary>The subgraph.</summary>
    public int Subgraph { get; } = subgraph;

    /// <summary>Its level in the plan.</summary>
    public int Level { get; } = level;

    /// <summary>The objects that it fills.</summary>
    public Place Place { get; } = place;

    /// <summary>Whether it asks a root type, not entities.</summary>
    public bool IsRoot { get; } = isRoot;

    /// <summary>The parts that must have been answered before.</summary>
    public HashSet<PartDraft> After { get; } = [];

    /// <summary>How objects are represented, by runtime type, with the text that tells representations apart.</summary>
    public Dictionary<string, (string Text, Representation Representation)> Representations { get; } = new(StringComparer.Ordinal);

    /// <summary>When it is sent; null for always.</summary>
    public SelectionCondition? Condition { get; private set; }

    /// <summary>The response names of the objects that it asks for.</summary>
    public FetchScope Scope { get; } = new();

    /// <summary>What is selected, by the type that the objects are asked for as.</summary>
    public IReadOnlyDictionary<string, SelectionDraft> Selections => _selections;

    /// <summary>What is selected of objects that are asked for as that type.</summary>
    public SelectionDraft Selection(string typeName)
    {
        if (!_selections.TryGetValue(typeName, out var selection))
        {
            _selections.Add(typeName, selection = new SelectionDraft(typeName, Scope));
        }

        return selection;
    }

    /// <summary>Adds a reason to send it.</summary>
    public void SendWhen(SelectionCondition? condition)
    {
        Condition = _hasCondition ? SelectionCondition.Or(Condition, condition) : condition;
        _hasCondition = true;
    }
}
