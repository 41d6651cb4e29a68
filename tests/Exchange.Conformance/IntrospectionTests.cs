using Exchange.Conformance.Running;

namespace Exchange.Conformance;

public sealed class IntrospectionTests(RunningHub hub)
{
    [Theory]
    [InlineData("plain")]
    [InlineData("graphiql")]
    public async Task A_client_that_introspects_the_hub_rebuilds_the_published_graph(string form)
    {
        var lines = await NodeSuite.RunAsync(
            "introspection.mjs", null, TestContext.Current.CancellationToken, hub.Graph, hub.Token, Repository.CityGraph, form);

        var answer = Assert.Single(lines);
        Assert.Empty(answer.GetProperty("errors").EnumerateArray().Select(error => error.GetString()));
        Assert.Equal(200, answer.GetProperty("status").GetInt32());
        Assert.Equal(answer.GetProperty("expected").GetString(), answer.GetProperty("hub").GetString());
    }
}
