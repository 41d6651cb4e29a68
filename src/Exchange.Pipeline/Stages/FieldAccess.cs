using Exchange.Federation.Authorization;
using Exchange.Federation.Governed.Composition;
using Exchange.Pipeline.Callers;
using Exchange.Pipeline.Gates;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;

namespace Exchange.Pipeline.Stages;

/// <summary>What a caller class may read of one governed field, before anything is asked of the selection around it. Used by one run of Authorize.</summary>
internal sealed class FieldAccess(HubSnapshot snapshot, Caller caller, GateSet gates, DateTimeOffset now)
{
    private static readonly Policy.Coordinate PersonPresence = new("Person.pid");

    /// <summary>What the standard does not know is closed.</summary>
    public static FieldGrant Unknown { get; } = new() { Coordinate = "unknown", ClosedReason = (int)ReasonCode.NotPermitted };

    /// <summary>Whether it may be seen that somebody is there whom a link leads to.</summary>
    public FieldGrant Presence => field ??= There(isNamed: false);

    /// <summary>The grant of a field.</summary>
    public FieldGrant Of(GovernedField field) => snapshot.PersonLookups.Contains(field.Coordinate.Value) ? Lookup(field) : Grant(field, 0, isNamed: false);

    /// <summary>The same field, open to nobody; one that was closed before keeps its reason.</summary>
    public static FieldGrant Closed(FieldGrant grant, int reason) =>
        grant.Alternatives.Count == 0 ? grant : grant with { Alternatives = [], ClosedReason = reason };

    // WHY both at once: were the look-up open where presence is closed, its two reasons would tell somebody who is there from a number that is nobody's.
    private FieldGrant Lookup(GovernedField field)
    {
        var (lookup, there) = (Grant(field, gates.KnownPerson, isNamed: true), There(isNamed: true));
        return there.Alternatives.Count == 0 ? Closed(lookup, there.ClosedReason) : lookup with
        {
            Alternatives =
            [
                .. lookup.Alternatives.SelectMany(way => there.Alternatives.Select(seen => way with { Gates = way.Gates | seen.Gates })).Distinct(),
            ],
        };
    }

    private FieldGrant There(bool isNamed) =>
        snapshot.Standard.TryField(PersonPresence, out var field) ? Grant(field, gates.KnownPerson, isNamed) : Unknown;

    private FieldGrant Grant(GovernedField field, ulong always, bool isNamed)
    {
        var decision = snapshot.Decisions.Decide(caller.Class, field.Coordinate, now);
        var isResidence = field.Reveals == Revelation.Residence;
        var isOfPerson = field.Coordinate.IsOf(SubjectFacts.PersonType);
        var leadsToPerson = field.LinksTo == SubjectFacts.PersonType;
        return new FieldGrant
        {
            Coordinate = field.Coordinate.Value,
            Department = field.Owner.Value,
            Alternatives = [.. decision.Openings.Select(opening => Alternative(field, opening, always, isNamed))],
            ClosedReason = (int)decision.Closed,
            CutGates = isResidence && isOfPerson ? gates.Unprotected : 0,
            LinkCutGates = isResidence && leadsToPerson ? gates.Unprotected : 0,
            CutsItem = isResidence && leadsToPerson && !isOfPerson,
            CutReason = isResidence ? (int)ReasonCode.NotAvailable : 0,
            ImpliedFrom = ImpliedFrom(field),
        };
    }

    private Alternative Alternative(GovernedField field, Opening opening, ulong always, bool isNamed) => new(
        opening.Level,
        opening.Level == field.Ladder.Full,
        field.Ladder.Levels[opening.Level],
        gates.WithLease(opening.Conditions.Aggregate(always, (mask, condition) => mask | GateOf(condition, field, isNamed))),
        opening.Rule,
        opening.Basis)
    {
        Obligations = opening.Obligations == Obligations.None ? null : opening.Obligations,
    };

    private ulong GateOf(RecordCondition condition, GovernedField field, bool isNamed) =>
        isNamed ? gates.OfNamed(condition, field.Coordinate.Type) : gates.Of(condition, field.Coordinate.Type);

    // A field is implied by a level of the links that lead to its entity; all of them share one ladder.
    private int ImpliedFrom(GovernedField field)
    {
        if (field.ImpliedFrom is not { } level)
        {
            return int.MaxValue;
        }

        var entity = field.Coordinate.Type;
        var levels = snapshot.Standard.Fields.Where(link => link.LinksTo == entity).Select(link => link.Ladder.IndexOf(level));
        return levels.Where(index => index > 0).DefaultIfEmpty(int.MaxValue).Max();
    }
}
