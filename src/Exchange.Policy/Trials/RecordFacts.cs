using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;

namespace Exchange.Policy.Trials;

/// <summary>What a case says of the record that is asked for. What it does not say does not hold.</summary>
internal sealed record RecordFacts
{
    public IReadOnlyList<string> Consents { get; init; } = [];

    public bool SameRegion { get; init; }

    public bool CaseSubject { get; init; }

    public bool OnePlace { get; init; }

    public bool Own { get; init; }

    /// <summary>The fields of the record that name the caller's department.</summary>
    public IReadOnlyList<Coordinate> CallerDepartment { get; init; } = [];

    /// <summary>The states of the record; null where they are not known.</summary>
    public IReadOnlyList<RecordState>? States { get; init; } = [];

    /// <summary>Whether a state is, or may be, the record's.</summary>
    public bool MayBeIn(RecordState state) => States is null
        || States.Contains(state)
        || (state == RecordState.Minor && States.Contains(RecordState.Child));

    /// <summary>Whether a condition holds for a request of this class at this time of the city's clock. A condition that is not known does not.</summary>
    public bool Holds(RecordCondition condition, CallerClass caller, DateTimeOffset time, TimeSpan offset) => condition switch
    {
        ConsentCondition { Scope: var scope } => Consents.Contains(scope),
        SameRegionCondition => SameRegion,
        OwnRecordCondition => Own,
        CaseSubjectCondition => CaseSubject && caller.HasCase,
        OnePlaceCondition => OnePlace,
        CallerDepartmentCondition { Field: var field } => CallerDepartment.Contains(field),
        NotInStateCondition { State: var state } => !MayBeIn(state),
        HoursCondition { Hours: var hours } => hours.Contains(time, offset),
        _ => false,
    };
}
