using Exchange.GraphQL.Values;
using Exchange.Pipeline.Guards;

namespace Exchange.UnitTests.Pipeline.Guards;

public sealed class SmallCellsTests
{
    private const int Smallest = 10;

    [Theory]
    [InlineData(new[] { 30, 20, 12 }, new[] { 30, 20, 12 })]
    [InlineData(new[] { 30, 9, 4 }, new[] { 30 })]
    [InlineData(new[] { 30, 20, 9 }, new[] { 30 })]
    [InlineData(new[] { 30, 3, 4 }, new int[0])]
    [InlineData(new[] { 30, 20, 0, 0 }, new[] { 30 })]
    [InlineData(new[] { 9 }, new int[0])]
    [InlineData(new[] { 20, 20, 9 }, new int[0])]
    [InlineData(new[] { 30, 25, -4, 3 }, new[] { 30 })]
    public void A_small_count_is_not_told_and_neither_is_what_would_give_it_away(int[] counts, int[] told) =>
        Assert.Equal(told, Told(counts));

    [Fact]
    public void Whoever_knows_the_total_learns_no_small_count()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new Random(seed);
            int[] counts = [.. Enumerable.Range(0, random.Next(1, 8)).Select(_ => random.Next(3) == 0 ? random.Next(0, Smallest) : random.Next(0, 60))];

            var told = Told(counts);

            var hidden = counts.Length - told.Count;
            var complement = counts.Sum() - told.Sum();
            Assert.True(told.All(count => count >= Smallest), $"seed {seed}");
            Assert.True(hidden == 0 || told.Count == 0 || (hidden >= 2 && complement >= Smallest), $"seed {seed}");
        }
    }

    [Fact]
    public void A_row_without_a_count_is_none() =>
        Assert.Empty(SmallCells.Told([new DatumObject(["topic", "count"], [Datum.From("a"), Datum.Null])], "count", Smallest));

    private static IReadOnlyList<int> Told(int[] counts) =>
    [
        .. SmallCells.Told(counts.Select((count, i) => new DatumObject(["topic", "count"], [Datum.From($"t{i}"), Datum.From(count)])), "count", Smallest)
            .Select(row => (int)row["count"].AsInteger()),
    ];
}
