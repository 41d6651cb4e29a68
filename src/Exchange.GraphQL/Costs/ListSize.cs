namespace Exchange.GraphQL.Costs;

/// <summary>What <c>@listSize</c> says of a field: how long its list is taken to be before it is fetched. Immutable.</summary>
public sealed record ListSize
{
    /// <summary>The length where no slicing argument is given; null for <see cref="CostModel.UnknownListSize"/>.</summary>
    public int? AssumedSize { get; init; }

    /// <summary>
    /// The arguments that bound the list: an integer is the length itself, a list (identifiers to look up) counts its items.
    /// Where several are given, the largest counts.
    /// </summary>
    public IReadOnlyList<string> SlicingArguments { get; init; } = [];

    /// <summary>The fields of the value that are lists of this length, as in connections; empty when the field is the list itself.</summary>
    public IReadOnlyList<string> SizedFields { get; init; } = [];

    /// <summary>Whether a request that gives none of the slicing arguments, or several, is refused.</summary>
    public bool RequireOneSlicingArgument { get; init; } = true;

    /// <summary>Both together, as subgraphs compose: the larger size, all arguments and fields, and the rule only where both have it.</summary>
    public ListSize With(ListSize other) => new()
    {
        AssumedSize = Math.Max(AssumedSize ?? -1, other.AssumedSize ?? -1) is >= 0 and var larger ? larger : null,
        SlicingArguments = [.. SlicingArguments.Union(other.SlicingArguments, StringComparer.Ordinal)],
        SizedFields = [.. SizedFields.Union(other.SizedFields, StringComparer.Ordinal)],
        RequireOneSlicingArgument = RequireOneSlicingArgument && other.RequireOneSlicingArgument,
    };
}
