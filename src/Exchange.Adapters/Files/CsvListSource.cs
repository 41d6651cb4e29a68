using System.Globalization;
using Exchange.Adapters.Configuration;
using Exchange.Adapters.Mapping;
using Exchange.Federation.Sources;
using Exchange.GraphQL.Values;

namespace Exchange.Adapters.Files;

/// <summary>
/// The lists of a department that drops files: the rows of the latest accepted drop, filtered and sorted here. A date is compared as the moment
/// that it means, whatever the format of the file. Thread-safe.
/// </summary>
internal sealed class CsvListSource : IListSource, IDisposable
{
    private readonly Dictionary<string, (EntityMapping Entity, CsvDrop Drop)> _drops;

    public CsvListSource(CsvSourceConfiguration configuration, SourceEndpoint endpoint, TimeProvider clock)
    {
        Department = configuration.Department;
        _drops = CsvDrop.Of(configuration, endpoint, clock);
    }

    /// <inheritdoc/>
    public string Department { get; }

    /// <inheritdoc/>
    public async ValueTask<ListAnswer> ListAsync(ListRequest request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var after = ListPlace.Read(Department, request.After);
        var rows = new List<ListRow>();
        DateTimeOffset? oldest = null;
        foreach (var type in request.Types)
        {
            if (!_drops.TryGetValue(type, out var place))
            {
                throw new SourceException(Department, SourceFault.Unavailable, $"The department's file maps no type {type}.");
            }

            var list = new ListMapping(Department, place.Entity, request);
            var table = await place.Drop.CurrentAsync(cancellation);
            oldest = oldest < table.AsOf ? oldest : table.AsOf;
            rows.AddRange(Rows(list, table).Where(row => after is not { } last || IsBeyond(row, last)));
        }

        var next = rows.OrderBy(row => row.Sort is null).ThenByDescending(row => row.Sort).ThenBy(row => row.Key, StringComparer.Ordinal)
            .Take(request.Limit + 1).ToList();
        return new ListAnswer([.. next.Take(request.Limit)], next.Count > request.Limit, oldest);
    }

    /// <inheritdoc/>
    public void Dispose() => CsvDrop.DisposeAll(_drops.Values.Select(place => place.Drop));

    private static IEnumerable<ListRow> Rows(ListMapping list, CsvTable table)
    {
        var filters = list.Request.Filters.Where(filter => filter.Match != ListMatch.Kind)
            .Select(filter => Condition(filter, filter.Field == list.Request.KeyField ? null : list.Place(filter.Field), list.Entity.Key)).ToList();
        return from row in table.Rows
               where filters.All(holds => holds(table, row.Value))
               select list.Row(row.Key, list.Sort is null ? Datum.Null : table.Cell(row.Value, list.Sort.From!));
    }

    private static Func<CsvTable, string[], bool> Condition(ListFilter filter, FieldMapping? mapping, string key)
    {
        var column = mapping?.From ?? key;
        if (filter.Match is ListMatch.From or ListMatch.Before && mapping is not null)
        {
            var moment = DateTimeOffset.Parse(filter.Value.AsString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
            return (table, row) => CellConverter.Moment(mapping, table.Cell(row, column).AsString()) is { } told
                && (filter.Match == ListMatch.From ? told >= moment : told < moment);
        }

        var value = filter.Value.AsString();
        return (table, row) => Compare(filter.Match, table.Cell(row, column).AsString(), value);
    }

    private static bool Compare(ListMatch match, string cell, string value) => match switch
    {
        ListMatch.Is => cell == value,
        ListMatch.StartsWith => cell.StartsWith(value, StringComparison.Ordinal),
        ListMatch.Contains => cell.Contains(value, StringComparison.Ordinal),
        _ => false,
    };

    private static bool IsBeyond(ListRow row, ListPlace last)
    {
        var isSame = row.Sort == last.Moment;
        return isSame
            ? string.CompareOrdinal(row.Key, last.Key) > 0
            : last.Moment is not null && (row.Sort is null || row.Sort < last.Moment);
    }
}
