using System.Globalization;
using System.Text.RegularExpressions;
using Exchange.Federation.Composition.Subgraphs;

namespace Exchange.Federation.Composition.Rules;

/// <summary>The label of an <c>@override</c> is a name, or <c>percent(n)</c> with a number from 0 to 100.</summary>
internal static partial class OverrideLabelRule
{
    private const double MaxPercent = 100;

    public static void Check(SubgraphSchema schema, RuleReport report)
    {
        foreach (var field in schema.Types.Values.SelectMany(type => type.Fields.Values))
        {
            if (field.Find("override") is { } use && use.Text("label") is { } label && !IsValid(label))
            {
                report.Add(
                    CompositionCodes.OverrideLabelInvalid, field, use,
                    "the label starts with a letter and goes on with letters, digits, \"_\", \"-\", \":\", \".\" and \"/\", "
                        + "or is \"percent(n)\" with a number from 0 to 100.");
            }
        }
    }

    private static bool IsValid(string label)
    {
        var percent = Percent().Match(label);
        return percent.Success
            ? double.Parse(percent.Groups[1].ValueSpan, CultureInfo.InvariantCulture) <= MaxPercent
            : Name().IsMatch(label);
    }

    [GeneratedRegex(@"^percent\((\d{1,2}(?:\.\d{1,8})?|100)\)\z")]
    private static partial Regex Percent();

    [GeneratedRegex(@"^[a-zA-Z][a-zA-Z0-9_\-:./]*\z")]
    private static partial Regex Name();
}
