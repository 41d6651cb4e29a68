using Exchange.Conformance.Running;

namespace Exchange.Conformance;

/// <summary>The stream transports as their real clients see them.</summary>
public sealed class TransportTests(StrictHub hub)
{
    [Fact]
    public async Task Every_scenario_of_graphql_ws_and_graphql_sse_ends_as_the_manifest_says()
    {
        var lines = await NodeSuite.RunAsync("transports/run.mjs", null, TestContext.Current.CancellationToken, hub.Folder);

        var outcomes = SuiteOutcome.Read(lines);
        Assert.Empty(Manifest.Read("transports/manifest.json").Differences(outcomes));
        Assert.All(outcomes, outcome => Assert.Equal("ok", outcome.Status));
    }
}
