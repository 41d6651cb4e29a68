using System.Globalization;
using Exchange.GraphQL.Values;

namespace Exchange.Demo.Subgraphs;

/// <summary>What the arguments of <c>events</c> ask a GraphQL service for.</summary>
internal sealed class EventQuestion(DatumObject arguments)
{
    private static readonly (string Argument, string Reads)[] Filters =
        [("addressCode", "place"), ("regionCode", "place"), ("since", "occurredAt"), ("until", "occurredAt")];

    private readonly string? _region = Text(arguments, "regionCode");
    private readonly string? _place = Text(arguments, "addressCode");
    private readonly DateTimeOffset? _since = Moment(arguments, "since");
    private readonly DateTimeOffset? _until = Moment(arguments, "until");

    /// <summary>The coordinates of a type that the list reads: the key, what sorts and what filters.</summary>
    public IEnumerable<string> CoordinatesOf(string type) => Filters.Where(filter => !arguments[filter.Argument].IsNull)
        .Select(filter => filter.Reads).Prepend("occurredAt").Prepend("eventId").Select(field => $"{type}.{field}");

    /// <summary>Whether an event is asked for.</summary>
    public bool Asks(string kind, string addressCode, DateTimeOffset occurredAt) =>
        (_region is null || addressCode.StartsWith(_region, StringComparison.Ordinal))
        && (_place is null || addressCode == _place)
        && (arguments["kinds"] is not { Kind: DatumKind.List } kinds || kinds.AsList().Any(asked => asked.AsString() == kind))
        && !(occurredAt < _since)
        && !(occurredAt >= _until);

    private static string? Text(DatumObject arguments, string name) => arguments[name] is { Kind: DatumKind.String } text ? text.AsString() : null;

    private static DateTimeOffset? Moment(DatumObject arguments, string name) => Text(arguments, name) is { } text
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;
}
