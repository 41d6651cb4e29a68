using Exchange.GraphQL.Values;

namespace Exchange.Federation.Sources;

/// <summary>
/// A department's list of records. Port: adapters of departments that can be asked for rows implement it. Thread-safe. It gives keys and what
/// the list is sorted by, nothing else: what may be read of a row is decided and fetched for it like any other record.
/// </summary>
public interface IListSource
{
    /// <summary>The department's code.</summary>
    string Department { get; }

    /// <summary>
    /// The next rows, sorted: by <see cref="ListRequest.SortField"/> descending (rows without a value last), then by key, ordinal and ascending.
    /// Throws <see cref="SourceException"/> when the department cannot answer or does not answer with rows.
    /// </summary>
    ValueTask<ListAnswer> ListAsync(ListRequest request, CancellationToken cancellation);
}

/// <summary>What is asked of a department's list: it filters, sorts and bounds, so that nothing else is sent.</summary>
public sealed record ListRequest
{
    /// <summary>The id of the access record, for the department's own log.</summary>
    public required string AccessId { get; init; }

    /// <summary>The list's field on the query root.</summary>
    public required string Field { get; init; }

    /// <summary>The entity types of the rows, all the department's own or keyed alike.</summary>
    public required IReadOnlyList<string> Types { get; init; }

    /// <summary>Their key field.</summary>
    public required string KeyField { get; init; }

    /// <summary>The field that sorts, latest first; null for the key, ascending.</summary>
    public string? SortField { get; init; }

    /// <summary>All of them have to hold.</summary>
    public IReadOnlyList<ListFilter> Filters { get; init; } = [];

    /// <summary>The department's own position after which to go on; null for the beginning.</summary>
    public string? After { get; init; }

    /// <summary>The most rows to give.</summary>
    public required int Limit { get; init; }

    /// <summary>The coordinates that the list reads: keys, what sorts and what filters.</summary>
    public IEnumerable<string> Coordinates =>
        Types.SelectMany(type => Filters.Where(filter => filter.Match != ListMatch.Kind).Select(filter => filter.Field)
            .Prepend(SortField ?? KeyField).Prepend(KeyField).Distinct(StringComparer.Ordinal), (type, name) => $"{type}.{name}");
}

/// <summary>How a filter compares.</summary>
public enum ListMatch : byte
{
    /// <summary>The row is of one of these kinds; <see cref="ListRequest.Types"/> says the same by type.</summary>
    Kind,

    /// <summary>The field is the value; of a link, its key is.</summary>
    Is,

    /// <summary>The field, of a link its key, begins with the value.</summary>
    StartsWith,

    /// <summary>The text contains the value.</summary>
    Contains,

    /// <summary>The time is the value or later.</summary>
    From,

    /// <summary>The time is before the value.</summary>
    Before,
}

/// <summary>One filter.</summary>
/// <param name="Argument">The argument of the list's field that asks for it, for departments that speak the graph.</param>
/// <param name="Field">The field of the rows that is compared.</param>
/// <param name="Match">How.</param>
/// <param name="Value">What with.</param>
public sealed record ListFilter(string Argument, string Field, ListMatch Match, Datum Value);

/// <summary>One row.</summary>
/// <param name="Type">Its entity type.</param>
/// <param name="Key">Its key towards departments.</param>
/// <param name="Sort">What sorts it; null where the record has none, and where the key sorts.</param>
/// <param name="Position">The department's own position of the row, at most <see cref="MaxPosition"/> characters.</param>
public readonly record struct ListRow(string Type, string Key, DateTimeOffset? Sort, string Position)
{
    /// <summary>The longest position, in characters.</summary>
    public const int MaxPosition = 512;
}

/// <summary>What a department gave.</summary>
/// <param name="Rows">The rows in order, at most as many as were asked for.</param>
/// <param name="HasMore">Whether more follow.</param>
/// <param name="AsOf">The age of what was delivered; null when it is live.</param>
public sealed record ListAnswer(IReadOnlyList<ListRow> Rows, bool HasMore, DateTimeOffset? AsOf);
