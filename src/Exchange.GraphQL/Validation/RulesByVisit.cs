namespace Exchange.GraphQL.Validation;

/// <summary>The rules of one validation by what they want to see, in their order, so that a node costs only the rules it concerns.</summary>
internal sealed class RulesByVisit(IReadOnlyList<ValidationRule> rules)
{
    /// <summary>The rules that want to see <paramref name="visit"/>.</summary>
    public ValidationRule[] For(Visits visit)
    {
        var count = 0;
        var wanting = new ValidationRule[rules.Count];
        for (var i = 0; i < wanting.Length; i++)
        {
            if ((rules[i].Visits & visit) != 0)
            {
                wanting[count++] = rules[i];
            }
        }

        return wanting[..count];
    }
}
