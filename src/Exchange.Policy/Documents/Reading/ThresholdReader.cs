using System.Globalization;
using Exchange.Policy.Documents.Yaml;
using Exchange.Policy.Findings;
using Exchange.Policy.Standard;

namespace Exchange.Policy.Documents.Reading;

/// <summary>Reads the <c>thresholds</c> of one owner.</summary>
internal sealed class ThresholdReader(Terms terms, DepartmentId owner)
{
    private readonly HashSet<(Coordinate Field, string Argument)> _seen = [];

    /// <summary>The values, or null with findings.</summary>
    public ThresholdValues? Read(DocumentNode node)
    {
        if (node["field"].Text is not { } name || Property(node["field"], name) is not { } property || Argument(node["argument"], property) is not { } argument)
        {
            return null;
        }

        var field = new Coordinate(name);
        if (!_seen.Add((field, argument.Name)))
        {
            terms.Report(node["argument"], "duplicate-field", $"The argument '{argument.Name}' of {field} is there already. Keep one list of values.");
        }

        var (values, dates) = (node["values"], node["dates"]);
        if (values.Exists == dates.Exists)
        {
            terms.Report(node, "selector", "Give either the 'values' that may be used or the spacing of 'dates', not both and not neither.");
            return null;
        }

        Check(values.Exists ? values : dates, dates.Exists, argument.GraphType.Trim('[', ']', '!'));
        return new ThresholdValues(field, argument.Name, [.. values.Items.Select(value => value.Text).OfType<string>()], Grid(dates.Text));
    }

    private StandardProperty? Property(DocumentNode node, string name)
    {
        var path = name.Split('.');
        var property = path.Length < 2 ? null : Find(path);
        var governed = property is null ? [] : terms.Standard.Expand(new Coordinate(name));
        if (property is null || governed.Count == 0)
        {
            var known = terms.Standard.Types.SelectMany(type => type.Properties.Where(HasThreshold).Select(each => $"{type.Name}.{each.Name}"));
            terms.Report(node, "unknown-field", $"The data standard has no field '{name}'.{Suggestion.For(name, known)}");
            return null;
        }

        if (governed[0].Owner != owner)
        {
            terms.Report(node, "foreign-field", $"{name} belongs to {governed[0].Owner}: only {DepartmentReader.FileOf(governed[0].Owner)} can speak of it.");
        }

        return property;
    }

    // INVARIANT: as many steps as the name has parts.
    private StandardProperty? Find(string[] path)
    {
        StandardProperty? property = null;
        var type = path[0];
        foreach (var name in path.Skip(1))
        {
            property = terms.Standard.Type(type)?.Properties.FirstOrDefault(each => each.Name == name);
            type = property?.Type ?? "";
        }

        return property;
    }

    private StandardArgument? Argument(DocumentNode node, StandardProperty property)
    {
        var argument = property.Arguments.FirstOrDefault(each => each.Name == node.Text);
        if (argument is null)
        {
            var known = Suggestion.For(node.Text ?? "", property.Arguments.Select(each => each.Name));
            terms.Report(node, "unknown-argument", $"{property.Name} has no argument '{node.Text}'.{known}");
        }
        else if (argument.Governance.Use != ArgumentUse.Threshold)
        {
            terms.Report(node, "not-a-threshold", $"The argument '{argument.Name}' of {property.Name} is no threshold: it takes every value. Take this out.");
            return null;
        }

        return argument;
    }

    private void Check(DocumentNode node, bool isDates, string type)
    {
        if (isDates && type != "Date")
        {
            terms.Report(node, "bad-threshold", $"The argument takes values of type {type}, not dates. Write 'values'.");
            return;
        }

        foreach (var value in node.Items.Where(value => value.Text is { } text && !Fits(text, type)))
        {
            terms.Report(value, "bad-threshold", $"'{value.Text}' is no value of type {type}.");
        }
    }

    private static bool Fits(string text, string type) => type switch
    {
        "Int" => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number.ToString(CultureInfo.InvariantCulture) == text,
        "Float" => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
        "Boolean" => text is "true" or "false",
        "Date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        _ => text.Length > 0,
    };

    private static DateGrid Grid(string? text) => text switch
    {
        "month" => DateGrid.Month,
        "quarter" => DateGrid.Quarter,
        "year" => DateGrid.Year,
        _ => DateGrid.None,
    };

    private static bool HasThreshold(StandardProperty property) => property.Arguments.Any(argument => argument.Governance.Use == ArgumentUse.Threshold);
}
