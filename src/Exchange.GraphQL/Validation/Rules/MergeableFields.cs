using System.Runtime.CompilerServices;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.GraphQL.Validation.Rules;

/// <summary>A field node with what the schema says of the place where it stands.</summary>
internal sealed record MergeableField(FieldNode Node, NamedType? Parent, FieldDefinition? Definition);

/// <summary>
/// Expands selection sets to the fields that may stand together, fragments of every type condition included, and counts them against the
/// limit <c>mergeComparisons</c>. One instance serves one validation.
/// </summary>
internal sealed class MergeableFields(ValidationContext context)
{
    // A node stands in one place of the document, so it has one parent type and needs one entry.
    private readonly Dictionary<SelectionSet, NamedType?> _parents = [];
    private readonly Dictionary<FieldNode, MergeableField> _fields = [];
    private int _comparisons;

    /// <summary>Makes the root type of <paramref name="operation"/> known.</summary>
    public void Enter(OperationDefinition operation) => _parents[operation.SelectionSet] = context.Schema.RootType(operation.Kind);

    /// <summary>
    /// The fields of all <paramref name="sets"/> by response name. Throws <see cref="GraphQLException"/> (<c>LIMIT_EXCEEDED</c>) when the
    /// validation has looked at too many.
    /// </summary>
    public IReadOnlyCollection<List<MergeableField>> ByResponseName(SelectionSet[] sets)
    {
        var groups = new Dictionary<string, List<MergeableField>>(StringComparer.Ordinal);
        var visited = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Queue<(SelectionSet Set, NamedType? Parent)>(sets.Select(set => (set, _parents.GetValueOrDefault(set))));
        while (pending.TryDequeue(out var next))
        {
            foreach (var selection in next.Set.Selections)
            {
                Count(selection);
                switch (selection)
                {
                    case FieldNode field:
                        Add(Known(field, next.Parent), groups);
                        break;
                    case InlineFragment inline:
                        var type = inline.TypeCondition is { } name ? context.Schema.Type(name) : next.Parent;
                        pending.Enqueue((inline.SelectionSet, type));
                        break;
                    case FragmentSpread spread when visited.Add(spread.Name)
                        && context.Fragments.TryGetValue(spread.Name, out var fragment):
                        pending.Enqueue((fragment.SelectionSet, context.Schema.Type(fragment.TypeCondition)));
                        break;
                }
            }
        }

        return groups.Values;
    }

    private static void Add(MergeableField field, Dictionary<string, List<MergeableField>> groups)
    {
        if (groups.TryGetValue(field.Node.ResponseName, out var group))
        {
            group.Add(field);
        }
        else
        {
            groups.Add(field.Node.ResponseName, [field]);
        }
    }

    private MergeableField Known(FieldNode node, NamedType? parent)
    {
        if (_fields.TryGetValue(node, out var known))
        {
            return known;
        }

        var definition = context.MergedField(parent, node.Name);
        if (node.SelectionSet is { } set)
        {
            _parents[set] = definition?.Type.Named;
        }

        return _fields[node] = new MergeableField(node, parent, definition);
    }

    /// <summary>One more comparison at <paramref name="node"/>. Throws <see cref="GraphQLException"/> at the limit.</summary>
    public void Count(SyntaxNode node)
    {
        context.Options.Limits.Work?.Comparison();
        if (++_comparisons > context.Options.Limits.MergeComparisons)
        {
            throw LimitExceeded.Of("mergeComparisons", context.Options.Limits.MergeComparisons, "field comparisons", node.Location);
        }
    }
}

/// <summary>Equality of groups of selection sets: the same nodes in the same order.</summary>
internal sealed class SelectionSetGroupComparer : IEqualityComparer<SelectionSet[]>
{
    /// <summary>The only instance.</summary>
    public static SelectionSetGroupComparer Instance { get; } = new();

    private SelectionSetGroupComparer()
    {
    }

    /// <inheritdoc/>
    public bool Equals(SelectionSet[]? x, SelectionSet[]? y) => x.AsSpan().SequenceEqual(y);

    /// <inheritdoc/>
    public int GetHashCode(SelectionSet[] obj)
    {
        var hash = new HashCode();
        foreach (var set in obj)
        {
            hash.Add(RuntimeHelpers.GetHashCode(set));
        }

        return hash.ToHashCode();
    }
}
