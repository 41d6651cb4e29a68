using Exchange.Conformance.Running;

namespace Exchange.Conformance;

public sealed class GraphQLOverHttpTests(RunningHub hub)
{
    [Fact]
    public async Task Every_audit_of_graphql_http_ends_as_the_manifest_says()
    {
        var lines = await NodeSuite.RunAsync("graphql-http.mjs", null, TestContext.Current.CancellationToken, hub.Graph, hub.Token);

        var outcomes = lines.Select(line => new SuiteOutcome(
            line.GetProperty("id").GetString()!,
            line.GetProperty("name").GetString()!,
            line.GetProperty("status").GetString()!,
            line.GetProperty("reason").GetString())).ToList();
        Assert.Empty(Manifest.Read("graphql-http.manifest.json").Differences(outcomes));
        Assert.All(outcomes, outcome => Assert.Equal("ok", outcome.Status));
    }
}
