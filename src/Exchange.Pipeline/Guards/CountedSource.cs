using Exchange.Federation.Sources;
using Exchange.GraphQL.Values;
using Exchange.Policy.Standard;

namespace Exchange.Pipeline.Guards;

/// <summary>
/// Stands before a department that counts: asks it for every month by itself, leaves out what is too small month by month, and adds the rest up.
/// So every answer is a sum of months that may each be told, and no difference of two answers is anything else. Thread-safe.
/// </summary>
internal sealed class CountedSource(ISource inner, IReadOnlyList<CountedList> lists, TimeProvider clock, TimeSpan cityOffset) : ISource
{
    // The count where it was not asked for.
    private const string CountName = "counted_";
    private const string FullLevel = "full";
    private static readonly DatumObject NoArguments = new([], []);

    /// <inheritdoc/>
    public string Department => inner.Department;

    /// <inheritdoc/>
    public async ValueTask<SourceResponse> FetchAsync(SourceRequest request, CancellationToken cancellation)
    {
        if (!request.Selections.Any(selection => selection.Fields.Any(field => RuleOf(field) is not null)))
        {
            return await inner.FetchAsync(request, cancellation);
        }

        var split = request.Selections.Select(Split).ToList();
        var asked = request with { Selections = [.. request.Selections.Zip(split, (selection, fields) => selection with { Fields = Asked(fields) })] };
        if (asked.Selections.Any(selection => selection.Fields.Count == 0))
        {
            throw new SourceException(Department, SourceFault.Unavailable, "Nothing is counted in the period that was asked for.");
        }

        var response = await inner.FetchAsync(asked, cancellation);
        return response.Selections.Count != split.Count ? response : response with
        {
            Selections = [.. response.Selections.Zip(split, (records, fields) => Array.ConvertAll(records, record => Joined(record, fields)))],
        };
    }

    private static IReadOnlyList<RequestedField> Asked(IReadOnlyList<SplitField> fields) => [.. fields.SelectMany(field => field.Months ?? [field.Field])];

    // WHY not by the type that is asked for: a department can know the records by an interface's name.
    private StandardStatistics? RuleOf(RequestedField field) => lists.FirstOrDefault(list => list.Field.Value == field.Coordinate)?.Rule;

    private IReadOnlyList<SplitField> Split(EntitySelection selection)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(cityOffset).DateTime);
        return [.. selection.Fields.Select(field => RuleOf(field) is { } rule ? Split(field, rule, today) : new SplitField(field, null, null))];
    }

    private static SplitField Split(RequestedField field, StandardStatistics rule, DateOnly today)
    {
        // WHY whether or not it is selected: nobody could tell without the count which row is too small to be told.
        IReadOnlyList<RequestedField> asked = CountsIn(field, rule).Length > 0 ? field.Children
            : [.. field.Children, new RequestedField($"{field.Coordinate}.{rule.Count}", rule.Count, CountName, NoArguments, FullLevel, [])];
        return new SplitField(field, rule, [.. (CountedMonths.Of(rule, field.Arguments, today) ?? []).Select((month, index) => field with
        {
            ResponseName = $"{field.ResponseName}_month{index}",
            Arguments = CountedMonths.Arguments(rule, field.Arguments, month),
            Children = asked,
        })]);
    }

    private static string[] CountsIn(RequestedField field, StandardStatistics rule) =>
        [.. field.Children.Where(child => child.Name == rule.Count).Select(child => child.ResponseName)];

    private static DatumObject? Joined(DatumObject? record, IReadOnlyList<SplitField> fields) => record is null ? null : new DatumObject(
        [.. fields.Select(field => field.Field.ResponseName)],
        [.. fields.Select(field => field.Rule is { } rule ? Sum(record, field, rule) : record[field.Field.ResponseName])]);

    private static Datum Sum(DatumObject record, SplitField field, StandardStatistics rule)
    {
        var counts = CountsIn(field.Field, rule);
        var count = counts.FirstOrDefault(CountName);
        var sums = new Dictionary<DatumObject, long>();
        foreach (var month in field.Months!)
        {
            if (record[month.ResponseName] is { Kind: DatumKind.List } delivered)
            {
                var rows = delivered.AsList().Where(row => row.Kind == DatumKind.Object).Select(row => row.AsObject());
                foreach (var row in SmallCells.Told(rows, count, rule.Smallest))
                {
                    var cell = With(row, counts, Datum.Null);
                    sums[cell] = sums.GetValueOrDefault(cell) + row[count].AsInteger();
                }
            }
        }

        return Datum.From([.. sums.Select(sum => Datum.From(With(sum.Key, counts, Datum.From(sum.Value))))]);
    }

    // Without its count a row is the name of its cell. One that only the hub asked for is in no row.
    private static DatumObject With(DatumObject row, string[] counts, Datum count)
    {
        string[] names = [.. row.Names.ToArray().Where(name => name != CountName || counts.Contains(name))];
        return new DatumObject(names, [.. names.Select(name => counts.Contains(name) ? count : row[name])]);
    }

    /// <summary>An asked field, and the months that it is asked for where it is a list of counts.</summary>
    private sealed record SplitField(RequestedField Field, StandardStatistics? Rule, IReadOnlyList<RequestedField>? Months);
}
