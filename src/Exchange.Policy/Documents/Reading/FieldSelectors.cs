using Exchange.Policy.Documents.Yaml;
using Exchange.Policy.Findings;
using Exchange.Policy.Standard;

namespace Exchange.Policy.Documents.Reading;

/// <summary>
/// Resolves what a document calls fields: a coordinate (<c>Person.pension.receives</c>), a field of an interface (<c>Event.place</c>), or
/// everything below a name (<c>Person.pension.*</c>, <c>Place.*</c>).
/// </summary>
internal sealed class FieldSelectors(DataStandard standard, Action<Finding> report)
{
    private const string Everything = ".*";

    /// <summary>The fields meant; an unknown name is a finding and means none.</summary>
    public IReadOnlyList<GovernedField> Resolve(DocumentNode node) => node.Text is { } name ? Resolve(node, name) : [];

    /// <summary>The same for a name that stands at a place without being its text.</summary>
    public IReadOnlyList<GovernedField> Resolve(DocumentNode node, string name)
    {
        var fields = name.EndsWith(Everything, StringComparison.Ordinal) ? Below(name[..^1]) : standard.Expand(new Coordinate(name));
        if (fields.Count == 0)
        {
            var known = standard.Fields.Select(field => field.Coordinate.Value);
            report(node.Finding("unknown-field", $"The data standard has no field '{name}'.{Suggestion.For(name, known)}"));
        }

        return fields;
    }

    private List<GovernedField> Below(string prefix) =>
        [.. standard.Fields.Where(field => field.Coordinate.Value.StartsWith(prefix, StringComparison.Ordinal))];
}
