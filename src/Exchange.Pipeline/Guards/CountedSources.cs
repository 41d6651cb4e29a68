using System.Collections.Frozen;
using Exchange.Federation.Sources;
using Exchange.Policy.Standard;

namespace Exchange.Pipeline.Guards;

/// <summary>Puts the guard of small counts before every department that counts.</summary>
public static class CountedSources
{
    /// <summary>The sources by department code, those that own a list of counts with its guard before them.</summary>
    /// <param name="standard">Says which lists are counts.</param>
    /// <param name="sources">The departments' sources.</param>
    /// <param name="clock">The clock: a month is counted once it has ended.</param>
    /// <param name="cityOffset">The city's clock, from UTC.</param>
    public static IReadOnlyDictionary<string, ISource> Guard(
        DataStandard standard, IReadOnlyDictionary<string, ISource> sources, TimeProvider clock, TimeSpan cityOffset) =>
        sources.ToDictionary(
            source => source.Key,
            source => standard.Statistics.Where(list => list.Owner.Value == source.Key).ToList() is { Count: > 0 } lists
                ? new CountedSource(source.Value, lists, clock, cityOffset)
                : source.Value,
            StringComparer.Ordinal);

    internal static IReadOnlyDictionary<string, string> Coordinates(DataStandard standard) => standard.Statistics
        .SelectMany(list => standard.Expand(list.Field), (list, leaf) => (Leaf: leaf.Coordinate.Value, Count: $"{list.Field}.{list.Rule.Count}"))
        .ToFrozenDictionary(pair => pair.Leaf, pair => pair.Count, StringComparer.Ordinal);
}
