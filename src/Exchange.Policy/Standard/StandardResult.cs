using Exchange.Policy.Findings;

namespace Exchange.Policy.Standard;

/// <summary>What loading a data standard gives.</summary>
/// <param name="Standard">The standard; null when there are findings.</param>
/// <param name="Findings">Every mistake, ordered by file and line; empty when there is none.</param>
public sealed record StandardResult(DataStandard? Standard, IReadOnlyList<Finding> Findings);
