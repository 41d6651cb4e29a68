using Exchange.Policy.Decisions;

namespace Exchange.Policy.Documents;

/// <summary>The conditions of a rule; all have to hold.</summary>
/// <param name="Consent">The consent scope that the person must have agreed to; null for none.</param>
/// <param name="SameRegion">Whether the record must lie in the caller's region.</param>
/// <param name="Case">Whether the request must carry a case number.</param>
/// <param name="Emergency">Whether the request must declare an emergency.</param>
/// <param name="From">When the rule begins; null for always.</param>
/// <param name="Until">When the rule ends, exclusive; null for never.</param>
public sealed record RuleConditions(
    string? Consent, bool SameRegion, bool Case, bool Emergency, DateTimeOffset? From, DateTimeOffset? Until)
{
    /// <summary>No condition.</summary>
    public static RuleConditions None { get; } = new(null, false, false, false, null, null);

    /// <summary>The part that is asked per record, in the order of reasons.</summary>
    public IReadOnlyList<RecordCondition> OfRecord =>
        (SameRegion, Consent) switch
        {
            (true, { } scope) => [new SameRegionCondition(), new ConsentCondition(scope)],
            (false, { } scope) => [new ConsentCondition(scope)],
            (true, null) => [new SameRegionCondition()],
            _ => [],
        };

    /// <summary>Whether the rule is in force.</summary>
    public bool IsInForce(DateTimeOffset now) => !(now < From) && !(now >= Until);

    /// <summary>The first thing that the request itself lacks, or <see cref="ReasonCode.None"/>.</summary>
    public ReasonCode MissingFrom(CallerClass caller) =>
        Case && !caller.HasCase ? ReasonCode.CaseRequired
        : Emergency && !caller.HasEmergency ? ReasonCode.EmergencyRequired
        : ReasonCode.None;
}
