using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;

namespace Exchange.Policy.Comparison;

/// <summary>A level and the conditions that are enough for it.</summary>
/// <param name="Level">The position on the ladder.</param>
/// <param name="Conditions">The conditions, those that follow from others left out.</param>
internal sealed record Way(int Level, IReadOnlyList<RecordCondition> Conditions)
{
    private HashSet<RecordCondition>? _closure;

    /// <summary>The conditions with all that follow from them.</summary>
    public HashSet<RecordCondition> Closure => _closure ??= ConditionLogic.Closure(Conditions);

    /// <summary>A text that is equal for equal conditions.</summary>
    public string Terms => string.Join(" & ", Conditions);

    /// <summary>A text that is equal for equal ways.</summary>
    public string Key => $"{Level} {Terms}";
}

/// <summary>
/// What is decided on one field for one asker: the level as a function of the conditions that hold. More conditions never give less, so the
/// function is its minimal ways, and two functions are equal exactly where each is nowhere above the other. Immutable.
/// </summary>
internal sealed class CellFunction
{
    private CellFunction(IReadOnlyList<Way> ways)
    {
        Ways = ways;
        Key = string.Join("; ", ways.Select(way => way.Key));
    }

    /// <summary>Closed whatever holds.</summary>
    public static CellFunction Closed { get; } = new([]);

    /// <summary>A text that is equal for functions of the same minimal ways.</summary>
    public string Key { get; }

    /// <summary>The minimal ways, highest level first.</summary>
    public IReadOnlyList<Way> Ways { get; }

    /// <summary>The hours that a way asks for, none twice.</summary>
    public IEnumerable<DailyHours> Hours => Ways.SelectMany(way => way.Conditions).OfType<HoursCondition>().Select(condition => condition.Hours).Distinct();

    /// <summary>The highest level that it can take; 0 where it is closed.</summary>
    public int Highest => Ways.Count == 0 ? 0 : Ways[0].Level;

    /// <summary>The function of some ways: those that another makes needless are left out.</summary>
    public static CellFunction Of(IEnumerable<Way> ways)
    {
        var minimal = new List<Way>();
        foreach (var way in ways.Distinct(AlikeWays.Instance).OrderByDescending(way => way.Level).ThenBy(way => way.Closure.Count))
        {
            // WHY only those before it: they are as high and ask for no more, or they are no better.
            if (!minimal.Exists(better => better.Conditions.All(way.Closure.Contains)))
            {
                minimal.Add(way with { Conditions = Needed(way) });
            }
        }

        return minimal.Count == 0 ? Closed : new CellFunction([.. minimal.OrderByDescending(way => way.Level).ThenBy(way => way.Key, StringComparer.Ordinal)]);
    }

    /// <summary>The level where exactly these conditions hold, and what follows from them.</summary>
    public int LevelAt(HashSet<RecordCondition> holding) =>
        Ways.FirstOrDefault(way => way.Conditions.All(holding.Contains))?.Level ?? 0;

    /// <summary>Whether there is something that can hold where this function is above the other; hours count as conditions like others.</summary>
    public bool Exceeds(CellFunction other) => Ways.Any(way => other.LevelAt(way.Closure) < way.Level);

    /// <summary>The function at one time: ways whose hours are over are gone, the others ask for no hours.</summary>
    public CellFunction At(DateTimeOffset time, TimeSpan offset) => Of(
        from way in Ways
        where way.Conditions.OfType<HoursCondition>().All(hours => hours.Hours.Contains(time, offset))
        select new Way(way.Level, [.. way.Conditions.Where(condition => condition is not HoursCondition)]));

    private static List<RecordCondition> Needed(Way way)
    {
        var implied = way.Conditions.Select(ConditionLogic.Implied).OfType<RecordCondition>().ToHashSet();
        return [.. way.Conditions.Where(condition => !implied.Contains(condition)).OrderBy(condition => $"{condition}", StringComparer.Ordinal)];
    }

    /// <summary>Ways are alike that are of one level and name the same conditions in the same order, as most rules of one owner do.</summary>
    private sealed class AlikeWays : IEqualityComparer<Way>
    {
        public static AlikeWays Instance { get; } = new();

        public bool Equals(Way? x, Way? y) => x?.Level == y?.Level && x is not null && y is not null && x.Conditions.SequenceEqual(y.Conditions);

        public int GetHashCode(Way way) => way.Conditions.Aggregate(way.Level, HashCode.Combine);
    }
}
