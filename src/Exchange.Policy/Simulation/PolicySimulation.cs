using Exchange.Policy.Documents;
using Exchange.Policy.Standard;

namespace Exchange.Policy.Simulation;

/// <summary>
/// Replays recorded accesses against another version of the policies. The log tells which conditions on the record held, of those that were asked,
/// and what came out tells of others: an access that a rule opened proves its conditions, one that was withheld proves which one failed. What is not
/// told is never guessed; it is counted as depending. What hangs on a look-up that would be closed is not counted once more, and guards (budgets,
/// combinations) and what arguments read are not replayed.
/// </summary>
public static class PolicySimulation
{
    /// <summary>What would have come out otherwise.</summary>
    /// <param name="standard">The data standard.</param>
    /// <param name="versions">The versions that decided, by their number; of an access under a version that is not here nothing is claimed.</param>
    /// <param name="after">The version that would have decided.</param>
    /// <param name="accesses">The accesses; read once.</param>
    public static SimulationReport Run(
        DataStandard standard, IReadOnlyDictionary<string, PolicySet> versions, PolicySet after, IEnumerable<RecordedAccess> accesses)
    {
        var replay = new AccessReplay(standard, versions, after);
        var sums = new SimulationSums();
        foreach (var access in accesses)
        {
            sums.Begin();
            if (!replay.Run(access, sums))
            {
                sums.Unknown++;
            }
        }

        return sums.Report();
    }
}
