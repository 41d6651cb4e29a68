using Exchange.Federation.Authorization;
using Exchange.Federation.Governed.Composition;
using Exchange.Federation.Governed.Execution;
using Exchange.Federation.Governed.Planning;
using Exchange.Federation.Sources;
using Exchange.GraphQL;
using Exchange.GraphQL.Values;

namespace Exchange.Federation.Governed.Lists;

/// <summary>Which rows of one kind are in the list for this caller.</summary>
/// <param name="Department">The department that lists them.</param>
/// <param name="Region">The region that the hub narrows the list to; null where it leaves it as asked.</param>
/// <param name="Withheld">The cell that says why none are; null where some may be.</param>
internal readonly record struct ListVerdict(string Department, string? Region, Cell? Withheld);

/// <summary>
/// Judges one kind of row: what sorts and what filters is read by the caller, so it has to be open in full, and a rule for one's own region opens
/// the rows of that region alone.
/// </summary>
internal sealed class ListScope(PagePlan plan, EntityType type, IReadOnlyList<ListFilter> filters)
{
    public ListVerdict Judge()
    {
        var department = Department();
        var isOwn = false;
        foreach (var field in Read().Distinct(StringComparer.Ordinal))
        {
            var reading = Reading(field);
            if (reading.Scope == ReadingScope.Closed)
            {
                return new ListVerdict(department, null, Withhold(reading, reading.Reason));
            }

            isOwn |= reading.Scope == ReadingScope.OwnRegion;
        }

        return isOwn ? Narrow(department) : new ListVerdict(department, null, null);
    }

    private IEnumerable<string> Read()
    {
        if (plan.List.SortField is { } sort)
        {
            yield return sort;
        }

        foreach (var argument in plan.List.Arguments.Append(plan.List.Parent).OfType<ListArgument>())
        {
            if (filters.Any(filter => filter.Argument == argument.Name))
            {
                yield return argument.Reads;
            }
        }
    }

    // INVARIANT: what nobody decided is closed.
    private ListReading Reading(string field) => plan.Grant.List!.Readings.GetValueOrDefault((type.Name, field))
        ?? new ListReading($"{type.Name}.{field}", type.Home, ReadingScope.Closed, plan.Grant.ClosedReason);

    private ListVerdict Narrow(string department)
    {
        var own = plan.Grant.List!.OwnRegion;
        var region = plan.List.Region;
        if (own is not { Length: > 0 } || region is null)
        {
            return Outside(department);
        }

        var narrowing = own;
        foreach (var asked in filters.Where(filter => filter.Field == region.Field && filter.Value.Kind == DatumKind.String))
        {
            var value = asked.Value.AsString();
            if (value.StartsWith(own, StringComparison.Ordinal))
            {
                narrowing = null;
            }
            else if (asked.Match != ListMatch.StartsWith || !own.StartsWith(value, StringComparison.Ordinal))
            {
                return Outside(department);
            }
        }

        return new ListVerdict(department, narrowing, null);
    }

    private ListVerdict Outside(string department)
    {
        var reading = Read().Select(Reading).First(candidate => candidate.Scope == ReadingScope.OwnRegion);
        return new ListVerdict(department, null, Withhold(reading, plan.Grant.List!.OutsideReason));
    }

    // WHY one: a list that two departments would have to filter is refused by name, never filtered in silence.
    private string Department()
    {
        var owners = filters.Select(filter => filter.Field).Append(plan.List.SortField).OfType<string>()
            .Where(field => field != type.KeyField)
            .Select(field => plan.Owners.GetValueOrDefault((type.Name, field)))
            .OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return owners.Count <= 1
            ? owners.FirstOrDefault() ?? type.Home ?? ""
            : throw new GraphQLException(new GraphQLError(
                ErrorCodes.BadUserInput,
                $"These filters are kept by different departments ({string.Join(", ", owners)}): give those of one, and narrow its list by another request."));
    }

    private Cell Withhold(ListReading reading, int reason) =>
        new(plan.Field.Index, reading.Coordinate, reading.Department, CellOutcome.Withheld, reason, null) { IsUncounted = true };
}
