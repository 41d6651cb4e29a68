using Exchange.GraphQL.Execution;

namespace Exchange.Federation.Execution;

/// <summary>A <see cref="SelectionCondition"/> over bits: one bit for each Boolean variable that decides conditions.</summary>
internal sealed class ConditionMask
{
    private readonly (ulong Needed, ulong Expected)[] _terms;

    private ConditionMask((ulong Needed, ulong Expected)[] terms) => _terms = terms;

    /// <summary>The mask of a condition; null for one that always holds.</summary>
    public static ConditionMask? Of(SelectionCondition? condition, IReadOnlyList<string> variables)
    {
        if (condition is null)
        {
            return null;
        }

        var terms = new (ulong Needed, ulong Expected)[condition.Terms.Count];
        for (var i = 0; i < terms.Length; i++)
        {
            foreach (var (variable, expected) in condition.Terms[i].Literals)
            {
                var bit = 1UL << IndexOf(variable, variables);
                terms[i].Needed |= bit;
                terms[i].Expected |= expected ? bit : 0;
            }
        }

        return new ConditionMask(terms);
    }

    /// <summary>The bits of a request: set where the variable is true.</summary>
    public static ulong Bits(IReadOnlyList<string> variables, VariableValues values)
    {
        var bits = 0UL;
        for (var i = 0; i < variables.Count; i++)
        {
            if (values.TryGet(variables[i], out var value) && value.Kind == GraphQL.Values.DatumKind.Boolean && value.AsBoolean())
            {
                bits |= 1UL << i;
            }
        }

        return bits;
    }

    /// <summary>Whether it holds for these bits.</summary>
    public bool Holds(ulong bits)
    {
        foreach (var (needed, expected) in _terms)
        {
            if ((bits & needed) == expected)
            {
                return true;
            }
        }

        return false;
    }

    private static int IndexOf(string variable, IReadOnlyList<string> variables)
    {
        for (var i = 0; i < Math.Min(variables.Count, 64); i++)
        {
            if (variables[i] == variable)
            {
                return i;
            }
        }

        throw new ArgumentException($"The plan does not list ${variable} among the variables of its conditions.", nameof(variable));
    }
}
