namespace Exchange.Policy.Standard;

/// <summary>Writes one subgraph's SDL.</summary>
internal sealed class SubgraphWriter(DataStandard standard, string subgraph)
{
    public string Write() => $"# {subgraph}: {standard.Types.Count} types";
}
