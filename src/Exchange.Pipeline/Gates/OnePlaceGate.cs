using Exchange.Federation.Authorization;
using Exchange.Policy.Decisions;

namespace Exchange.Pipeline.Gates;

/// <summary>Passes for the place that the request names, where it names no other: a fire is at one address.</summary>
internal sealed class OnePlaceGate : IGate
{
    public int Reason => (int)ReasonCode.NotPermitted;

    public IReadOnlyList<string> Facts => [];

    public string Condition => ConditionNames.OnePlace;

    public bool Passes(in GateSubject subject) =>
        subject.Type == NamedPlaces.PlaceType
        && GateRequest.Of(in subject)?.OnlyPlace is { } place
        && subject.Key == place;
}
