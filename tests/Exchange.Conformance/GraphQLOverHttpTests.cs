using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
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

    [Fact]
    public async Task A_subscription_by_get_is_refused_for_its_method_even_after_it_was_posted()
    {
        const string document = "subscription { eventReported { eventId } }";
        using var http = new HttpClient { DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", hub.Token) } };
        var address = $"{hub.Graph}?query={Uri.EscapeDataString(document)}";

        using var first = await http.GetAsync(address, TestContext.Current.CancellationToken);
        using var posted = await http.PostAsJsonAsync(hub.Graph, new { query = document }, TestContext.Current.CancellationToken);
        using var second = await http.GetAsync(address, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, first.StatusCode);
        Assert.Equal(HttpStatusCode.OK, posted.StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, second.StatusCode);
    }
}
