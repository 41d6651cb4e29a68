using System.Text.RegularExpressions;

namespace Exchange.Policy.Standard.Reductions;

/// <summary>
/// The full text of an address cut after its county, street or community. Where the text does not show its parts nothing is given,
/// unless it is as short as the level allows already.
/// </summary>
internal sealed class AddressReduction : Reduction
{
    // WHY: 小区, 社区 and the like end in 区 too; taking one for a county would give away far more than the level.
    private static readonly Regex Parts = new(
        """
        ^(?<region>(?:[^省市区县\d]{1,10}(?:省|自治区))?(?:[^省市区县\d]{1,10}市)?[^省市区县\d]{1,10}(?:(?<![小社园校厂库景])区|县|旗|市))
        (?<street>[^街镇乡\d]{1,12}(?:街道|镇|乡))?
        (?<community>(?<=街道|镇|乡)[^\d号栋幢座]{1,15}?(?:社区|村))?
        """,
        RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture,
        CellRule.PatternTimeout);

    public override IReadOnlyList<string> Levels => ["region", "street", "community"];

    public override string? Apply(string text, string level)
    {
        Match match;
        try
        {
            match = Parts.Match(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }

        if (!match.Success)
        {
            return null;
        }

        var part = match.Groups[level];
        if (part.Success)
        {
            return text[..(part.Index + part.Length)];
        }

        return match.Length == text.Length ? text : null;
    }
}
