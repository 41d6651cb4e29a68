using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;

namespace Exchange.Policy.Simulation;

/// <summary>One access as the access log has it: what policy can see of it, and what became of every cell. No values.</summary>
public sealed record RecordedAccess
{
    /// <summary>When it was.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The number of the policy version that decided.</summary>
    public required string PolicyVersion { get; init; }

    /// <summary>The client application.</summary>
    public required string ClientId { get; init; }

    /// <summary>Its department.</summary>
    public required DepartmentId Department { get; init; }

    /// <summary>The roles in force.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>The stated purpose; null for none.</summary>
    public string? Purpose { get; init; }

    /// <summary>The stated case number; null for none.</summary>
    public string? CaseNumber { get; init; }

    /// <summary>The caller's jurisdiction; null for none.</summary>
    public string? RegionCode { get; init; }

    /// <summary>Whether an emergency was declared.</summary>
    public bool Emergency { get; init; }

    /// <summary>What became of which cells of whom.</summary>
    public required IReadOnlyList<RecordedGroup> Groups { get; init; }

    /// <summary>
    /// The request as these policies see it. Whether its purpose was registered is told by what came out, not by what the client is registered for
    /// now: only a purpose that is not gives that reason.
    /// </summary>
    public CallerClass ClassIn(PolicySet policies)
    {
        ArgumentNullException.ThrowIfNull(policies);
        var words = policies.Vocabulary;
        var wasRefusedIt = Groups.Any(group => group.Cells.Any(cell => cell.Reason == ReasonCode.PurposeNotRegistered.Code()));
        var state = words.StateOf(Purpose, wasRefusedIt || Purpose is null ? [] : [Purpose]);

        // WHY: a purpose that nobody knows is not on record, which is not the same as none.
        return new CallerClass(
            Department, Roles, wasRefusedIt && state == PurposeState.Missing ? PurposeState.NotRegistered : state, Purpose, RegionCode,
            words.AcceptsCase(Purpose, CaseNumber), Emergency);
    }
}

/// <summary>Records that came out alike.</summary>
/// <param name="Subjects">The persons among them, by the store's pseudonym.</param>
/// <param name="Cells">What became of each field.</param>
public sealed record RecordedGroup(IReadOnlyList<string> Subjects, IReadOnlyList<RecordedCell> Cells)
{
    /// <summary>The conditions that were asked of these records and held, by <see cref="ConditionNames"/>.</summary>
    public IReadOnlyList<string> Held { get; init; } = [];

    /// <summary>Those that were asked and did not hold. Of one in neither list, as in older records, nothing is known.</summary>
    public IReadOnlyList<string> NotHeld { get; init; } = [];
}

/// <summary>What became of one field of the records of a group.</summary>
/// <param name="Coordinate">The field.</param>
/// <param name="Level">The name of the level that was in effect; <c>none</c> where it was withheld.</param>
/// <param name="Rule">The rule that opened it; null where it was withheld.</param>
/// <param name="Reason">The code of the reason why it was withheld; null where it was not.</param>
/// <param name="Records">In how many records.</param>
public sealed record RecordedCell(Coordinate Coordinate, string Level, string? Rule, string? Reason, int Records)
{
    /// <summary>Whether it was read to ask another department, and was in no answer.</summary>
    public bool Joined { get; init; }
}
