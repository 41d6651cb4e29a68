using System.Text.Json;
using System.Text.Json.Nodes;
using Exchange.Conformance.Running;

namespace Exchange.Conformance;

/// <summary>The health commission's service beside Apollo's implementation of a subgraph, over the same SDL and the same records.</summary>
public sealed class ApolloSubgraphTests(HealthSubgraph health) : IClassFixture<HealthSubgraph>
{
    [Fact]
    public async Task Both_implementations_answer_the_same_requests_alike()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var input = new JsonObject
        {
            ["sdl"] = await health.SdlAsync(cancellation),
            ["entities"] = health.Entities(),
            ["keys"] = new JsonObject { ["Person"] = "citizenNo", ["Place"] = "addressCode", ["OutbreakArea"] = "eventId" },
            ["requests"] = new JsonArray([.. EntityRequests.Of(health.City).Select(request => request.ToJson())]),
        };
        var expected = await NodeSuite.RunAsync("apollo-subgraph.mjs", input.ToJsonString(), cancellation);

        var requests = EntityRequests.Of(health.City);
        Assert.Equal(requests.Count, expected.Count);
        foreach (var (request, theirs) in requests.Zip(expected))
        {
            var ours = Comparable(await health.AskAsync(request, cancellation));
            Assert.True(ours == theirs.GetRawText(), $"{request.Name}: Apollo answers\n{theirs.GetRawText()}\nand we\n{ours}");
        }
    }

    [Fact]
    public async Task The_requests_reach_records_holes_and_refusals()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var answers = new List<JsonElement>();
        foreach (var request in EntityRequests.Of(health.City))
        {
            answers.Add(await health.AskAsync(request, cancellation));
        }

        Assert.Contains(answers, answer => answer.TryGetProperty("errors", out _));
        Assert.Contains(answers, answer => answer.GetRawText().Contains("\"_entities\":[null", StringComparison.Ordinal));
        Assert.Contains(answers, answer => answer.GetRawText().Contains("\"heatRisk\":\"HIGH\"", StringComparison.Ordinal));
    }

    // WHY: the wording of an error is each implementation's own; that there is one, and where, is not.
    private static string Comparable(JsonElement answer)
    {
        var line = new JsonObject();
        if (answer.TryGetProperty("errors", out var errors))
        {
            line["errors"] = new JsonArray([.. errors.EnumerateArray().Select(Place)]);
        }

        if (answer.TryGetProperty("data", out var data))
        {
            line["data"] = data.ValueKind == JsonValueKind.Null ? null : JsonNode.Parse(data.GetRawText());
        }

        return line.ToJsonString(HealthSubgraph.Plain);
    }

    private static JsonNode Place(JsonElement error) =>
        error.TryGetProperty("path", out var path) ? new JsonObject { ["path"] = JsonNode.Parse(path.GetRawText()) } : [];
}
