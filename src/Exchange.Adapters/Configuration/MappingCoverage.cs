using Exchange.Adapters.Mapping;
using Exchange.Policy.Findings;
using Exchange.Policy.Standard;

namespace Exchange.Adapters.Configuration;

/// <summary>Compares what a department's file maps with what the data standard says the department owns.</summary>
public static class MappingCoverage
{
    private const int MaxDepth = 8;

    /// <summary>
    /// A finding for every field that is mapped and not owned (<c>unknown-field</c>), and for every owned field of a mapped type that
    /// has no
    /// mapping (<c>unmapped-field</c>). A GraphQL source speaks the standard and maps nothing.
    /// </summary>
    /// <param name="file">The file's name for findings.</param>
    /// <param name="configuration">The department's source.</param>
    /// <param name="fields">The governed fields of the data standard.</param>
    public static IReadOnlyList<Finding> Check(string file, SourceConfiguration configuration, IReadOnlyList<GovernedField> fields)
    {
        var owned = fields.Where(field => field.Owner.Value == configuration.Department)
            .Select(field => field.Coordinate).Where(coordinate => configuration.Entities.ContainsKey(coordinate.Type))
            .Select(coordinate => coordinate.Value)
            .ToHashSet(StringComparer.Ordinal);
        var mapped = configuration.Entities.Values.SelectMany(entity => Coordinates(entity.Type, entity.Fields, 0))
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. mapped.Except(owned).Order(StringComparer.Ordinal).Select(coordinate => Finding(
                "unknown-field", coordinate,
                $"the data standard does not say that {configuration.Department} owns {coordinate}: remove or rename it.")),
            .. owned.Except(mapped).Order(StringComparer.Ordinal).Select(coordinate => Finding(
                "unmapped-field", coordinate,
                $"{configuration.Department} owns {coordinate}, but nothing says where it stands in the source: add it.")),
            .. configuration.Entities.Values.SelectMany(entity => Places(entity.Type, entity.Fields, 0))
                .Where(place => !ArgumentPlaces.Fit(place.From, ArgumentsOf(place.Path, fields)))
                .Select(place => Finding("bad-value", place.Path, $"'{place.From}' has a place for what is no argument of the field.")),
        ];

        Finding Finding(string code, string coordinate, string message) => new(code, file, 0, 0, $"source.entities.{coordinate}", message);
    }

    private static IEnumerable<(string Path, string From)> Places(string path, IReadOnlyList<FieldMapping> fields, int depth) => fields
        .SelectMany(field => (field.From is { } from ? [($"{path}.{field.Name}", from)] : Enumerable.Empty<(string Path, string From)>())
            .Concat(depth < MaxDepth ? Places($"{path}.{field.Name}", field.Fields, depth + 1) : []));

    private static IEnumerable<string> ArgumentsOf(string path, IReadOnlyList<GovernedField> fields) => fields
        .Where(field => field.Coordinate.Value == path || field.Coordinate.Value.StartsWith(path + ".", StringComparison.Ordinal))
        .SelectMany(field => field.Arguments).Select(argument => argument.Name).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Coordinates(string path, IReadOnlyList<FieldMapping> fields, int depth) => fields.SelectMany(field =>
        field.IsObject && depth < MaxDepth ? Coordinates($"{path}.{field.Name}", field.Fields, depth + 1) : [$"{path}.{field.Name}"]);
}
