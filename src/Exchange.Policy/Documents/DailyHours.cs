namespace Exchange.Policy.Documents;

/// <summary>Hours of certain days of the week, by the city's clock. Equality is by content.</summary>
/// <param name="From">The first instant of the day that counts.</param>
/// <param name="Until">The end, exclusive; before or equal to <paramref name="From"/> the hours go over midnight and belong to the day they began.</param>
/// <param name="Days">The days as bits, Sunday is bit 0; <see cref="EveryDay"/> for all.</param>
public sealed record DailyHours(TimeOnly From, TimeOnly Until, byte Days)
{
    /// <summary>All seven days.</summary>
    public const byte EveryDay = 0x7F;

    /// <summary>Whether an instant lies within, by a clock with this offset from UTC.</summary>
    public bool Contains(DateTimeOffset now, TimeSpan offset)
    {
        var local = now.ToOffset(offset);
        var time = TimeOnly.FromTimeSpan(local.TimeOfDay);
        return From < Until
            ? time >= From && time < Until && Has(local.DayOfWeek)
            : (time >= From && Has(local.DayOfWeek)) || (time < Until && Has((DayOfWeek)(((int)local.DayOfWeek + 6) % 7)));
    }

    private bool Has(DayOfWeek day) => (Days & (1 << (int)day)) != 0;
}
