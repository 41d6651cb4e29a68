using Exchange.Federation.Execution;

namespace Exchange.Pipeline.Open;

/// <summary>The record of one request to an open gateway: who asked, which coordinates, and what each subgraph was asked.</summary>
/// <param name="AccessId">The response header <c>Exchange-Access-Id</c>.</param>
/// <param name="Time">When it was asked.</param>
/// <param name="Client">Who asked.</param>
/// <param name="Operation">The operation's name; null for none.</param>
/// <param name="Coordinates">What the caller selected.</param>
/// <param name="Joined">What was fetched beside that to join subgraphs, and is not in the answer.</param>
/// <param name="Sources">What each subgraph was asked.</param>
/// <param name="ErrorCode">Why nothing was answered; null for an answer.</param>
public sealed record OpenAccess(
    string AccessId,
    DateTimeOffset Time,
    string Client,
    string? Operation,
    IReadOnlyList<string> Coordinates,
    IReadOnlyList<string> Joined,
    IReadOnlyList<SubgraphUse> Sources,
    string? ErrorCode);
