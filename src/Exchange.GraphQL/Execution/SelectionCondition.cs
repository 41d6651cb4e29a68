namespace Exchange.GraphQL.Execution;

/// <summary>
/// When a selected field is part of the answer: at least one of several conjunctions over the Boolean variables of the operation's
/// <c>@skip</c> and <c>@include</c>. Equal text means equal meaning. Immutable; safe to share between threads.
/// </summary>
public sealed class SelectionCondition : IEquatable<SelectionCondition>
{
    private readonly string _text;

    internal SelectionCondition(IReadOnlyList<ConditionTerm> terms)
    {
        Terms = terms;
        _text = string.Join(" or ", terms.Select(term => term.ToString()));
    }

    /// <summary>The conjunctions; any one of them suffices. Never empty.</summary>
    public IReadOnlyList<ConditionTerm> Terms { get; }

    /// <summary>Whether it holds; <paramref name="isTrue"/> tells the value of a variable.</summary>
    public bool Holds(Func<string, bool> isTrue)
    {
        foreach (var term in Terms)
        {
            if (term.Holds(isTrue))
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public bool Equals(SelectionCondition? other) => other is not null && _text == other._text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SelectionCondition);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_text);

    /// <summary>For example <c>$a and not $b or $c</c>.</summary>
    public override string ToString() => _text;

    /// <summary>Both; null for one that never holds. A null operand always holds.</summary>
    internal static bool TryAnd(SelectionCondition? left, SelectionCondition? right, OperationBudget budget, out SelectionCondition? both)
    {
        both = left ?? right;
        if (left is null || right is null || left.Equals(right))
        {
            return true;
        }

        var terms = new List<ConditionTerm>();
        foreach (var one in left.Terms)
        {
            foreach (var other in right.Terms)
            {
                if (one.And(other) is { } term)
                {
                    terms.Add(term);
                }
            }
        }

        both = terms.Count == 0 ? null : Of(terms, budget);
        return terms.Count > 0;
    }

    /// <summary>Either of them; null where one always holds.</summary>
    internal static SelectionCondition? Or(SelectionCondition? left, SelectionCondition? right, OperationBudget budget)
    {
        if (left is null || right is null)
        {
            return null;
        }

        return left.Equals(right) ? left : Of([.. left.Terms, .. right.Terms], budget);
    }

    /// <summary>Either of them; null where one always holds. For conditions that are already bounded.</summary>
    public static SelectionCondition? Or(SelectionCondition? left, SelectionCondition? right) => Or(left, right, OperationBudget.None);

    // WHY: sorted and freed of what a weaker term already says, so that equal conditions read alike.
    private static SelectionCondition Of(List<ConditionTerm> terms, OperationBudget budget)
    {
        var distinct = terms.Distinct().ToList();
        var kept = distinct
            .Where(term => !distinct.Exists(other => other != term && other.IsImpliedBy(term)))
            .OrderBy(term => term.ToString(), StringComparer.Ordinal)
            .ToList();
        budget.Terms(kept.Count);
        return new SelectionCondition(kept);
    }
}

/// <summary>Variables that all have to be true, or false. Compared by value.</summary>
public sealed class ConditionTerm : IEquatable<ConditionTerm>
{
    private readonly string _text;

    internal ConditionTerm(IEnumerable<(string Variable, bool Expected)> literals)
    {
        Literals = [.. literals.Distinct().OrderBy(literal => literal.Variable, StringComparer.Ordinal)];
        _text = string.Join(" and ", Literals.Select(literal => literal.Expected ? $"${literal.Variable}" : $"not ${literal.Variable}"));
    }

    /// <summary>Each variable with the value it has to have, by name.</summary>
    public IReadOnlyList<(string Variable, bool Expected)> Literals { get; }

    /// <summary>Whether every variable has its value.</summary>
    public bool Holds(Func<string, bool> isTrue)
    {
        foreach (var (variable, expected) in Literals)
        {
            if (isTrue(variable) != expected)
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public bool Equals(ConditionTerm? other) => other is not null && _text == other._text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ConditionTerm);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_text);

    /// <inheritdoc/>
    public override string ToString() => _text;

    internal ConditionTerm? And(ConditionTerm other) =>
        Literals.Any(literal => other.Literals.Contains((literal.Variable, !literal.Expected)))
            ? null
            : new ConditionTerm([.. Literals, .. other.Literals]);

    // Whether whatever fulfils the stronger term fulfils this one.
    internal bool IsImpliedBy(ConditionTerm stronger) => Literals.All(literal => stronger.Literals.Contains(literal));
}
