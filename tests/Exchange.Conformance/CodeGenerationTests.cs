using Exchange.Conformance.Running;

namespace Exchange.Conformance;

/// <summary>What developers of clients generate from the hub's introspection, whole and as far as it is visible to them.</summary>
public sealed class CodeGenerationTests(RunningHub hub)
{
    [Theory]
    [InlineData("FULL", "Care City Means Own Round")]
    [InlineData("civil-affairs-assistance-officer", "Means Own")]
    [InlineData("health-community-doctor", "Care Own")]
    [InlineData("grid-centre-duty-officer", "Own")]
    public async Task Relay_and_the_code_generator_work_on_what_the_hub_tells_a_client(string client, string fitting)
    {
        var lines = await NodeSuite.RunAsync("codegen/codegen.mjs", null, TestContext.Current.CancellationToken, hub.Folder, client);

        var outcome = Assert.Single(lines);
        Assert.Empty(outcome.GetProperty("mistakes").EnumerateArray().Select(mistake => mistake.GetString()));
        Assert.Equal(fitting.Split(' '), outcome.GetProperty("operations").EnumerateArray().Select(name => name.GetString()));
    }
}
