using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;

namespace Exchange.Policy.Comparison;

/// <summary>How one cell differs between two versions.</summary>
/// <param name="Before">The function before.</param>
/// <param name="After">The function after.</param>
/// <param name="Opens">Whether the second is somewhere above the first.</param>
/// <param name="Closes">Whether it is somewhere below.</param>
internal sealed record CellChange(CellFunction Before, CellFunction After, bool Opens, bool Closes)
{
    /// <summary>A text that is equal exactly for equal changes.</summary>
    public string Key { get; } = $"{Before.Key} -> {After.Key}";

    public DifferenceKind Kind =>
        Before.Highest == 0 ? DifferenceKind.Gains
        : After.Highest == 0 ? DifferenceKind.Loses
        : Before.Highest != After.Highest ? DifferenceKind.ChangesLevel
        : DifferenceKind.ChangesConditions;
}

/// <summary>Compares two functions exactly, hours of the day too. Each version counts hours by its own city clock.</summary>
internal sealed class CellComparison(TimeSpan before, TimeSpan after)
{
    // Any week: hours come back every week, and no clock is put forward.
    private static readonly DateTimeOffset Monday = new(2001, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private const long Week = 7 * TimeSpan.TicksPerDay;

    /// <summary>The difference, or null for none.</summary>
    public CellChange? Compare(CellFunction first, CellFunction second)
    {
        var times = Times(first, before).Concat(Times(second, after)).Distinct().Order().ToList();
        var opens = false;
        var closes = false;
        foreach (var time in times.Count == 0 ? [0L] : times)
        {
            // INVARIANT: no hours begin or end between two of these times, so what holds at one holds until the next.
            var moment = Monday.AddTicks(time);
            var (old, now) = times.Count == 0 ? (first, second) : (first.At(moment, before), second.At(moment, after));
            opens |= now.Exceeds(old);
            closes |= old.Exceeds(now);
        }

        return opens || closes ? new CellChange(first, second, opens, closes) : null;
    }

    private static IEnumerable<long> Times(CellFunction function, TimeSpan offset) =>
        from hours in function.Ways.SelectMany(way => way.Conditions).OfType<HoursCondition>().Select(condition => condition.Hours).Distinct()
        from day in Enumerable.Range(0, 7)
        from time in (TimeOnly[])[hours.From, hours.Until, TimeOnly.MinValue]
        select Mod((day * TimeSpan.TicksPerDay) + time.Ticks - offset.Ticks);

    private static long Mod(long ticks) => ((ticks % Week) + Week) % Week;
}
