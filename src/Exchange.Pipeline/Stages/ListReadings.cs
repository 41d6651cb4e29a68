using Exchange.Federation.Authorization;
using Exchange.Federation.Governed.Composition;
using Exchange.Pipeline.Callers;
using Exchange.Policy.Decisions;
using Exchange.Policy.Standard;

namespace Exchange.Pipeline.Stages;

/// <summary>
/// Decides what records of several kinds may be sorted and filtered by: a field that is open in full without a condition on the record, or under
/// that of one's own region, to which the list can be narrowed. Of a kind whose key is closed nothing may be. Used by one run of Authorize.
/// </summary>
internal sealed class ListReadings(HubSnapshot snapshot, Caller caller, JoinAccess joins, DateTimeOffset now)
{
    /// <summary>The readings of every kind of row of a list.</summary>
    public ListGrant Of(ListField list)
    {
        var fields = list.Arguments.Append(list.Parent).OfType<ListArgument>().Select(argument => argument.Reads).Append(list.SortField)
            .OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var readings = new Dictionary<(string Type, string Field), ListReading>();
        foreach (var type in snapshot.Graph.Schema.PossibleTypes(snapshot.Graph.Schema.Type(list.Element)!))
        {
            foreach (var field in fields)
            {
                if (Of(type.Name, field) is { } reading)
                {
                    readings[(type.Name, field)] = reading;
                }
            }
        }

        return new ListGrant(caller.Class.RegionCode, (int)ReasonCode.OutsideJurisdiction, readings);
    }

    /// <summary>The reading of one field of one kind; null where the kind has no such field.</summary>
    public ListReading? Of(string type, string field) =>
        snapshot.ObjectKeys.TryGetValue(type, out var key) && Reading(key) is { Scope: ReadingScope.Closed } closed ? closed
        : snapshot.Standard.TryField(new Policy.Coordinate($"{type}.{field}"), out var governed) ? Reading(governed)
        : null;

    private ListReading Reading(GovernedField field)
    {
        var decision = snapshot.Decisions.Decide(caller.Class, field.Coordinate, now);
        var full = decision.Openings.Where(opening => opening.Level == field.Ladder.Full).ToList();
        var scope = !joins.IsMet(field.Coordinate) ? ReadingScope.Closed
            : full.Any(opening => !opening.Conditions.Any()) ? ReadingScope.Open
            : full.Any(opening => opening.Conditions.All(condition => condition is SameRegionCondition)) ? ReadingScope.OwnRegion
            : ReadingScope.Closed;
        var reason = decision.Openings.Any() ? ReasonCode.NotPermitted : decision.Closed;
        return new ListReading(field.Coordinate.Value, field.Owner.Value, scope, (int)reason);
    }
}
