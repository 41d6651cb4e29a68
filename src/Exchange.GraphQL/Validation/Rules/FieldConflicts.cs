using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.GraphQL.Validation.Rules;

/// <summary>
/// Finds every pair of fields that cannot be merged (section 5.3.2), as graphql-js finds them: two fields that conflict somewhere below are
/// told as one conflict with all its fields, and two fragments are compared once. Every comparison counts against the limit
/// <c>mergeComparisons</c>. One instance serves one document.
/// </summary>
internal sealed class FieldConflicts(ValidationContext context, MergeableFields mergeable)
{
    /// <summary>Fields inside fields; only fragments that spread each other in a circle come near.</summary>
    private const int MaxDepth = 500;

    private readonly ComparedPairs<DirectFields, FragmentDefinition> _withFragments = new();
    private readonly ComparedPairs<FragmentDefinition, FragmentDefinition> _betweenFragments = new();
    private readonly DirectFieldTable _table = new(context);
    private int _depth;

    /// <summary>
    /// The conflicts inside one selection set, fragments expanded, those inside its fields left out. Throws <see cref="GraphQLException"/>
    /// (<c>LIMIT_EXCEEDED</c>) at the limit.
    /// </summary>
    public List<FieldConflict> Within(SelectionSet set, NamedType? parent)
    {
        var conflicts = new List<FieldConflict>();
        var own = _table.Of(set, parent);
        foreach (var group in own.Groups)
        {
            for (var i = 0; i < group.Fields.Count; i++)
            {
                for (var j = i + 1; j < group.Fields.Count && !AreEnough(conflicts); j++)
                {
                    Compare(group.Fields[i], group.Fields[j], areExclusive: false, conflicts);
                }
            }
        }

        for (var i = 0; i < own.Fragments.Count; i++)
        {
            CompareWithFragment(own, own.Fragments[i], areExclusive: false, conflicts);
            for (var j = i + 1; j < own.Fragments.Count; j++)
            {
                CompareFragments(own.Fragments[i], own.Fragments[j], areExclusive: false, conflicts);
            }
        }

        return conflicts;
    }

    private void CompareWithFragment(DirectFields fields, FragmentDefinition fragment, bool areExclusive, List<FieldConflict> conflicts)
    {
        mergeable.Count(fragment);
        if (AreEnough(conflicts) || fields.Groups.Count == 0 || !_withFragments.Add(fields, fragment, areExclusive))
        {
            return;
        }

        var others = _table.Of(fragment);
        if (ReferenceEquals(fields, others))
        {
            return;
        }

        CompareSets(fields, others, areExclusive, conflicts);
        Deeper(fragment);
        foreach (var spread in others.Fragments)
        {
            CompareWithFragment(fields, spread, areExclusive, conflicts);
        }

        _depth--;
    }

    private void CompareFragments(FragmentDefinition left, FragmentDefinition right, bool areExclusive, List<FieldConflict> conflicts)
    {
        mergeable.Count(right);
        if (AreEnough(conflicts) || ReferenceEquals(left, right) || _betweenFragments.Has(right, left, areExclusive)
            || !_betweenFragments.Add(left, right, areExclusive))
        {
            return;
        }

        var (ofLeft, ofRight) = (_table.Of(left), _table.Of(right));
        CompareSets(ofLeft, ofRight, areExclusive, conflicts);
        Deeper(right);
        foreach (var spread in ofRight.Fragments)
        {
            CompareFragments(left, spread, areExclusive, conflicts);
        }

        foreach (var spread in ofLeft.Fragments)
        {
            CompareFragments(spread, right, areExclusive, conflicts);
        }

        _depth--;
    }

    private void CompareSets(DirectFields left, DirectFields right, bool areExclusive, List<FieldConflict> conflicts)
    {
        foreach (var group in left.Groups)
        {
            if (right.Find(group.ResponseName) is not { } others)
            {
                continue;
            }

            foreach (var (first, second) in group.Fields.SelectMany(first => others.Select(second => (first, second))))
            {
                Compare(first, second, areExclusive, conflicts);
                if (AreEnough(conflicts))
                {
                    return;
                }
            }
        }
    }

    private void Compare(MergeableField left, MergeableField right, bool areExclusive, List<FieldConflict> conflicts)
    {
        mergeable.Count(right.Node);
        areExclusive |= left.Parent is ObjectType && right.Parent is ObjectType && !ReferenceEquals(left.Parent, right.Parent);
        if (Difference(left, right, areExclusive) is { } difference)
        {
            conflicts.Add(new FieldConflict(left.Node.ResponseName, difference, [left.Node], [right.Node]));
        }
        else if (left.Node.SelectionSet is { } ofLeft && right.Node.SelectionSet is { } ofRight)
        {
            Deeper(right.Node);
            var below = Between(
                _table.Of(ofLeft, left.Definition?.Type.Named), _table.Of(ofRight, right.Definition?.Type.Named), areExclusive);
            _depth--;
            if (below.Count > 0)
            {
                conflicts.Add(FieldConflict.Around(left.Node, right.Node, below));
            }
        }
    }

    private string? Difference(MergeableField left, MergeableField right, bool areExclusive)
    {
        if (!areExclusive && left.Node.Name != right.Node.Name)
        {
            return "are different fields";
        }

        if (!areExclusive && !LiteralEquality.HaveSameArguments(left.Node, right.Node, context.Options.LikeGraphQLJs))
        {
            return "have different arguments";
        }

        return ResponseShape.AreSame(left.Definition?.Type, right.Definition?.Type) ? null : "return different types";
    }

    private List<FieldConflict> Between(DirectFields left, DirectFields right, bool areExclusive)
    {
        var conflicts = new List<FieldConflict>();
        CompareSets(left, right, areExclusive, conflicts);
        foreach (var fragment in right.Fragments)
        {
            CompareWithFragment(left, fragment, areExclusive, conflicts);
        }

        foreach (var fragment in left.Fragments)
        {
            CompareWithFragment(right, fragment, areExclusive, conflicts);
        }

        foreach (var ofLeft in left.Fragments)
        {
            foreach (var ofRight in right.Fragments)
            {
                CompareFragments(ofLeft, ofRight, areExclusive, conflicts);
            }
        }

        return conflicts;
    }

    /// <summary>Whether more conflicts at this place would not be told.</summary>
    private bool AreEnough(List<FieldConflict> conflicts) => conflicts.Count >= context.Options.MaxErrors;

    private void Deeper(SyntaxNode node)
    {
        if (++_depth > MaxDepth)
        {
            throw LimitExceeded.Of("mergeComparisons", context.Options.Limits.MergeComparisons, "field comparisons", node.Location);
        }
    }
}
