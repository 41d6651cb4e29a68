namespace Exchange.Policy.Standard.Reductions;

/// <summary>Nothing between none and full.</summary>
internal sealed class WholeReduction : Reduction
{
    public override IReadOnlyList<string> Levels => [];

    public override string? Apply(string text, string level) => null;
}

/// <summary>A citizen number to its last four characters.</summary>
internal sealed class CitizenNoReduction : Reduction
{
    private const int Shown = 4;
    private const int Length = 18;
    private static readonly string Mask = new('*', Length - Shown);

    public override IReadOnlyList<string> Levels => ["last4"];

    public override string? Apply(string text, string level)
    {
        if (text.Length != Length)
        {
            return null;
        }

        var head = text.AsSpan(0, Length - Shown);
        var tail = text.AsSpan(Length - Shown);
        var isNumber = head.IndexOfAnyExceptInRange('0', '9') < 0 || head.SequenceEqual(Mask);
        return isNumber && tail[..^1].IndexOfAnyExceptInRange('0', '9') < 0 && (char.IsAsciiDigit(tail[^1]) || tail[^1] == 'X')
            ? string.Concat(Mask, tail)
            : null;
    }
}

/// <summary>A phone number to its last three digits; the mask has one length, so that it says nothing about the rest.</summary>
internal sealed class PhoneReduction : Reduction
{
    private const int Shown = 3;
    private const int FewestDigits = 7;
    private const string Mask = "********";

    public override IReadOnlyList<string> Levels => ["last3"];

    public override string? Apply(string text, string level)
    {
        if (text.Length == Mask.Length + Shown && text.StartsWith(Mask, StringComparison.Ordinal) && AreDigits(text.AsSpan(Mask.Length)))
        {
            return text;
        }

        var digits = new string([.. text.Where(char.IsAsciiDigit)]);
        var isPhone = digits.Length >= FewestDigits && text.All(c => char.IsAsciiDigit(c) || c is '-' or ' ' or '+' or '(' or ')');
        return isPhone ? string.Concat(Mask, digits.AsSpan(digits.Length - Shown)) : null;
    }

    private static bool AreDigits(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0;
}

/// <summary>A region code to its first 6, 9 or 12 digits.</summary>
internal sealed class RegionCodeReduction : Reduction
{
    public override IReadOnlyList<string> Levels => ["region", "street", "community"];

    public override string? Apply(string text, string level)
    {
        if (!RegionCode.IsValid(text))
        {
            return null;
        }

        var length = level switch
        {
            "region" => RegionCode.CountyLength,
            "street" => RegionCode.StreetLength,
            _ => RegionCode.CommunityLength,
        };
        return text.Length <= length ? text : text[..length];
    }
}
