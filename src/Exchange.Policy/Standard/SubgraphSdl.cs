namespace Exchange.Policy.Standard;

/// <summary>Writes the data standard as Apollo Federation v2 SDL, one text per subgraph.</summary>
public static class SubgraphSdl
{
    /// <summary>The subgraphs in the order in which they are composed: the hub, then the departments.</summary>
    public static IReadOnlyList<string> Subgraphs(DataStandard standard) =>
        [DataStandard.Hub.Value, .. standard.Departments.Select(department => department.Code.Value)];

    /// <summary>
    /// The SDL of one subgraph: a department's code, or <c>exchange</c> for what the hub itself answers.
    /// Throws <see cref="ArgumentException"/> for an unknown name.
    /// </summary>
    public static string For(DataStandard standard, string subgraph)
    {
        if (!Subgraphs(standard).Contains(subgraph, StringComparer.Ordinal))
        {
            throw new ArgumentException($"There is no subgraph '{subgraph}' in the data standard.", nameof(subgraph));
        }

        return new SubgraphWriter(standard, subgraph).Write();
    }
}
