namespace Exchange.GraphQL.Validation.Rules;

/// <summary>
/// Ordered pairs that were compared, and whether as fields that can stand on the same object: what holds of those holds of fields that
/// exclude each other as well, but not the other way round.
/// </summary>
internal sealed class ComparedPairs<TLeft, TRight>
    where TLeft : class
    where TRight : class
{
    private readonly Dictionary<(TLeft Left, TRight Right), bool> _exclusive = [];

    /// <summary>Whether the pair needs no further comparison.</summary>
    public bool Has(TLeft left, TRight right, bool areExclusive) =>
        _exclusive.TryGetValue((left, right), out var known) && (areExclusive || !known);

    /// <summary>Notes the pair; false when it needs no further comparison.</summary>
    public bool Add(TLeft left, TRight right, bool areExclusive)
    {
        if (Has(left, right, areExclusive))
        {
            return false;
        }

        _exclusive[(left, right)] = areExclusive;
        return true;
    }
}
