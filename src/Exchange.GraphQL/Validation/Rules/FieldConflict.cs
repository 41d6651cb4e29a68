using Exchange.GraphQL.Language;

namespace Exchange.GraphQL.Validation.Rules;

/// <summary>Two fields that cannot be merged, with the fields below them that are the reason.</summary>
/// <param name="ResponseName">The name under which both stand.</param>
/// <param name="Difference">What is different, as the end of a sentence that begins with the fields.</param>
/// <param name="First">The first field, then those below it.</param>
/// <param name="Second">The second field, then those below it.</param>
internal sealed record FieldConflict(
    string ResponseName, string Difference, IReadOnlyList<FieldNode> First, IReadOnlyList<FieldNode> Second)
{
    /// <summary>So many places of one side are told; graphql-js stops there too.</summary>
    private const int MaxNodes = 20;

    /// <summary>The conflict of two fields because of conflicts below them.</summary>
    public static FieldConflict Around(FieldNode first, FieldNode second, IReadOnlyList<FieldConflict> below)
    {
        var difference = below[0].Difference;
        return new FieldConflict(
            first.ResponseName,
            difference.StartsWith("select", StringComparison.Ordinal)
                ? difference
                : $"select fields under \"{below[0].ResponseName}\" that {difference}",
            Nodes(first, below, conflict => conflict.First),
            Nodes(second, below, conflict => conflict.Second));
    }

    private static List<FieldNode> Nodes(
        FieldNode field, IReadOnlyList<FieldConflict> below, Func<FieldConflict, IReadOnlyList<FieldNode>> side)
    {
        var nodes = new List<FieldNode> { field };
        foreach (var conflict in below)
        {
            nodes.AddRange(side(conflict).TakeLast(MaxNodes - nodes.Count));
            if (nodes.Count == MaxNodes)
            {
                break;
            }
        }

        return nodes;
    }
}
