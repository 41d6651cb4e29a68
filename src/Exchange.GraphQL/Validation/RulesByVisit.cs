namespace Exchange.GraphQL.Validation;

/// <summary>The rules of one validation by what they want to see, in their order, so that a node costs only the rules it concerns.</summary>
internal sealed class RulesByVisit
{
    private readonly ValidationRule[] _rules;
    private readonly Visits[] _visits;
    private readonly ValidationRule[] _wanting;

    public RulesByVisit(IReadOnlyList<ValidationRule> rules)
    {
        _rules = [.. rules];
        _visits = new Visits[_rules.Length];
        _wanting = new ValidationRule[_rules.Length];
        for (var i = 0; i < _rules.Length; i++)
        {
            _visits[i] = _rules[i].Visits;
        }
    }

    /// <summary>The rules that want to see <paramref name="visit"/>.</summary>
    public ValidationRule[] For(Visits visit)
    {
        var count = 0;
        for (var i = 0; i < _rules.Length; i++)
        {
            if ((_visits[i] & visit) != 0)
            {
                _wanting[count++] = _rules[i];
            }
        }

        return _wanting[..count];
    }
}
