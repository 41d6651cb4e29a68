using System.Globalization;
using Exchange.GraphQL.Values;
using Exchange.Policy;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;

namespace Exchange.Pipeline.Guards;

/// <summary>The values that policy lists for threshold arguments. What is not listed is not taken. Immutable.</summary>
internal sealed class ThresholdTable
{
    private readonly Dictionary<(Coordinate Field, string Argument), ThresholdValues> _listed;
    private readonly Dictionary<Coordinate, StandardStatistics> _counted;
    private readonly ILookup<string, Coordinate> _byName;

    public ThresholdTable(PolicySet policies, DataStandard standard)
    {
        _listed = policies.Thresholds.ToDictionary(listed => (listed.Field, listed.Argument));
        _counted = standard.Statistics.ToDictionary(list => list.Field, list => list.Rule);
        _byName = policies.Thresholds.Select(listed => listed.Field).Distinct()
            .ToLookup(field => field.Value[(field.Value.LastIndexOf('.') + 1)..], StringComparer.Ordinal);
    }

    /// <summary>The fields of that name for which policy lists anything; more than one where value objects of several fields hold it.</summary>
    public IEnumerable<Coordinate> Named(string field) => _byName[field];

    /// <summary>Whether policy lists the value of every threshold among the arguments, and together they make sense.</summary>
    /// <param name="field">The field.</param>
    /// <param name="thresholds">The names of its threshold arguments.</param>
    /// <param name="arguments">The coerced arguments.</param>
    /// <param name="today">The day of the city.</param>
    public bool Takes(Coordinate field, IEnumerable<string> thresholds, DatumObject arguments, DateOnly today) =>
        thresholds.All(name => _listed.TryGetValue((field, name), out var listed) && Takes(listed, arguments[name]))
        && (!_counted.TryGetValue(field, out var counted) || CountedMonths.Of(counted, arguments, today) is not null);

    private static bool Takes(ThresholdValues listed, Datum value) => value.Kind switch
    {
        DatumKind.String when listed.Dates != DateGrid.None => IsOn(listed.Dates, value.AsString()),
        DatumKind.String or DatumKind.Enum => listed.Values.Contains(value.AsString(), StringComparer.Ordinal),
        DatumKind.Integer => listed.Values.Contains(value.AsInteger().ToString(CultureInfo.InvariantCulture), StringComparer.Ordinal),
        DatumKind.Boolean => listed.Values.Contains(value.AsBoolean() ? "true" : "false", StringComparer.Ordinal),

        // WHY not others: a list or an object asks for more than one value at once, no value at all for everything.
        _ => false,
    };

    private static bool IsOn(DateGrid grid, string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        && date.Day == 1
        && grid switch
        {
            DateGrid.Month => true,
            DateGrid.Quarter => date.Month % 3 == 1,
            DateGrid.Year => date.Month == 1,
            _ => false,
        };
}
