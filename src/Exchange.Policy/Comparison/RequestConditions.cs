using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;

namespace Exchange.Policy.Comparison;

// WHY beside the conditions on records: to a comparison, what is asked of the request and what is asked of the record are alike, things that may
// hold or not.

/// <summary>The request carries a case number.</summary>
internal sealed record CaseCondition : RecordCondition
{
    public override ReasonCode Reason => ReasonCode.CaseRequired;
}

/// <summary>The request declares an emergency.</summary>
internal sealed record EmergencyCondition : RecordCondition
{
    public override ReasonCode Reason => ReasonCode.EmergencyRequired;
}

/// <summary>What follows from what among conditions.</summary>
internal static class ConditionLogic
{
    public static RecordCondition Case { get; } = new CaseCondition();

    public static RecordCondition Emergency { get; } = new EmergencyCondition();

    /// <summary>The conditions that hold wherever this one does, itself left out.</summary>
    public static RecordCondition? Implied(RecordCondition condition) => condition switch
    {
        CaseSubjectCondition => Case,
        NotInStateCondition { State: RecordState.Minor } => new NotInStateCondition(RecordState.Child),
        _ => null,
    };

    /// <summary>The conditions and all that follow from them.</summary>
    public static HashSet<RecordCondition> Closure(IEnumerable<RecordCondition> conditions)
    {
        var all = new HashSet<RecordCondition>();
        foreach (var condition in conditions)
        {
            all.Add(condition);
            if (Implied(condition) is { } implied)
            {
                all.Add(implied);
            }
        }

        return all;
    }
}
