namespace Exchange.Policy.People;

/// <summary>When persons reach an age, by the calendar. Pure.</summary>
public static class Birthday
{
    /// <summary>
    /// The day on which a person has so many years; the last day of the calendar for one that it does not reach. Who was born on a leap day has them on
    /// the first of March of a year that has none: on no day before is a year over.
    /// </summary>
    /// <param name="born">The day of birth.</param>
    /// <param name="years">The age in years, 0 or more.</param>
    public static DateOnly Of(DateOnly born, int years)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(years);
        var year = born.Year + years;
        return year > DateOnly.MaxValue.Year ? DateOnly.MaxValue
            : born is { Month: 2, Day: 29 } && !DateTime.IsLeapYear(year) ? new DateOnly(year, 3, 1)
            : new DateOnly(year, born.Month, born.Day);
    }
}
