using System.Globalization;

namespace Exchange.FederationTests.Splits;

/// <summary>
/// Random worlds, divided at random, asked at random, and compared with one schema over the same data. <c>EXCHANGE_SEED</c> begins elsewhere,
/// <c>EXCHANGE_OPERATIONS</c> asks for more; a failure prints the seed that has it again at once.
/// </summary>
public sealed class SplitTests
{
    private const int OperationsOfASplit = 25;

    [Fact]
    public async Task A_divided_graph_answers_as_the_whole_one_does()
    {
        var seed = Setting("EXCHANGE_SEED", 5);
        var wanted = Setting("EXCHANGE_OPERATIONS", 500);
        var (compared, asked) = (0, 0);
        for (var split = 0; compared < wanted; split++)
        {
            var world = new DividedWorld(new Random(unchecked(seed + split)));
            for (var i = 0; i < OperationsOfASplit; i++)
            {
                var operation = world.NextOperation();
                var comparison = await world.CompareAsync(operation);
                asked++;
                compared += comparison.WasCompared ? 1 : 0;
                if (comparison.Difference is not null)
                {
                    Assert.Fail(await ReportAsync(world, operation, unchecked(seed + split)));
                }
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{compared} operations from seed {seed}; {asked - compared} were invalid.");
        Assert.True(compared > asked / 2, $"Only {compared} of {asked} operations could be compared.");
    }

    private static async Task<string> ReportAsync(DividedWorld world, RandomOperation operation, int seed)
    {
        var smallest = await OperationShrinker.ShrinkAsync(operation, async smaller => (await world.CompareAsync(smaller)).Difference is not null);
        return $"""
            EXCHANGE_SEED={seed} EXCHANGE_OPERATIONS=25 has it again.
            {world.Sdl}
            as generated: {operation.Query}
            smallest:     {smallest.Query}
            variables:    {operation.Variables}
            {(await world.CompareAsync(smallest)).Difference}
            """;
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
