using System.Text.RegularExpressions;

namespace Exchange.Policy.Standard.Reading;

/// <summary>Reads the keywords that bound a leaf.</summary>
internal static class ShapeReader
{
    private const int LongestText = 100_000;

    public static CellShape Read(ObjectReader reader, CellKind kind, FindingLog log)
    {
        var shape = new CellShape(kind)
        {
            MinLength = reader.Integer("minLength", 0, LongestText),
            MaxLength = reader.Integer("maxLength", 0, LongestText),
            Minimum = reader.Number("minimum"),
            Maximum = reader.Number("maximum"),
            Pattern = Pattern(reader, log),
        };
        if (shape.MinLength > shape.MaxLength || shape.Minimum > shape.Maximum)
        {
            log.Add("wrong-value", reader.Place, "The lower bound is above the upper one: nothing would be accepted.");
        }

        return shape;
    }

    private static string? Pattern(ObjectReader reader, FindingLog log)
    {
        if (reader.Text("pattern") is not { } pattern)
        {
            return null;
        }

        try
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant, CellRule.PatternTimeout);
            return pattern;
        }
        catch (ArgumentException)
        {
            log.Add("bad-pattern", reader.PlaceOf("pattern"), "This is not a regular expression.");
            return null;
        }
    }
}
