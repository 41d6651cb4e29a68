using System.Globalization;
using Exchange.Policy.People;

namespace Exchange.Policy.Standard;

/// <summary>The checks of scalars beyond what a pattern can say, by the names that the standard's documents use.</summary>
internal static class ScalarCheck
{
    private const string Date = "yyyy-MM-dd";

    /// <summary>All checks by name.</summary>
    public static IReadOnlyDictionary<string, Func<string, bool>> ByName { get; } =
        new Dictionary<string, Func<string, bool>>(StringComparer.Ordinal)
    {
        ["citizenNo"] = text => PersonKey.TryFromCitizenNo(text, out _),
        ["creditCode"] = CreditCode.IsValid,
        ["regionCode"] = RegionCode.IsValid,
        ["date"] = text => DateOnly.TryParseExact(text, Date, CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        ["dateTime"] = text => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _),
    };
}
