using Exchange.Federation.Sources;

namespace Exchange.UnitTests.Fixtures;

/// <summary>A department's list in memory: sorts, filters by place and time, bounds; keeps every request.</summary>
internal sealed class ListedRows(string department, params ListedRow[] rows) : IListSource
{
    private readonly List<ListRequest> _requests = [];

    public string Department => department;

    /// <summary>Whether it does not answer.</summary>
    public bool IsDead { get; set; }

    /// <summary>What it gives instead of a true answer; null for the truth.</summary>
    public ListAnswer? Lie { get; set; }

    public IReadOnlyList<ListRequest> Requests => _requests;

    public List<ListedRow> Rows { get; } = [.. rows];

    public ValueTask<ListAnswer> ListAsync(ListRequest request, CancellationToken cancellation)
    {
        lock (_requests)
        {
            _requests.Add(request);
        }

        if (IsDead)
        {
            throw new SourceException(department, SourceFault.Unavailable, "down");
        }

        var sorted = Rows.Where(row => request.Types.Contains(row.Type) && request.Filters.All(filter => Passes(filter, row)))
            .OrderByDescending(row => request.SortField is null ? DateTimeOffset.UnixEpoch : row.At).ThenBy(row => row.Key, StringComparer.Ordinal).ToList();
        var begin = request.After is null ? 0 : sorted.FindIndex(row => row.Key == request.After) + 1;
        var page = sorted.Skip(begin).Take(request.Limit).Select(row => new ListRow(row.Type, row.Key, request.SortField is null ? null : row.At, row.Key));
        return ValueTask.FromResult(Lie ?? new ListAnswer([.. page], sorted.Count > begin + request.Limit, null));
    }

    private static bool Passes(ListFilter filter, ListedRow row) => filter.Match switch
    {
        ListMatch.Is => row.Place == filter.Value.AsString(),
        ListMatch.StartsWith => row.Place.StartsWith(filter.Value.AsString(), StringComparison.Ordinal),
        ListMatch.From => row.At >= DateTimeOffset.Parse(filter.Value.AsString()),
        ListMatch.Before => row.At < DateTimeOffset.Parse(filter.Value.AsString()),
        _ => true,
    };
}

/// <summary>One row of a list in memory.</summary>
internal sealed record ListedRow(string Type, string Key, DateTimeOffset At, string Place);
