namespace Exchange.Demo.Sources;

/// <summary>Filters, sorts and cuts the rows of a resource. What a client sends as a moment is compared as the department writes it.</summary>
internal sealed class RowSet(IJsonResource resource)
{
    /// <summary>The keys of the next rows, one more than asked for where there are more.</summary>
    public IReadOnlyList<string> Read(RowQuery query)
    {
        var kept = query.Filters.Aggregate(
            resource.Column(null).Select(row => row.Key).ToHashSet(StringComparer.Ordinal),
            (keys, filter) =>
            {
                keys.IntersectWith(resource.Column(filter.Field).Where(row => Passes(filter, row.Value)).Select(row => row.Key));
                return keys;
            });
        return
        [
            .. resource.Column(query.Sort).Where(row => kept.Contains(row.Key))
                .OrderByDescending(row => query.Sort is null ? "" : row.Value, StringComparer.Ordinal).ThenBy(row => row.Key, StringComparer.Ordinal)
                .Where(row => IsAfter(query, row.Key, row.Value))
                .Take(query.Limit + 1)
                .Select(row => row.Key),
        ];
    }

    private static bool IsAfter(RowQuery query, string key, string? value)
    {
        if (query.After is not { } after)
        {
            return true;
        }

        var order = query.Sort is null ? 0 : string.CompareOrdinal(after.Sort, value);
        return order > 0 || (order == 0 && string.CompareOrdinal(key, after.Key) > 0);
    }

    private static bool Passes(RowFilter filter, string? value) => value is not null && filter.Match switch
    {
        "is" => value == filter.Value,
        "startsWith" => value.StartsWith(filter.Value, StringComparison.Ordinal),
        "contains" => value.Contains(filter.Value, StringComparison.Ordinal),
        "from" => string.CompareOrdinal(value, filter.Value) >= 0,
        "before" => string.CompareOrdinal(value, filter.Value) < 0,
        _ => false,
    };
}
