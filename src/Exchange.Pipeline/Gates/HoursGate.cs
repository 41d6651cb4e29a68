using Exchange.Federation.Authorization;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;

namespace Exchange.Pipeline.Gates;

/// <summary>Passes within hours of the city's day. A gate, so that no plan has to be made anew on the hour.</summary>
internal sealed class HoursGate(DailyHours hours, TimeSpan utcOffset) : IGate
{
    public int Reason => (int)ReasonCode.NotPermitted;

    public IReadOnlyList<string> Facts => [];

    public string Condition => ConditionNames.Hours;

    public bool Passes(in GateSubject subject) => hours.Contains(subject.Now, utcOffset);
}
