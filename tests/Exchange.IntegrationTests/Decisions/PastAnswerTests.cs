using System.Net;
using System.Text.Json;
using Exchange.IntegrationTests.Hub;

namespace Exchange.IntegrationTests.Decisions;

/// <summary>An answer is explained by what decided it then, whatever was closed, let go or taken away since; on a hub of its own.</summary>
public sealed class PastAnswerTests(RunningHub hub) : IClassFixture<RunningHub>
{
    private const string Explain = "/api/v1/decisions/explain";
    private const string Brakes = "/api/v1/policies/brakes";
    private const string Officer = "civil-affairs-assistance-officer";
    private const string Receives = "Person.pension.receives";
    private const string Query = """{ person(citizenNo: "990102195803120429") { pension { receives } } }""";

    [Fact]
    public async Task A_brake_that_was_pulled_since_is_no_part_of_why_it_was_given_and_one_that_was_let_go_is_of_why_it_was_not()
    {
        var before = await AskAsync();
        var brake = (await DoneAsync("policy-admin", Brakes, new { kind = "field", target = Receives, reason = "A drill." })).GetProperty("id").GetString();
        var during = await AskAsync();

        var given = await ExplainedAsync(before);
        Assert.Equal(("open", ""), (Effect(given), Reason(given)));
        await DoneAsync("policy-admin", $"{Brakes}/{brake}/release");
        await DoneAsync("policy-approver", $"{Brakes}/{brake}/release");

        var withheld = await ExplainedAsync(during);
        Assert.Equal(("withheld", "NOT_PERMITTED"), (Effect(withheld), Reason(withheld)));
        Assert.Equal($"brake:{brake}", withheld.GetProperty("explanation").GetProperty("restriction").GetString());
        Assert.Contains($"brake:{brake}", withheld.GetProperty("cells")[0].GetProperty("sentence").GetString(), StringComparison.Ordinal);
        Assert.Equal(("open", ""), (Effect(await ExplainedAsync(before)), Reason(await ExplainedAsync(await AskAsync()))));
    }

    [Fact]
    public async Task A_purpose_that_was_taken_away_since_was_registered_then()
    {
        var before = await AskAsync();
        await RegisteredAsync([]);
        try
        {
            var given = await ExplainedAsync(before);

            Assert.Equal(("open", ""), (Effect(given), Reason(given)));
        }
        finally
        {
            await RegisteredAsync(["assistance.eligibility"]);
        }
    }

    [Fact]
    public async Task An_answer_by_session_is_explained_to_the_hubs_staff()
    {
        using var answer = await hub.SendAsStaffAsync("officer", Asked());
        var decision = await ExplainedAsync(answer.Headers.GetValues("Exchange-Access-Id").Single());

        Assert.Equal("open", Effect(decision));
        Assert.Single(decision.GetProperty("cells").EnumerateArray());
    }

    [Fact]
    public async Task What_was_read_on_the_console_was_decided_by_no_policy_and_is_not_explained()
    {
        var request = RunningHub.Request(HttpMethod.Get, $"{Explain}?accessId={await AskAsync()}&coordinate={Receives}");
        using var explained = await hub.SendAsStaffAsync("auditor", request, hasCsrf: false);
        var reading = await hub.RecordOfAsync(explained);

        var again = RunningHub.Request(HttpMethod.Get, $"{Explain}?accessId={reading.AccessId}&coordinate=Decisions.explain");
        using var response = await hub.SendAsStaffAsync("auditor", again, hasCsrf: false);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task A_field_that_means_several_is_answered_with_their_names_and_no_decision()
    {
        var request = RunningHub.Request(HttpMethod.Get, $"{Explain}?client={Officer}&purpose=assistance.eligibility&field=Event.place");
        using var response = await hub.SendAsStaffAsync("auditor", request, hasCsrf: false);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("DisputeEvent.place", (await RunningHub.JsonAsync(response)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_drafts_report_says_by_client_and_field_what_it_would_change_of_answers_given()
    {
        const string Owner = "departments/social-security.yaml";
        _ = await AskAsync();
        using var current = await hub.SendAsStaffAsync("policy-admin", RunningHub.Request(HttpMethod.Get, "/api/v1/policies/current"), hasCsrf: false);
        var text = (await RunningHub.JsonAsync(current)).GetProperty("documents").GetProperty(Owner).GetString()!;
        var edited = text.Replace("consent: assistance.means, sameRegion: true, case: true", "emergency: true", StringComparison.Ordinal);
        Assert.NotEqual(text, edited);
        var documents = new Dictionary<string, string> { [Owner] = edited };
        var draft = await DoneAsync("policy-admin", "/api/v1/policies/drafts", new { title = "演练", documents });
        var id = draft.GetProperty("draft").GetProperty("id").GetString();

        var simulation = (await DoneAsync("policy-admin", $"/api/v1/policies/drafts/{id}/check")).GetProperty("report").GetProperty("simulation");

        Assert.False(simulation.GetProperty("olderLeftOut").GetBoolean());
        Assert.Equal(0, simulation.GetProperty("more").GetInt32());
        var line = simulation.GetProperty("lines").EnumerateArray().First(line => line.GetProperty("field").GetString() == Receives);
        Assert.Equal((Officer, "assistance.eligibility"), (line.GetProperty("client").GetString(), line.GetProperty("purpose").GetString()));
        Assert.Equal(("wouldClose", "full"), (line.GetProperty("outcome").GetString(), line.GetProperty("was").GetString()));
    }

    private static string Effect(JsonElement decision) => decision.GetProperty("explanation").GetProperty("effect").GetString()!;

    // The reason of the only cell; empty where it was given.
    private static string Reason(JsonElement decision) =>
        Assert.Single(decision.GetProperty("cells").EnumerateArray()).GetProperty("reason").GetString() ?? "";

    private static HttpRequestMessage Asked()
    {
        var request = RunningHub.Request(HttpMethod.Post, "/graphql", new { query = Query });
        request.Headers.Add("Exchange-Purpose", "assistance.eligibility");
        request.Headers.Add("Exchange-Case", "SA-2026-000123");
        return request;
    }

    private async Task<string> AskAsync()
    {
        using var answer = await hub.SendAsClientAsync(Officer, Asked());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return answer.Headers.GetValues("Exchange-Access-Id").Single();
    }

    private async Task<JsonElement> ExplainedAsync(string accessId)
    {
        var request = RunningHub.Request(HttpMethod.Get, $"{Explain}?accessId={accessId}&coordinate={Receives}");
        using var response = await hub.SendAsStaffAsync("auditor", request, hasCsrf: false);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await RunningHub.JsonAsync(response);
    }

    private async Task RegisteredAsync(string[] purposes)
    {
        using var response = await hub.SendAsStaffAsync(
            "account-admin", RunningHub.Request(HttpMethod.Patch, $"/api/v1/clients/{Officer}", new { purposes }));
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode}");
    }

    private async Task<JsonElement> DoneAsync(string user, string path, object? body = null)
    {
        using var response = await hub.SendAsStaffAsync(user, RunningHub.Request(HttpMethod.Post, path, body));
        Assert.True(response.IsSuccessStatusCode, $"{path}: {response.StatusCode}");
        return await RunningHub.JsonAsync(response);
    }
}
