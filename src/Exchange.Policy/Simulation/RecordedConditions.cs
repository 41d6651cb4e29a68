using Exchange.Policy.Comparison;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;

namespace Exchange.Policy.Simulation;

/// <summary>What a record tells of the conditions on the records of a group: which held, which did not; of the others it tells nothing.</summary>
internal sealed class RecordedConditions
{
    private static readonly RecordCondition NoMinor = new NotInStateCondition(RecordState.Minor);

    private readonly HashSet<string> _held;
    private readonly HashSet<string> _notHeld;

    public RecordedConditions(RecordedGroup group)
    {
        // WHY not what is in both: two conditions of one name, and nobody can tell which.
        _held = group.Held.Except(group.NotHeld).ToHashSet(StringComparer.Ordinal);
        _notHeld = group.NotHeld.Except(group.Held).ToHashSet(StringComparer.Ordinal);
        Key = $"{string.Join('\n', _held)}|{string.Join('\n', _notHeld)}";
    }

    /// <summary>A text that is equal where the same is told.</summary>
    public string Key { get; }

    /// <summary>Whether a condition held; null where that is not told.</summary>
    public bool? Held(RecordCondition condition) =>
        ConditionNames.Of(condition) is not { } name ? null
        : _held.Contains(name) ? true
        : _notHeld.Contains(name) ? false
        : ConditionLogic.Implied(condition) is { } implied && Held(implied) == false ? false
        : ConditionLogic.Implied(NoMinor) == condition && _held.Contains(ConditionNames.Of(NoMinor)!) ? true
        : null;
}
