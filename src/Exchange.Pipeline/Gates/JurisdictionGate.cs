using Exchange.Federation.Authorization;
using Exchange.GraphQL.Values;
using Exchange.Policy.Decisions;
using Exchange.Policy.Standard;

namespace Exchange.Pipeline.Gates;

/// <summary>
/// Passes for persons who live in the caller's region or below it: region is the residence that public-security states, never the number's
/// prefix. An unknown number has no residence and fails like a foreign one.
/// </summary>
internal sealed class JurisdictionGate(string? callerRegion) : IGate
{
    public int Reason => (int)ReasonCode.OutsideJurisdiction;

    public IReadOnlyList<string> Facts => [SubjectFacts.Region];

    public string Condition => ConditionNames.SameRegion;

    public bool Passes(in GateSubject subject) =>
        subject.Facts is not null
        && subject.Facts.TryGet(SubjectFacts.Region, out var region)
        && region.Kind == DatumKind.String
        && RegionCode.Contains(callerRegion, region.AsString());
}
