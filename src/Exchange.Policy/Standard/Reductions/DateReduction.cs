using System.Globalization;

namespace Exchange.Policy.Standard.Reductions;

/// <summary>A date to its month (<c>1951-03</c>) or year (<c>1951</c>).</summary>
internal sealed class DateReduction : Reduction
{
    private const int YearLength = 4;
    private const int MonthLength = 7;
    private const int DayLength = 10;

    public override IReadOnlyList<string> Levels => ["year", "month"];

    public override string? Apply(string text, string level)
    {
        if (!IsDate(text))
        {
            return null;
        }

        var length = level == "year" ? YearLength : MonthLength;
        return text.Length <= length ? text : text[..length];
    }

    private static bool IsDate(string text)
    {
        const string FirstDay = "-01-01";
        if (text.Length is not (YearLength or MonthLength or DayLength))
        {
            return false;
        }

        var day = text + FirstDay[(text.Length - YearLength)..];
        return DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
    }
}
