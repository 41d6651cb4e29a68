using Exchange.Federation.Authorization;
using Exchange.Federation.Governed.Composition;
using Exchange.Pipeline.Callers;
using Exchange.Policy.Decisions;
using Exchange.Policy.Standard;

namespace Exchange.Pipeline.Stages;

/// <summary>
/// Decides what a list may be sorted and filtered by: a field that is open in full without a condition on the record, or under that of one's
/// own region, to which the list can be narrowed. Used by one run of Authorize.
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
                if (snapshot.Standard.TryField(new Policy.Coordinate($"{type.Name}.{field}"), out var governed))
                {
                    readings[(type.Name, field)] = Reading(governed);
                }
            }
        }

        return new ListGrant(caller.Class.RegionCode, (int)ReasonCode.OutsideJurisdiction, readings);
    }

    private ListReading Reading(GovernedField field)
    {
        var decision = snapshot.Decisions.Decide(caller.Class, field.Coordinate, now);
        var full = decision.Openings.Where(opening => opening.Level == field.Ladder.Full).ToList();
        var scope = !joins.IsMet(field.Coordinate) ? ReadingScope.Closed
            : field.OpenWithObject || full.Any(opening => !opening.Conditions.Any()) ? ReadingScope.Open
            : full.Any(opening => opening.Conditions.All(condition => condition is SameRegionCondition)) ? ReadingScope.OwnRegion
            : ReadingScope.Closed;
        var reason = decision.Openings.Any() ? ReasonCode.NotPermitted : decision.Closed;
        return new ListReading(field.Coordinate.Value, field.Owner.Value, scope, (int)reason);
    }
}
