using Exchange.Federation.Authorization;
using Exchange.Policy.Decisions;
using Exchange.Policy.Standard;

namespace Exchange.Pipeline.Gates;

/// <summary>
/// Passes for places and grids in the caller's region: their codes begin with that of their community (GB/T 10114), so no department is
/// asked. A code that begins with none lies nowhere.
/// </summary>
internal sealed class KeyRegionGate(string? callerRegion) : IGate
{
    public int Reason => (int)ReasonCode.OutsideJurisdiction;

    public IReadOnlyList<string> Facts => [];

    public static bool CanTell(string entity) => entity is "Place" or "Grid";

    public string Condition => ConditionNames.SameRegion;

    public bool Passes(in GateSubject subject) =>
        CanTell(subject.Type)
        && subject.Key.Length > RegionCode.CommunityLength
        && subject.Key[RegionCode.CommunityLength] == '-'
        && RegionCode.Contains(callerRegion, subject.Key[..RegionCode.CommunityLength]);
}
