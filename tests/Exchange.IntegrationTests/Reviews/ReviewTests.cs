using System.Net;
using System.Text.Json;
using Exchange.Audit.Records;
using Exchange.Audit.Verification;
using Exchange.IntegrationTests.Hub;

namespace Exchange.IntegrationTests.Reviews;

/// <summary><c>/api/v1/reviews</c>: what a rule lets happen only if somebody else looks at it afterwards.</summary>
[Collection(nameof(RunningHub))]
public sealed class ReviewTests(RunningHub hub)
{
    private const string Reviews = "/api/v1/reviews";
    private const string Wang = "990102195803120429";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_access_in_an_emergency_waits_for_the_auditor_until_she_looked_at_it()
    {
        var accessId = await VisitedInEmergencyAsync();
        var waiting = Assert.Single(await OpenAsync(), review => review.GetProperty("accessId").GetString() == accessId);
        using var vague = await ReviewAsync("auditor", accessId, new { outcome = "fine" });
        using var officer = await ReviewAsync("officer", accessId, new { outcome = "justified" });
        using var reviewed = await ReviewAsync("auditor", accessId, new { outcome = "justified" });
        using var again = await ReviewAsync("auditor", accessId, new { outcome = "justified" });
        using var refused = await hub.SendAsStaffAsync("officer", RunningHub.Request(HttpMethod.Get, Reviews));

        Assert.Equal("health", waiting.GetProperty("department").GetString());
        Assert.Equal((true, 1), (waiting.GetProperty("emergency").GetBoolean(), waiting.GetProperty("persons").GetInt32()));
        Assert.Contains("Person.elderCare.needsVisit", waiting.GetProperty("coordinates").EnumerateArray().Select(each => each.GetString()));
        Assert.DoesNotContain(Wang, waiting.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, vague.StatusCode);
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (officer.StatusCode, refused.StatusCode));
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.Conflict), (reviewed.StatusCode, again.StatusCode));
        Assert.DoesNotContain(await OpenAsync(), review => review.GetProperty("accessId").GetString() == accessId);
        var onLog = Assert.Single(await ReviewsOnLogAsync(), review => review.AccessId == accessId);
        Assert.Equal(("staff:auditor", ReviewOutcome.Justified), (onLog.Reviewer, onLog.Outcome));
    }

    [Fact]
    public async Task Of_several_findings_at_once_one_is_on_the_log()
    {
        var accessId = await VisitedInEmergencyAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ReviewAsync("auditor", accessId, new { outcome = "justified" })));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.NoContent);
        Assert.All(answers, answer => Assert.True(answer.StatusCode is HttpStatusCode.NoContent or HttpStatusCode.Conflict, $"{answer.StatusCode}"));
        Assert.Single(await ReviewsOnLogAsync(), review => review.AccessId == accessId);
    }

    private async Task<string> VisitedInEmergencyAsync()
    {
        using var request = RunningHub.Request(
            HttpMethod.Post, "/graphql", new { query = $$"""{ person(citizenNo: "{{Wang}}") { elderCare { needsVisit } } }""" });
        request.Headers.Add("Exchange-Purpose", "care.heat");
        request.Headers.Add("Exchange-Emergency", "heat stroke");
        using var response = await hub.SendAsClientAsync("health-community-doctor", request);
        Assert.Contains("\"reviewWithinHours\":24", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        return response.Headers.GetValues("Exchange-Access-Id").Single();
    }

    private async Task<IReadOnlyList<JsonElement>> OpenAsync()
    {
        using var response = await hub.SendAsStaffAsync("auditor", RunningHub.Request(HttpMethod.Get, Reviews));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return [.. (await RunningHub.JsonAsync(response)).GetProperty("reviews").EnumerateArray()];
    }

    private Task<HttpResponseMessage> ReviewAsync(string user, string accessId, object body) =>
        hub.SendAsStaffAsync(user, RunningHub.Request(HttpMethod.Post, $"{Reviews}/{accessId}", body));

    private async Task<IReadOnlyList<AccessReview>> ReviewsOnLogAsync()
    {
        var reviews = new List<AccessReview>();
        await foreach (var logged in AccessLogReader.ReadAsync(Path.Combine(hub.Folder, "audit"), Cancel))
        {
            if (logged.Entry is AccessReview review)
            {
                reviews.Add(review);
            }
        }

        return reviews;
    }
}
