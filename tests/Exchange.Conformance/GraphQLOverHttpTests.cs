using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Exchange.Conformance.Running;

namespace Exchange.Conformance;

public sealed class GraphQLOverHttpTests(RunningHub hub, StrictHub strict)
{
    [Fact]
    public async Task Every_audit_of_graphql_http_ends_as_the_manifest_says()
    {
        var outcomes = await AuditAsync(hub);

        Assert.Equal(61, outcomes.Count);
        Assert.Empty(Manifest.Read("graphql-http.manifest.json").Differences(outcomes));
        Assert.All(outcomes, outcome => Assert.Equal("ok", outcome.Status));
    }

    [Fact]
    public async Task In_the_edition_of_2026_the_audits_differ_by_its_statuses_alone()
    {
        var outcomes = await AuditAsync(strict);

        Assert.Equal(61, outcomes.Count);
        Assert.Empty(Manifest.Read("graphql-http-2026.manifest.json").Differences(outcomes));
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

    private static async Task<IReadOnlyList<SuiteOutcome>> AuditAsync(RunningHub hub) => SuiteOutcome.Read(
        await NodeSuite.RunAsync("graphql-http.mjs", null, TestContext.Current.CancellationToken, hub.Graph, hub.Token));
}
