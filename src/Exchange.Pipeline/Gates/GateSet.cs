using Exchange.Consent;
using Exchange.Consent.Replicas;
using Exchange.Federation.Authorization;
using Exchange.Pipeline.Callers;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;

namespace Exchange.Pipeline.Gates;

/// <summary>Compiles record conditions to gates of one operation; equal conditions share one gate and one bit.</summary>
internal sealed class GateSet(ConsentIndex consents, ReplicaLease lease, HubSnapshot snapshot, Caller caller)
{
    // INVARIANT: the last bit is that of the gate which never passes, for the conditions that find no other.
    private const int MaxGates = 63;
    private const string ClosedName = "closed";

    private readonly List<IGate> _gates = [];
    private readonly Dictionary<string, ulong> _bits = new(StringComparer.Ordinal);

    public IReadOnlyList<IGate> Gates => _gates;

    public ulong KnownPerson => Bit("known", () => new KnownPersonGate());

    public ulong Unprotected => Bit("unprotected", () => new UnprotectedGate());

    /// <summary>The gate of the hub's lease.</summary>
    public ulong Lease => Bit("lease", () => new LeaseGate(lease));

    private ulong Closed => Bit(ClosedName, () => new ClosedGate());

    private TimeSpan UtcOffset => snapshot.Policies.Vocabulary.UtcOffset;

    /// <summary>The bit of a condition on records of an entity. A condition that has no gate closes: it gets one that never passes.</summary>
    public ulong Of(RecordCondition condition, string entity) => condition switch
    {
        SameRegionCondition when KeyRegionGate.CanTell(entity) => Bit("key-region", () => new KeyRegionGate(caller.Class.RegionCode)),
        SameRegionCondition => Bit("region", () => new JurisdictionGate(caller.Class.RegionCode)),
        ConsentCondition { Scope: var scope } when caller.Class.Purpose is { } purpose =>
            Bit($"consent:{scope}", () => new ConsentGate(consents, caller.Class.Department, purpose, scope)),
        OwnRecordCondition => Bit("own", () => new OwnRecordGate()),
        CaseSubjectCondition => Bit("case", () => new CaseSubjectGate()),
        OnePlaceCondition when entity == NamedPlaces.PlaceType => Bit("place", () => new OnePlaceGate()),
        OnePlaceCondition when SeatGate.ReadOf(snapshot.Graph, entity) is { } read => Bit($"seat:{entity}", () => new SeatGate(read)),
        CallerDepartmentCondition { Field: var field } when CallerDepartmentGate.ReadOf(snapshot.Graph, field) is { } read =>
            Bit($"department:{field}", () => new CallerDepartmentGate(read, caller.Class.Department)),
        HoursCondition { Hours: var hours } => Bit($"hours:{hours}", () => new HoursGate(hours, UtcOffset)),
        NotInStateCondition { State: RecordState.Protected } => Unprotected,
        NotInStateCondition { State: RecordState.Minor or RecordState.Child } of =>
            Bit($"state:{of.State}", () => new AgeGate(of.State, UtcOffset)),
        _ => Closed,
    };

    /// <summary>The bit of a condition that a look-up asks of whom it names.</summary>
    public ulong OfNamed(RecordCondition condition, string entity) => condition switch
    {
        ConsentCondition { Scope: var scope } when caller.Class.Purpose is { } purpose =>
            Bit($"named:consent:{scope}", () => new NamedPersonGate(new ConsentGate(consents, caller.Class.Department, purpose, scope))),
        NotInStateCondition { State: RecordState.Protected } => Bit("named:state:protected", () => new NamedPersonGate(new UnprotectedGate())),
        NotInStateCondition { State: RecordState.Minor or RecordState.Child } of =>
            Bit($"named:state:{of.State}", () => new NamedPersonGate(new AgeGate(of.State, UtcOffset))),
        _ => Of(condition, entity),
    };

    /// <summary>The gates of one way to open a field: whatever is gated at all needs the hub's lease too.</summary>
    public ulong WithLease(ulong mask) => mask == 0 ? 0 : mask | Lease;

    private ulong Bit(string name, Func<IGate> make)
    {
        if (_bits.TryGetValue(name, out var bit))
        {
            return bit;
        }

        if (_gates.Count == MaxGates && name != ClosedName)
        {
            return Closed;
        }

        bit = 1UL << _gates.Count;
        _gates.Add(make());
        _bits.Add(name, bit);
        return bit;
    }
}
