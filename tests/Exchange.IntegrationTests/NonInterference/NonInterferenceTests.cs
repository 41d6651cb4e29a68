namespace Exchange.IntegrationTests.NonInterference;

/// <summary>
/// What a caller may not see is never fetched, and shows nowhere: generated requests over a city in which every cell holds a value of its
/// own, judged by an oracle that shares nothing with the hub's decisions.
/// </summary>
public sealed class NonInterferenceTests
{
    private const int Worlds = 13;

    [Fact]
    public async Task No_closed_cell_shows_anywhere_and_every_open_cell_is_answered()
    {
        using var hub = new CanaryHub(Settings.Seed);
        (await AskAsync(hub)).Require(Settings.Requests);
    }

    [Fact]
    public async Task What_is_read_only_to_ask_another_department_is_told_to_that_department_alone()
    {
        using var hub = new CanaryHub(Settings.Seed, isJoined: true);
        (await AskAsync(hub)).RequireOnly("joined", "told", "kept from who is told");
    }

    private static async Task<Coverage> AskAsync(CanaryHub hub)
    {
        using var output = new CapturedOutput();
        using var telemetry = new CapturedTelemetry();
        var run = new CanaryRun(hub, [.. Enumerable.Range(0, Worlds).Select(number => hub.World(number))]);
        for (var i = 0; i < Settings.Requests; i++)
        {
            await run.AskAsync(i, new Random(unchecked((Settings.Seed * 7919) + i)));
        }

        var written = $"{output.Text}\n{telemetry.Text}\n{hub.Log.Text}";
        Assert.DoesNotContain(hub.City.Canaries.Marks.Concat(Asker.FreeText), mark => written.Contains(mark, StringComparison.Ordinal));
        Assert.Contains("Exchange", hub.Log.Text + telemetry.Text, StringComparison.OrdinalIgnoreCase);
        return run.Met;
    }
}
