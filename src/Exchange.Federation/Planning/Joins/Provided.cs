using Exchange.Federation.Planning.Needs;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.Federation.Planning.Joins;

/// <summary>
/// What a subgraph also resolves at one place, because of a <c>@provides</c> on the way there or because it belongs to a key. Interned by
/// <see cref="ProvidedTable"/>: equal ones are the same object. Immutable.
/// </summary>
internal sealed class Provided(int id, IReadOnlyList<SelectionSet> sets)
{
    /// <summary>The place among all that the plan met.</summary>
    public int Id { get; } = id;

    /// <summary>The field sets that hold here.</summary>
    public IReadOnlyList<SelectionSet> Sets { get; } = sets;

    /// <summary>The nodes that name a field of objects of <paramref name="type"/>; empty where it is not provided.</summary>
    public IReadOnlyList<FieldNode> Find(Schema full, ObjectType type, string field) => Sets.Count == 0
        ? []
        : [.. JoiningFields.Of(full, type, Sets).Values.SelectMany(nodes => nodes).Where(node => node.Name == field)];
}

/// <summary>Makes <see cref="Provided"/>, equal ones once. Used by one planning run, by one thread.</summary>
internal sealed class ProvidedTable
{
    private readonly Dictionary<string, Provided> _known = new(StringComparer.Ordinal);

    /// <summary>Nothing beside what the subgraph resolves anyway.</summary>
    public Provided None { get; } = new(0, []);

    /// <summary>What the given field sets name.</summary>
    public Provided Of(IReadOnlyList<SelectionSet> sets)
    {
        if (sets.Count == 0)
        {
            return None;
        }

        var key = string.Join(' ', sets.Select(set => DocumentPrinter.Print(set, PrintLayout.Compact)));
        if (!_known.TryGetValue(key, out var provided))
        {
            provided = new Provided(_known.Count + 1, sets);
            _known.Add(key, provided);
        }

        return provided;
    }
}
