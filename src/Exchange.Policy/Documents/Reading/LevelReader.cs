using System.Globalization;
using Exchange.Policy.Documents.Yaml;
using Exchange.Policy.Findings;
using Exchange.Policy.Standard;

namespace Exchange.Policy.Documents.Reading;

/// <summary>
/// Reads the <c>open</c> of a rule or the <c>cap</c> of a restriction: selectors with a level each. Only fields of the document's own
/// department can be meant, by a rule those that are shared under conditions, by a restriction unconditional ones too; one named by itself that
/// cannot is a finding, one met by a wider selector is left out.
/// </summary>
internal sealed class LevelReader(Terms terms, DepartmentId owner, bool isCap)
{
    public List<FieldLevel> Read(DocumentNode list)
    {
        var levels = new Dictionary<Coordinate, int>();
        foreach (var node in list.Items)
        {
            foreach (var field in Select(node))
            {
                if (Level(node, field) is { } level && !levels.TryAdd(field.Coordinate, level))
                {
                    terms.Report(node.Finding("duplicate-field", $"{field.Coordinate} is named twice here. Keep one level for it."));
                }
            }
        }

        return [.. levels.Select(entry => new FieldLevel(entry.Key, entry.Value))];
    }

    private List<GovernedField> Select(DocumentNode node)
    {
        var byName = node["fields"];
        var byClass = node["classification"];
        if (byName.Exists == byClass.Exists || (byName.Exists && node["type"].Exists))
        {
            terms.Report(node.Finding("selector",
                "Name either 'fields' or a 'classification' (with a 'type' if you like), not both and not neither."));
            return [];
        }

        return byName.Exists ? [.. byName.Items.SelectMany(Named).Distinct()] : Classified(node, byClass.Text, node["type"].Text);
    }

    private List<GovernedField> Named(DocumentNode node)
    {
        var fields = new FieldSelectors(terms.Standard, terms.Report).Resolve(node);
        var meant = fields.Where(IsMeant).ToList();
        if (fields is [var only] && only.Coordinate.Value == node.Text)
        {
            Check(node, only);
        }
        else if (fields.Count > 0 && meant.Count == 0)
        {
            terms.Report(node.Finding("empty-selection", $"Nothing that '{node.Text}' names is {Meant} of {owner}."));
        }

        return meant;
    }

    private List<GovernedField> Classified(DocumentNode node, string? classification, string? type)
    {
        var meant = terms.Standard.Fields.Where(IsMeant)
            .Where(field => field.Classification.ToString(CultureInfo.InvariantCulture) == classification)
            .Where(field => type is null || field.Coordinate.Value.StartsWith(type + ".", StringComparison.Ordinal)).ToList();
        if (meant.Count == 0)
        {
            terms.Report(node.Finding("empty-selection", $"No {Meant} of {owner} has this classification."));
        }

        return meant;
    }

    private bool IsMeant(GovernedField field) => IsOwn(field) && !field.OpenWithObject
        && (field.Category == SharingCategory.Conditional || (isCap && field.Category == SharingCategory.Unconditional));

    private string Meant => isCap ? "shared data" : "conditional data";

    // WHY not one of several owners: a list over all of them is the hub's, and none of them closes or opens what the others have in it.
    private bool IsOwn(GovernedField field) => field.Owner == owner;

    private void Check(DocumentNode node, GovernedField field)
    {
        if (!IsOwn(field))
        {
            terms.Report(node.Finding("foreign-field",
                $"{field.Coordinate} belongs to {field.Owner}: only {DepartmentReader.FileOf(field.Owner)} can speak of it."));
        }
        else if (field.Category == SharingCategory.Withheld)
        {
            terms.Report(node.Finding("withheld-field",
                $"{field.Coordinate} is withheld by law (category N) and cannot be opened. Take it out."));
        }
        else if (field.OpenWithObject)
        {
            terms.Report(node.Finding("key-field",
                $"{field.Coordinate} is open exactly when its object is. Speak of what leads to the object, and take this out."));
        }
        else if (!isCap && field.Category == SharingCategory.Unconditional)
        {
            terms.Report(node.Finding("unconditional-field",
                $"{field.Coordinate} is unconditional (category U): open to everybody already. Take it out."));
        }
    }

    private int? Level(DocumentNode node, GovernedField field)
    {
        if (node["level"].Text is not { } name)
        {
            return null;
        }

        var level = field.Ladder.IndexOf(name);
        if (level < 0)
        {
            terms.Report(node["level"].Finding("unknown-level",
                $"'{name}' is not on the ladder of {field.Coordinate} ({string.Join(" < ", field.Ladder.Levels)})."
                + Suggestion.For(name, field.Ladder.Levels)));
        }

        return level < 0 ? null : level;
    }
}
