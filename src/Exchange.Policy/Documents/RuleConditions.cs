using Exchange.Policy.Decisions;

namespace Exchange.Policy.Documents;

/// <summary>The conditions of a rule; all have to hold.</summary>
public sealed record RuleConditions
{
    /// <summary>No condition.</summary>
    public static RuleConditions None { get; } = new();

    /// <summary>The consent scope that the person must have agreed to; null for none.</summary>
    public string? Consent { get; init; }

    /// <summary>Whether the record must lie in the caller's region.</summary>
    public bool SameRegion { get; init; }

    /// <summary>Whether the request must carry a case number.</summary>
    public bool Case { get; init; }

    /// <summary>Whether the person must belong to the request's case.</summary>
    public bool CaseSubject { get; init; }

    /// <summary>Whether the request must declare an emergency.</summary>
    public bool Emergency { get; init; }

    /// <summary>Whether the request may name one place only, and the record must be it.</summary>
    public bool OnePlace { get; init; }

    /// <summary>The field of the record that must be, or hold, the caller's department; null for none.</summary>
    public Coordinate? CallerDepartment { get; init; }

    /// <summary>Whether the record must be the caller's own.</summary>
    public bool OwnRecord { get; init; }

    /// <summary>The states that the record must not be in.</summary>
    public IReadOnlyList<RecordState> NotInState { get; init; } = [];

    /// <summary>The hours of the day in which the rule opens; null for all.</summary>
    public DailyHours? Hours { get; init; }

    /// <summary>When the rule begins; null for always.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>When the rule ends, exclusive; null for never.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The part that is asked per record, in a fixed order, none twice.</summary>
    public IReadOnlyList<RecordCondition> OfRecord => [.. RecordConditions()];

    /// <summary>Whether the rule is in force.</summary>
    public bool IsInForce(DateTimeOffset now) => !(now < From) && !(now >= Until);

    /// <summary>The first thing that the request itself lacks, or <see cref="ReasonCode.None"/>.</summary>
    public ReasonCode MissingFrom(CallerClass caller) =>
        Case && !caller.HasCase ? ReasonCode.CaseRequired
        : Emergency && !caller.HasEmergency ? ReasonCode.EmergencyRequired
        : ReasonCode.None;

    private IEnumerable<RecordCondition> RecordConditions()
    {
        if (Hours is { } hours)
        {
            yield return new HoursCondition(hours);
        }

        if (OwnRecord)
        {
            yield return new OwnRecordCondition();
        }

        if (CaseSubject)
        {
            yield return new CaseSubjectCondition();
        }

        if (OnePlace)
        {
            yield return new OnePlaceCondition();
        }

        if (CallerDepartment is { } field)
        {
            yield return new CallerDepartmentCondition(field);
        }

        foreach (var state in NotInState.Distinct().Order())
        {
            yield return new NotInStateCondition(state);
        }

        if (SameRegion)
        {
            yield return new SameRegionCondition();
        }

        if (Consent is { } scope)
        {
            yield return new ConsentCondition(scope);
        }
    }
}
