namespace Exchange.Policy.Standard;

/// <summary>Prefix codes of regions: province 2, prefecture 4, county 6 (GB/T 2260), street 9, community 12 digits (GB/T 10114).</summary>
public static class RegionCode
{
    /// <summary>The number of digits of a county's code.</summary>
    public const int CountyLength = 6;

    /// <summary>The number of digits of a street's or township's code.</summary>
    public const int StreetLength = 9;

    /// <summary>The number of digits of a community's or village's code.</summary>
    public const int CommunityLength = 12;

    /// <summary>Whether the text is a code of one of the five levels.</summary>
    public static bool IsValid(string? text) =>
        text is { Length: 2 or 4 or CountyLength or StreetLength or CommunityLength }
        && text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>Whether <paramref name="inner"/> lies in <paramref name="outer"/> or is it; false for anything that is no code.</summary>
    public static bool Contains(string? outer, string? inner) =>
        IsValid(outer) && IsValid(inner) && inner!.StartsWith(outer!, StringComparison.Ordinal);
}
