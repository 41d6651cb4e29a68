using Exchange.Policy.Decisions;

namespace Exchange.Policy.Comparison;

/// <summary>How one cell differs between two versions.</summary>
/// <param name="Before">The function before.</param>
/// <param name="After">The function after.</param>
/// <param name="Opens">Whether the second is somewhere above the first.</param>
/// <param name="Closes">Whether it is somewhere below.</param>
internal sealed record CellChange(CellFunction Before, CellFunction After, bool Opens, bool Closes)
{
    /// <summary>A text that is equal exactly for equal changes.</summary>
    public string Key { get; } = $"{Before.Key} -> {After.Key} {Opens} {Closes}";

    public DifferenceKind Kind =>
        Before.Highest == 0 ? DifferenceKind.Gains
        : After.Highest == 0 ? DifferenceKind.Loses
        : Before.Highest != After.Highest ? DifferenceKind.ChangesLevel
        : DifferenceKind.ChangesConditions;
}

/// <summary>Compares two functions exactly, hours of the day too. Each version counts hours by its own city clock.</summary>
internal sealed class CellComparison(TimeSpan before, TimeSpan after)
{
    // A week and a day for each clock before the end of time.
    private static readonly DateTimeOffset Last = DateTimeOffset.MaxValue.AddDays(-10);

    /// <summary>The difference at any time from one instant until another, or null for none.</summary>
    public CellChange? Compare(CellFunction first, CellFunction second, DateTimeOffset from, DateTimeOffset? until)
    {
        if (from > Last)
        {
            // WHY: "until 9999-12-31" is how some write for ever. Hours come back every week, so weeks before say the same.
            (from, until) = (from.AddDays(-28), null);
        }

        List<DateTimeOffset> times = [.. Times(first, before, from), .. Times(second, after, from)];
        if (times.Count == 0)
        {
            return Change(first, second, second.Exceeds(first), first.Exceeds(second));
        }

        // INVARIANT: no hours begin or end between two of these times, so what holds at one holds until the next; after a week they come back.
        var end = until < from.AddDays(7) ? until.Value : from.AddDays(7);
        var hours = first.Hours.Select(each => (each, before)).Concat(second.Hours.Select(each => (each, after))).ToList();
        var moments = times.Where(time => time > from && time < end).Append(from).Distinct()
            .DistinctBy(time => string.Concat(hours.Select(each => each.Item1.Contains(time, each.Item2) ? '1' : '0')))
            .Select(time => (Then: first.At(time, before), Now: second.At(time, after))).ToList();
        return Change(first, second, moments.Exists(each => each.Now.Exceeds(each.Then)), moments.Exists(each => each.Then.Exceeds(each.Now)));
    }

    private static CellChange? Change(CellFunction first, CellFunction second, bool opens, bool closes) =>
        opens || closes ? new CellChange(first, second, opens, closes) : null;

    // The times at which hours begin or end by a clock, in the week from an instant on.
    private static IEnumerable<DateTimeOffset> Times(CellFunction function, TimeSpan offset, DateTimeOffset from)
    {
        var midnight = new DateTimeOffset(from.ToOffset(offset).Date, offset);
        return from hours in function.Hours
               from day in Enumerable.Range(0, 8)
               from time in (TimeOnly[])[hours.From, hours.Until, TimeOnly.MinValue]
               select midnight.AddDays(day) + time.ToTimeSpan();
    }
}
