using Exchange.Policy.Findings;

namespace Exchange.Policy.Documents;

/// <summary>What loading a folder of policies gives.</summary>
/// <param name="Policies">The policies; null when there are findings.</param>
/// <param name="Findings">Every mistake, ordered by file and line; empty when there is none.</param>
public sealed record PolicyFolderResult(PolicySet? Policies, IReadOnlyList<Finding> Findings);
