using Exchange.Policy.Documents;

namespace Exchange.Policy.Decisions;

/// <summary>
/// A condition that is asked per record at run time, before anything of the record is fetched. What cannot be asked does not hold.
/// Equality is by content.
/// </summary>
public abstract record RecordCondition
{
    /// <summary>Why a cell is withheld for which it does not hold.</summary>
    public virtual ReasonCode Reason => ReasonCode.NotPermitted;

    /// <summary>
    /// Its place among conditions that do not hold: the first of them tells its reason, of several at one place the one whose reason is the last.
    /// </summary>
    internal virtual ReasonCode Precedence => Reason;
}

/// <summary>The person that the record is about has given a consent of this scope to the caller's department for the request's purpose.</summary>
/// <param name="Scope">The consent scope's code in the vocabulary.</param>
public sealed record ConsentCondition(string Scope) : RecordCondition
{
    /// <inheritdoc/>
    public override ReasonCode Reason => ReasonCode.ConsentMissing;
}

/// <summary>The record's region of residence lies in the caller's region.</summary>
public sealed record SameRegionCondition : RecordCondition
{
    /// <inheritdoc/>
    public override ReasonCode Reason => ReasonCode.OutsideJurisdiction;
}

/// <summary>The person that the record is about is the caller.</summary>
public sealed record OwnRecordCondition : RecordCondition;

/// <summary>The person that the record is about belongs to the request's case, as the case source says. Without a case source it does not hold.</summary>
public sealed record CaseSubjectCondition : RecordCondition;

/// <summary>The record is the one place that the request names, and the request names no other.</summary>
public sealed record OnePlaceCondition : RecordCondition;

/// <summary>A field of the record, or one item of it where it is a list, is the caller's department.</summary>
/// <param name="Field">The field of the record, for example <c>DisputeEvent.lead</c>: a link to a department.</param>
public sealed record CallerDepartmentCondition(Coordinate Field) : RecordCondition;

/// <summary>The request's time lies within these hours of the city's day.</summary>
/// <param name="Hours">The hours.</param>
public sealed record HoursCondition(DailyHours Hours) : RecordCondition;

/// <summary>
/// The record is not in a state. What is not known of a record counts as every state, so an unknown record does not pass.
/// </summary>
/// <param name="State">The state.</param>
public sealed record NotInStateCondition(RecordState State) : RecordCondition
{
    /// <summary>
    /// Why a cell is withheld: nobody learns that an address is protected, so that state gives the reason that a missing address gives.
    /// </summary>
    public override ReasonCode Reason => State == RecordState.Protected ? ReasonCode.NotAvailable : ReasonCode.NotPermitted;

    // WHY: of a person elsewhere, or whom nobody knows, the reason must not tell whether she is a child.
    internal override ReasonCode Precedence => State == RecordState.Protected ? Reason : ReasonCode.OutsideJurisdiction;
}
