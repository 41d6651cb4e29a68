namespace Exchange.Demo.Generation;

/// <summary>
/// How often people call the hotline about a place, by topic and month: far more often than a case comes of it. Made on demand out of the seed.
/// Immutable; safe to share between threads.
/// </summary>
internal sealed class TopicRegister(CityParameters parameters)
{
    private const int Months = 24;

    private static readonly string[] Topics = ["供水", "噪声扰民", "物业管理", "公共交通", "停车秩序", "环境卫生"];

    // Of 云桥里3栋 every month is the same: three topics that may be told, and two that are too rare.
    private static readonly int[] Planted = [3, 24, 18, 0, 13, 7];

    /// <summary>The counts of a place from one day to before another, months that touch the period as a whole; topics without a call are left out.</summary>
    public IReadOnlyList<(string Topic, int Count)> Counts(string addressCode, DateOnly since, DateOnly until)
    {
        var sums = new int[Topics.Length];
        var first = new DateOnly(parameters.ReferenceDate.Year, parameters.ReferenceDate.Month, 1).AddMonths(-Months);
        for (var month = new DateOnly(since.Year, since.Month, 1); month < until; month = month.AddMonths(1))
        {
            if (month >= first)
            {
                var counts = Month(addressCode, month);
                sums = [.. sums.Zip(counts, (sum, count) => sum + count)];
            }
        }

        return [.. Topics.Zip(sums).Where(topic => topic.Second > 0)];
    }

    private int[] Month(string addressCode, DateOnly month)
    {
        if (addressCode == PlantedPeople.Yunqiao3)
        {
            return Planted;
        }

        var chance = Chance.For(parameters.Seed, $"topics-{addressCode}-{month.DayNumber}");
        return [.. Topics.Select(_ => chance.Percent(15) ? chance.Between(10, 40) : chance.Below(10))];
    }
}
