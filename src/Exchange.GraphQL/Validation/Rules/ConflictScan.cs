using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.GraphQL.Validation.Rules;

/// <summary>
/// Sees in one pass over an operation, fragments expanded, whether it is plain that no two of its fields conflict. It may doubt where there
/// is no conflict, never the other way round: whatever fields of one response name are not the same field with the same arguments and
/// shape, whatever the schema does not know and whatever takes long is in doubt. One instance serves one validation.
/// </summary>
internal sealed class ConflictScan(ValidationContext context)
{
    private const int MaxNesting = 250;
    private const int MaxSelections = 10_000;

    /// <summary>Longer groups of one response name are in doubt: finding a node in them would take the square of their length.</summary>
    private const int MaxGroup = 64;

    private const int InitialCapacity = 32;

    private readonly ResponseNames _names = new();
    private Entry[] _entries = new Entry[InitialCapacity];
    private int _count;
    private int _selectionsLeft = Math.Min(MaxSelections, context.Options.Limits.MergeComparisons);

    /// <summary>Whether it is certain that no fields of <paramref name="operation"/> conflict.</summary>
    public bool IsPlain(OperationDefinition operation)
    {
        _names.Begin();
        return Gather(operation.SelectionSet, context.Schema.RootType(operation.Kind), 0, MaxNesting) && AreAllPlainBelow(0, MaxNesting);
    }

    /// <summary>Goes below the fields gathered from <paramref name="start"/> on, those of one response name together.</summary>
    private bool AreAllPlainBelow(int start, int nestingLeft)
    {
        var end = _count;
        for (var first = start; first < end; first++)
        {
            if (_entries[first].IsFirst && !IsPlainBelow(first, nestingLeft))
            {
                return false;
            }
        }

        _count = start;
        return true;
    }

    private bool IsPlainBelow(int first, int nestingLeft)
    {
        var start = _count;
        var hasBegun = false;
        for (var i = first; i >= 0; i = _entries[i].Next)
        {
            var (node, parent) = (_entries[i].Node, _entries[i].Parent);
            if (node.SelectionSet is not { } set)
            {
                continue;
            }

            if (!hasBegun)
            {
                hasBegun = true;
                _names.Begin();
            }

            if (!Gather(set, TypeOf(node, parent)?.Named, start, nestingLeft - 1))
            {
                return false;
            }
        }

        return !hasBegun || AreAllPlainBelow(start, nestingLeft - 1);
    }

    /// <summary>Adds the fields of <paramref name="set"/> to those from <paramref name="start"/> on; false on doubt.</summary>
    private bool Gather(SelectionSet set, NamedType? parent, int start, int nestingLeft)
    {
        var selections = set.Selections.AsSpan();
        _selectionsLeft -= selections.Length;
        if (nestingLeft <= 0 || _selectionsLeft < 0)
        {
            return false;
        }

        foreach (var selection in selections)
        {
            context.Options.Limits.Work?.Comparison();
            var isPlain = selection switch
            {
                FieldNode field => Add(field, parent, start),
                InlineFragment { TypeCondition: { } name } inline
                    => Gather(inline.SelectionSet, context.Schema.Type(name), start, nestingLeft - 1),
                InlineFragment inline => Gather(inline.SelectionSet, parent, start, nestingLeft - 1),
                FragmentSpread spread when context.Fragments.TryGetValue(spread.Name, out var fragment)
                    => Gather(fragment.SelectionSet, context.Schema.Type(fragment.TypeCondition), start, nestingLeft - 1),
                _ => true,
            };
            if (!isPlain)
            {
                return false;
            }
        }

        return true;
    }

    private bool Add(FieldNode field, NamedType? parent, int start)
    {
        var first = _names.FindOrAdd(field.ResponseName, _count - start) + start;
        if (first == _count)
        {
            Append(new Entry(field, parent, IsFirst: true, Next: -1));
            return true;
        }

        var length = 0;
        for (var i = first; i >= 0; i = _entries[i].Next, length++)
        {
            context.Options.Limits.Work?.Comparison();
            if (ReferenceEquals(_entries[i].Node, field))
            {
                return true;
            }
        }

        if (length >= MaxGroup || !AreSame(_entries[first], field, parent))
        {
            return false;
        }

        Append(new Entry(field, parent, IsFirst: false, Next: _entries[first].Next));
        _entries[first] = _entries[first] with { Next = _count - 1 };
        return true;
    }

    private void Append(Entry entry)
    {
        if (_count == _entries.Length)
        {
            Array.Resize(ref _entries, 2 * _count);
        }

        _entries[_count++] = entry;
    }

    private bool AreSame(in Entry first, FieldNode field, NamedType? parent) =>
        first.Node.Name == field.Name
        && LiteralEquality.HaveSameArguments(first.Node, field, context.Options.LikeGraphQLJs)
        && TypeOf(first.Node, first.Parent) is { } type
        && TypeOf(field, parent) is { } other
        && ResponseShape.AreSame(type, other);

    private GraphQLType? TypeOf(FieldNode field, NamedType? parent) => context.MergedField(parent, field.Name)?.Type;

    /// <summary>A field; the next one of its response name, -1 after the last.</summary>
    private readonly record struct Entry(FieldNode Node, NamedType? Parent, bool IsFirst, int Next);
}
