using Exchange.Federation.Sources;
using Exchange.GraphQL.Values;

namespace Exchange.Adapters.Mapping;

/// <summary>Where a list of one type stands in a department's source: its columns or properties by the fields that sort and filter.</summary>
/// <param name="Department">The department.</param>
/// <param name="Entity">The type.</param>
/// <param name="Request">What is asked.</param>
internal sealed record ListMapping(string Department, EntityMapping Entity, ListRequest Request)
{
    /// <summary>The mapping of what sorts; null where the key does.</summary>
    public FieldMapping? Sort { get; } = Request.SortField is null ? null : PlaceOf(Department, Entity, Request.SortField);

    /// <summary>The filters that the source compares, with the column or property of each.</summary>
    public IEnumerable<(string From, ListMatch Match, string Value)> Filters => Request.Filters
        .Where(filter => filter.Match != ListMatch.Kind)
        .Select(filter => filter.Field == Request.KeyField
            ? (Entity.Key, filter.Match, filter.Value.AsString())
            : Compared(filter, Place(filter.Field)));

    /// <summary>The mapping of a field to sort or filter by; throws <see cref="SourceException"/> where there is none.</summary>
    public FieldMapping Place(string field) => PlaceOf(Department, Entity, field);

    /// <summary>The row of a raw key and a raw sort cell.</summary>
    public ListRow Row(string key, Datum sort)
    {
        var converted = Sort is null ? Datum.Null : CellConverter.Convert(Sort, sort);
        var moment = converted.Kind == DatumKind.String && DateTimeOffset.TryParse(
            converted.AsString(), System.Globalization.CultureInfo.InvariantCulture, out var read) ? read : (DateTimeOffset?)null;
        return new ListRow(Entity.Type, key, moment, new ListPlace(moment, key).Text);
    }

    private static (string, ListMatch, string) Compared(ListFilter filter, FieldMapping mapping) => filter.Match is ListMatch.From or ListMatch.Before
        ? (mapping.From!, filter.Match, CellConverter.Written(mapping, Moment(filter.Value)))
        : (mapping.From!, filter.Match, filter.Value.AsString());

    private static DateTimeOffset Moment(Datum value) => DateTimeOffset.Parse(
        value.AsString(), System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal);

    private static FieldMapping PlaceOf(string department, EntityMapping entity, string field) =>
        entity.Field(field) is { From: not null, Rows: null } mapping
            ? mapping
            : throw new SourceException(department, SourceFault.Invalid, $"The department's file maps no {entity.Type}.{field} to sort or filter by.");
}
