using Exchange.Policy.Documents;

namespace Exchange.Policy.Decisions;

/// <summary>What access records call the conditions on records that held and that did not. Records are kept for years, so a name never changes.</summary>
public static class ConditionNames
{
    /// <summary>The record lies in the caller's region.</summary>
    public const string SameRegion = "sameRegion";

    /// <summary>The record is the caller's own.</summary>
    public const string OwnRecord = "ownRecord";

    /// <summary>The record is about a person of the case.</summary>
    public const string CaseSubject = "caseSubject";

    /// <summary>The record is at the one place that the request names.</summary>
    public const string OnePlace = "onePlace";

    /// <summary>The time lies within hours; which ones is not told.</summary>
    public const string Hours = "hours";

    /// <summary>A consent of this scope is in force.</summary>
    public static string Consent(string scope) => $"consent:{scope}";

    /// <summary>This field of the record names the caller's department.</summary>
    public static string CallerDepartment(string field) => $"callerDepartment:{field}";

    /// <summary>The record is not in this state.</summary>
    public static string NotInState(RecordState state) => $"notInState:{RecordStates.Names[(int)state]}";

    /// <summary>The name of a condition; null of one that is never on record by itself.</summary>
    public static string? Of(RecordCondition condition) => condition switch
    {
        SameRegionCondition => SameRegion,
        OwnRecordCondition => OwnRecord,
        CaseSubjectCondition => CaseSubject,
        OnePlaceCondition => OnePlace,
        HoursCondition => Hours,
        ConsentCondition { Scope: var scope } => Consent(scope),
        CallerDepartmentCondition { Field: var field } => CallerDepartment(field.Value),
        NotInStateCondition { State: var state } => NotInState(state),
        _ => null,
    };
}
