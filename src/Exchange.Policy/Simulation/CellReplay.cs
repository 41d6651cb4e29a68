using Exchange.Policy.Decisions;

namespace Exchange.Policy.Simulation;

/// <summary>What would have become of a cell; <see cref="Outcome"/> is null where the same.</summary>
internal readonly record struct ReplayedCell(SimulatedOutcome? Outcome, string? Would);

/// <summary>
/// Replays one cell. The record tells of some conditions whether they held, and what came out tells which of the others can have; only what is the same
/// in all these cases is claimed.
/// </summary>
internal static class CellReplay
{
    // 4,096 cases; a field whose rules tell apart more than that is counted as open to doubt.
    private const int MostConditions = 12;

    // What a policy never is the only cause of.
    private static readonly string[] Circumstances =
    [
        ReasonCode.SmallCell.Code(), ReasonCode.BudgetExceeded.Code(), ReasonCode.SourceUnavailable.Code(), ReasonCode.InvalidSourceData.Code(),
    ];

    public static ReplayedCell Of(RecordedCell cell, RecordedConditions recorded, CellWays then, CellWays now)
    {
        if (then.IsSameAs(now) || (cell.Reason is not null && !now.IsEverOpen))
        {
            return default;
        }

        var conditions = then.Conditions.Union(now.Conditions).ToLookup(recorded.Held);
        var untold = conditions[null].ToList();
        if (untold.Count > MostConditions)
        {
            return new ReplayedCell(SimulatedOutcome.Depends, null);
        }

        var worlds = CellWays.Worlds(untold).Select(holding => holding.Union(conditions[true]).ToHashSet()).ToList();
        var possible = worlds.FindAll(holding => Explains(then.Of(holding), cell));
        var outcomes = (possible.Count > 0 ? possible : worlds).Select(now.Of).Select(outcome => (outcome.Level, outcome.Text)).Distinct().ToList();
        return cell.Reason is null
            ? OfOpen(cell.Level, outcomes)
            : OfWithheld(outcomes, isExplained: possible.Count > 0 && !Circumstances.Contains(cell.Reason));
    }

    private static bool Explains(CellOutcome outcome, RecordedCell cell) => cell.Reason is null
        ? outcome.Level == cell.Level && outcome.Rule == cell.Rule
        : outcome.Level is null && outcome.Reason.Code() == cell.Reason;

    private static ReplayedCell OfOpen(string level, List<(string? Level, string Text)> outcomes)
    {
        var would = outcomes.Count == 1 ? outcomes[0].Text : null;
        return outcomes.TrueForAll(outcome => outcome.Level == level) ? default
            : outcomes.TrueForAll(outcome => outcome.Level is null) ? new ReplayedCell(SimulatedOutcome.WouldClose, would)
            : outcomes.TrueForAll(outcome => outcome.Level is not null && outcome.Level != level) ? new ReplayedCell(SimulatedOutcome.WouldChangeLevel, would)
            : new ReplayedCell(SimulatedOutcome.Depends, null);
    }

    // WHY explained: where another cause than the policy's closed it, that cause may close it still.
    private static ReplayedCell OfWithheld(List<(string? Level, string Text)> outcomes, bool isExplained) =>
        outcomes.TrueForAll(outcome => outcome.Level is null) ? default
        : isExplained && outcomes.TrueForAll(outcome => outcome.Level is not null)
            ? new ReplayedCell(SimulatedOutcome.WouldOpen, outcomes.Count == 1 ? outcomes[0].Text : null)
        : new ReplayedCell(SimulatedOutcome.Depends, null);
}
