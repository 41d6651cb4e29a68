using Exchange.Federation.Authorization;
using Exchange.GraphQL.Execution;
using Exchange.Pipeline.Gates;
using Exchange.Policy.Decisions;
using Exchange.Policy.Standard;

namespace Exchange.Pipeline.Stages;

/// <summary>
/// Decides kind by kind whether anybody is told that a record is there (decision 0024): of a personal one that comes to be, as in a list; of one
/// that an id names, where something of it is open besides its key. An internal one is there for everybody. Used by one run of Authorize.
/// </summary>
internal sealed class KindAccess(HubSnapshot snapshot, GateSet gates, ListReadings readings, Func<GovernedField, string[], FieldGrant> grantOf)
{
    // The highest classification of what is about nobody: 1 public, 2 internal (GB/T 43697).
    private const int Internal = 2;

    /// <summary>The grant of a field whose argument is the id of a record.</summary>
    public FieldGrant Located(FieldGrant grant, SelectedField field) => grant with
    {
        Kinds = field.Selection!.PossibleTypes.ToDictionary(type => type, type => Entry(grant, type), StringComparer.Ordinal),
    };

    /// <summary>The grant of a stream of these kinds; closed where none of them may be told of.</summary>
    public FieldGrant Reported(
        FieldGrant grant, SelectedField field, IEnumerable<string> types, IEnumerable<GovernedArgument> filters, bool isWithinOwnRegion)
    {
        var (filtered, time) = (filters.Select(filter => filter.Reads?.Value.Split('.')[^1]).ToList(), TimeOf(field));
        var kinds = types.ToDictionary(
            type => type, type => Told(grant, type, IsInternal(type) ? filtered : [time, .. filtered], isWithinOwnRegion), StringComparer.Ordinal);
        var isClosed = kinds.Values.All(kind => kind.Alternatives.Count == 0);
        return grant with
        {
            Alternatives = isClosed ? [] : grant.Alternatives,
            ClosedReason = grant.Alternatives.Count > 0 && kinds.Count > 0 ? kinds.Values.Max(kind => kind.ClosedReason) : grant.ClosedReason,
            Kinds = kinds,
        };
    }

    // WHY: that it is there says nothing of anybody. A key that a brake closes leaves no record of any kind.
    private bool IsInternal(string type) => snapshot.ObjectKeys.TryGetValue(type, out var key) && key.Classification <= Internal && !IsBraked(key);

    private bool IsBraked(GovernedField key) =>
        readings.Of(key.Coordinate.Type, key.Coordinate.Value.Split('.')[^1]) is null or { Scope: ReadingScope.Closed };

    // WHY all of its fields and not those selected: what was asked for by the way does not make a record come and go.
    private FieldGrant Entry(FieldGrant grant, string type)
    {
        if (IsInternal(type))
        {
            return Reached(grant, [gates.Lease]) with { Department = snapshot.Graph.Entity(type)?.Home };
        }

        var open = snapshot.Standard.Fields.Where(field => field is { OpenWithObject: false, Reveals: Revelation.None })
            .Select(field => (Field: field, Path: field.Coordinate.Value.Split('.')))
            .Where(each => each.Path[0] == type)
            .Select(each => grantOf(each.Field, each.Path)).ToList();
        var ways = open.SelectMany(field => field.Alternatives).Select(Needs).Distinct().ToList();

        // WHY: where something is open on every record, nothing need be asked to know that the record may be told of.
        var always = ways.Where(way => (way & ~gates.Lease) == 0).Order().Take(1).ToList();
        return Reached(grant, always.Count > 0 ? always : ways) with
        {
            Department = snapshot.Graph.Entity(type)?.Home,
            ClosedReason = open.Select(field => field.ClosedReason).Append((int)ReasonCode.NotPermitted).Max(),
        };
    }

    // WHY: that a personal record comes to be tells its time, which therefore has to be open as what sorts a list.
    private FieldGrant Told(FieldGrant grant, string type, IReadOnlyList<string?> read, bool isWithinOwnRegion)
    {
        foreach (var field in read)
        {
            var reading = field is null ? null : readings.Of(type, field);
            if (reading is null or { Scope: ReadingScope.Closed })
            {
                return Untold(grant, type, reading, reading?.Reason ?? (int)ReasonCode.NotPermitted);
            }

            if (reading.Scope == ReadingScope.OwnRegion && !isWithinOwnRegion)
            {
                return Untold(grant, type, reading, (int)ReasonCode.OutsideJurisdiction);
            }
        }

        return Reached(grant, [gates.Lease]);
    }

    // The field by which a list of the same records is sorted.
    private string? TimeOf(SelectedField field) =>
        snapshot.RootFields.FirstOrDefault(root => root.On is null && root.List?.Element == field.Definition.Type.Named.Name)?.List?.SortField;

    private FieldGrant Untold(FieldGrant grant, string type, ListReading? reading, int reason) => grant with
    {
        Coordinate = reading?.Coordinate ?? type,
        Department = reading?.Department ?? snapshot.Graph.Entity(type)?.Home,
        Alternatives = [],
        ClosedReason = reason,
    };

    private static FieldGrant Reached(FieldGrant grant, IReadOnlyList<ulong> ways) => grant with
    {
        Alternatives = [.. grant.Alternatives.SelectMany(own => ways.Select(way => own with { Gates = own.Gates | way }))],
    };

    // WHY the lease of what has no other gate: that the record is there is told on the word of a rule, which a brake may have closed elsewhere.
    private ulong Needs(Alternative way) => way.Rule == DecisionTable.Unconditional ? way.Gates : way.Gates | gates.Lease;
}
