using Exchange.Policy.Findings;

namespace Exchange.Policy.Documents;

/// <summary>What loading a folder of policies gives.</summary>
/// <param name="Policies">The policies; null when a finding is an error.</param>
/// <param name="Findings">Every finding, ordered by file and line; empty when there is none.</param>
public sealed record PolicyFolderResult(PolicySet? Policies, IReadOnlyList<Finding> Findings);
