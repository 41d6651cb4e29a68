using System.Globalization;
using Exchange.GraphQL.Values;
using Exchange.Policy.Standard;

namespace Exchange.Pipeline.Guards;

/// <summary>The months that a list of counts is asked for: a period is the sum of its months, and a month counts once it has ended.</summary>
internal static class CountedMonths
{
    /// <summary>The most months of one period.</summary>
    public const int Most = 36;

    private const string Day = "yyyy-MM-dd";

    /// <summary>
    /// The first days of the ended months of a period; null where it is none: not from the first of one month to the first of a later one, longer
    /// than <see cref="Most"/>, or wholly in what has not ended.
    /// </summary>
    public static IReadOnlyList<DateOnly>? Of(StandardStatistics rule, DatumObject arguments, DateOnly today)
    {
        if (First(arguments[rule.Since]) is not { } since || First(arguments[rule.Until]) is not { } until || until <= since)
        {
            return null;
        }

        var months = ((until.Year - since.Year) * 12) + until.Month - since.Month;
        if (months > Most)
        {
            return null;
        }

        // WHY ended ones alone: what grows from day to day would tell, by the difference of two days, what one day brought.
        DateOnly[] ended = [.. Enumerable.Range(0, months).Select(since.AddMonths).Where(month => month.AddMonths(1) <= today)];
        return ended.Length == 0 ? null : ended;
    }

    /// <summary>The arguments with one month in place of the period.</summary>
    public static DatumObject Arguments(StandardStatistics rule, DatumObject arguments, DateOnly month)
    {
        var values = arguments.Values.ToArray();
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = arguments.Names[i] == rule.Since ? Written(month)
                : arguments.Names[i] == rule.Until ? Written(month.AddMonths(1))
                : values[i];
        }

        return new DatumObject(arguments.Names.ToArray(), values);
    }

    private static DateOnly? First(Datum value) =>
        value.Kind == DatumKind.String
        && DateOnly.TryParseExact(value.AsString(), Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        && date.Day == 1
            ? date
            : null;

    private static Datum Written(DateOnly date) => Datum.From(date.ToString(Day, CultureInfo.InvariantCulture));
}
