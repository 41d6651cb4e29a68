using System.Buffers.Text;
using System.Net;
using System.Text;
using System.Text.Json;
using Exchange.Audit.Records;
using Exchange.IntegrationTests.Hub;

namespace Exchange.IntegrationTests.Console;

/// <summary><c>/api/v1/consents</c>: who may list, give and withdraw, and that nothing personal is echoed.</summary>
[Collection(nameof(RunningHub))]
public sealed class ConsentApiTests(RunningHub hub)
{
    private const string Path = "/api/v1/consents";
    private const string Steward = "data-steward";
    private const string Recipient = "civil-affairs-assistance-officer";
    private const string Stranger = "housing-housing-clerk";

    // 王秀芳, who has the account "wang"; 王磊, who signed nothing; 吴守正, about whom nobody asks otherwise.
    private const string Wang = "990102195803120429";
    private const string Lei = "990102198506170538";
    private const string Wu = "990102196606060134";

    private const string ZihanBorn2017 = "990102201709030222";
    private const string BornIn9999 = "990102999912310014";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_steward_gives_lists_and_withdraws_a_consent_and_all_of_it_is_on_the_log()
    {
        var given = await GiveAsync(Wu);
        var id = given.GetProperty("id").GetString()!;
        using var listed = await hub.SendAsStaffAsync(Steward, RunningHub.Request(HttpMethod.Get, $"{Path}?citizenNo={Wu}"));
        using var withdrawn = await hub.SendAsStaffAsync(Steward, Withdrawal(id));

        Assert.Equal("active", given.GetProperty("state").GetString());
        Assert.Contains(id, await IdsAsync(listed));
        Assert.Equal("withdrawn", (await RunningHub.JsonAsync(withdrawn)).GetProperty("state").GetString());
        Assert.Equal([ConsentTransition.Given, ConsentTransition.Withdrawn], await hub.TransitionsAsync(id));
    }

    [Theory]
    [InlineData(Steward, $"{Path}?citizenNo={Wang}", "staff:data-steward")]
    [InlineData("wang", Path, "staff:wang")]
    [InlineData("wang", $"{Path}?citizenNo={Wang}", "staff:wang")]
    [InlineData(Steward, $"{Path}?citizenNo={Lei}", "staff:data-steward")]
    public async Task Every_listing_is_on_the_access_log_and_names_nobody_in_clear(string user, string path, string actor)
    {
        using var response = await hub.SendAsStaffAsync(user, RunningHub.Request(HttpMethod.Get, path), hasCsrf: false);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(response.Headers.CacheControl?.NoStore);
        var record = await hub.RecordOfAsync(response);
        Assert.Equal(actor, record.Caller.ClientId);
        var group = Assert.Single(record.Disclosures);
        Assert.Single(group.Subjects);
        Assert.Equal((await IdsAsync(response)).Count, Assert.Single(group.Cells).Records);
    }

    [Fact]
    public async Task A_resident_sees_their_own_consents_and_no_foreign_ones()
    {
        using var own = await hub.SendAsStaffAsync("wang", RunningHub.Request(HttpMethod.Get, Path));
        using var foreign = await hub.SendAsStaffAsync("wang", RunningHub.Request(HttpMethod.Get, $"{Path}?citizenNo={Lei}"));
        using var nonsense = await hub.SendAsStaffAsync("wang", RunningHub.Request(HttpMethod.Get, $"{Path}?citizenNo=x"));

        Assert.NotEmpty(await IdsAsync(own));
        await AssertProblemAsync(foreign, HttpStatusCode.Forbidden);
        await AssertProblemAsync(nonsense, HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_resident_gives_and_withdraws_for_themselves_only()
    {
        using var foreign = await hub.SendAsStaffAsync("wang", RunningHub.Request(HttpMethod.Post, Path, Consent(Lei)));
        var consent = Consent(null);
        consent["recipients"] = new[] { "housing" };
        using var given = await hub.SendAsStaffAsync("wang", RunningHub.Request(HttpMethod.Post, Path, consent));
        var own = (await RunningHub.JsonAsync(given)).GetProperty("id").GetString()!;
        var others = (await GiveAsync(Wu)).GetProperty("id").GetString()!;
        using var notTheirs = await hub.SendAsStaffAsync("wang", Withdrawal(others));
        using var theirs = await hub.SendAsStaffAsync("wang", Withdrawal(own));
        using var again = await hub.SendAsStaffAsync("wang", Withdrawal(own));

        await AssertProblemAsync(foreign, HttpStatusCode.Forbidden);
        Assert.Equal(HttpStatusCode.Created, given.StatusCode);
        Assert.Equal($"{Path}/{own}", given.Headers.Location?.OriginalString);
        await AssertProblemAsync(notTheirs, HttpStatusCode.NotFound);
        Assert.Equal(HttpStatusCode.OK, theirs.StatusCode);
        await AssertProblemAsync(again, HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData(Recipient, "")]
    [InlineData(Recipient, $"?citizenNo={Wu}")]
    [InlineData(Stranger, $"?citizenNo={Wu}")]
    public async Task No_client_lists_the_consents_of_anybody(string client, string query)
    {
        var id = (await GiveAsync(Wu)).GetProperty("id").GetString()!;
        using var listed = await hub.SendAsClientAsync(client, RunningHub.Request(HttpMethod.Get, Path + query));

        await AssertProblemAsync(listed, HttpStatusCode.Forbidden);
        Assert.DoesNotContain(id, await listed.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recipient_takes_a_withdrawal_in_and_nobody_elses_client_does()
    {
        var id = (await GiveAsync(Wu)).GetProperty("id").GetString()!;
        using var refused = await hub.SendAsClientAsync(Stranger, Withdrawal(id));
        using var withdrawn = await hub.SendAsClientAsync(Recipient, Withdrawal(id));

        await AssertProblemAsync(refused, HttpStatusCode.NotFound);
        Assert.Equal(HttpStatusCode.OK, withdrawn.StatusCode);
    }

    [Fact]
    public async Task A_withdrawal_changes_the_very_next_answer()
    {
        var id = (await GiveAsync(Lei)).GetProperty("id").GetString()!;
        var before = await AliveAsync();
        using var withdrawn = await hub.SendAsStaffAsync(Steward, Withdrawal(id));
        var after = await AliveAsync();

        Assert.Equal(("true", "null"), (before, after));
    }

    [Fact]
    public async Task A_department_never_gives_the_consent_that_it_would_use()
    {
        using var response = await hub.SendAsClientAsync(Recipient, RunningHub.Request(HttpMethod.Post, Path, Consent(Wu)));

        await AssertProblemAsync(response, HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task Staff_without_the_right_are_refused_whatever_number_they_send(string method)
    {
        using var request = method == "GET"
            ? RunningHub.Request(HttpMethod.Get, $"{Path}?citizenNo={Wang}")
            : RunningHub.Request(HttpMethod.Post, Path, Consent(Wang));
        using var response = await hub.SendAsStaffAsync("auditor", request);

        await AssertProblemAsync(response, HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_session_without_the_csrf_header_changes_nothing()
    {
        var id = (await GiveAsync(Wu)).GetProperty("id").GetString()!;
        using var give = await hub.SendAsStaffAsync(Steward, RunningHub.Request(HttpMethod.Post, Path, Consent(Wu)), hasCsrf: false);
        using var withdraw = await hub.SendAsStaffAsync(Steward, Withdrawal(id), hasCsrf: false);

        await AssertProblemAsync(give, HttpStatusCode.Forbidden);
        await AssertProblemAsync(withdraw, HttpStatusCode.Forbidden);
        Assert.Equal([ConsentTransition.Given], await hub.TransitionsAsync(id));
    }

    [Theory]
    [InlineData("GET", Path)]
    [InlineData("POST", Path)]
    [InlineData("POST", $"{Path}/019a0000-0000-7000-8000-000000000001/withdraw")]
    public async Task Nobody_unknown_gets_anywhere(string method, string path)
    {
        using var request = RunningHub.Request(new HttpMethod(method), path);
        if (method == "POST")
        {
            request.Content = new StringContent("{", Encoding.UTF8, "application/json");
        }

        using var anonymous = await hub.Http.SendAsync(request, Cancel);
        using var forged = new HttpRequestMessage(new HttpMethod(method), path);
        forged.Headers.Add("Authorization", "Bearer x.y.z");
        using var refused = await hub.Http.SendAsync(forged, Cancel);

        await AssertProblemAsync(anonymous, HttpStatusCode.Unauthorized);
        await AssertProblemAsync(refused, HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("not-an-id")]
    [InlineData("019a0000-0000-7000-8000-000000000001")]
    [InlineData("00000000-0000-4000-8000-000000000000")]
    public async Task A_consent_that_is_not_there_is_not_found(string id)
    {
        using var response = await hub.SendAsStaffAsync(Steward, Withdrawal(id));

        await AssertProblemAsync(response, HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"citizenNo\": 990102196606060134}")]
    [InlineData("{\"citizenNo\": \"990102196606060135\"}")]
    [InlineData("{\"citizenNo\": \"990102196606060134\"}")]
    [InlineData("{\"citizenNo\": \"990102196606060134\", \"validUntil\": \"990102196606060134\"}")]
    public async Task What_cannot_be_understood_is_a_problem_that_echoes_nothing(string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await hub.SendAsStaffAsync(Steward, request);

        await AssertProblemAsync(response, HttpStatusCode.BadRequest);
        Assert.DoesNotContain("9901021966", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("purpose", "population.control")]
    [InlineData("purpose", null)]
    [InlineData("recipients", "990102196606060134")]
    [InlineData("scopes", "everything")]
    [InlineData("noticeText", " ")]
    [InlineData("separateActs", "0")]
    [InlineData("evidence", "paper of 990102196606060134")]
    [InlineData("noticeId", "990102196606060134")]
    public async Task Each_mistake_is_named_by_its_field(string field, string? value)
    {
        var consent = JsonSerializer.SerializeToNode(Consent(Wu))!.AsObject();
        consent[field] = field is "recipients" or "scopes" or "separateActs" ? new System.Text.Json.Nodes.JsonArray(value) : value;
        using var response = await hub.SendAsStaffAsync(Steward, RunningHub.Request(HttpMethod.Post, Path, consent));

        var problem = await AssertProblemAsync(response, HttpStatusCode.BadRequest);
        Assert.Contains($"\"{field}\"", problem.GetProperty("detail").GetString()!, StringComparison.Ordinal);
        Assert.DoesNotContain("990102196606060134", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("scopes")]
    [InlineData("recipients")]
    [InlineData("separateActs")]
    public async Task A_null_in_a_list_is_a_mistake_like_any_other(string field)
    {
        var consent = Consent(Wu);
        consent[field] = new string?[] { null };
        using var response = await hub.SendAsStaffAsync(Steward, RunningHub.Request(HttpMethod.Post, Path, consent));

        await AssertProblemAsync(response, HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData(-1, HttpStatusCode.BadRequest)]
    [InlineData(0, HttpStatusCode.Created)]
    [InlineData(36_500, HttpStatusCode.Created)]
    [InlineData(36_501, HttpStatusCode.BadRequest)]
    [InlineData(int.MaxValue, HttpStatusCode.BadRequest)]
    public async Task Nothing_is_kept_for_more_than_a_hundred_years(int days, HttpStatusCode status)
    {
        var consent = Consent(Wu);
        consent["retentionDays"] = days;
        using var response = await hub.SendAsStaffAsync(Steward, RunningHub.Request(HttpMethod.Post, Path, consent));

        Assert.Equal(status, response.StatusCode);
        if (status == HttpStatusCode.BadRequest)
        {
            var detail = (await AssertProblemAsync(response, status)).GetProperty("detail").GetString();
            Assert.Contains("\"retentionDays\" must be a whole number from 0 to 36500", detail, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("cross-border", HttpStatusCode.Created)]
    [InlineData("public", HttpStatusCode.Created)]
    [InlineData("crossborder", HttpStatusCode.BadRequest)]
    [InlineData("crossBorder", HttpStatusCode.BadRequest)]
    [InlineData("3", HttpStatusCode.BadRequest)]
    public async Task An_agreement_of_its_own_has_one_name_in_what_is_sent_and_in_the_receipt(string act, HttpStatusCode status)
    {
        var consent = Consent(Wu);
        consent["separateActs"] = new[] { "sharing", "sensitive", act };
        using var response = await hub.SendAsStaffAsync(Steward, RunningHub.Request(HttpMethod.Post, Path, consent));

        Assert.Equal(status, response.StatusCode);
        var answer = await RunningHub.JsonAsync(response);
        if (status == HttpStatusCode.BadRequest)
        {
            Assert.Contains(
                "\"separateActs\" takes sharing, sensitive, public, cross-border.", answer.GetProperty("detail").GetString(), StringComparison.Ordinal);
            return;
        }

        using var signed = await hub.SendAsStaffAsync(
            Steward, RunningHub.Request(HttpMethod.Get, $"{Path}/{answer.GetProperty("id").GetString()}/receipt"), hasCsrf: false);
        var words = (await RunningHub.JsonAsync(signed)).GetProperty("receipt").GetString()!.Split('.')[1];
        var receipt = JsonDocument.Parse(Base64Url.DecodeFromChars(words)).RootElement;
        Assert.Equal(
            ["sharing", "sensitive", act], receipt.GetProperty("separateActs").EnumerateArray().Select(given => given.GetString()!));
    }

    [Fact]
    public async Task What_is_named_twice_counts_once()
    {
        var consent = Consent(Wu);
        consent["recipients"] = Enumerable.Repeat("civil-affairs", 5_000).ToArray();
        consent["scopes"] = Enumerable.Repeat("assistance.means", 5_000).ToArray();
        using var response = await hub.SendAsStaffAsync(Steward, RunningHub.Request(HttpMethod.Post, Path, consent));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var given = await RunningHub.JsonAsync(response);
        Assert.Equal((1, 1), (given.GetProperty("recipients").GetArrayLength(), given.GetProperty("scopes").GetArrayLength()));
    }

    [Theory]
    [InlineData(ZihanBorn2017, "guardian")]
    [InlineData(BornIn9999, "\"citizenNo\" must name somebody who is born")]
    public async Task Nobody_gives_for_a_child_under_14_without_a_guardian_or_before_it_is_born(string child, string mistake)
    {
        using var response = await hub.SendAsStaffAsync(Steward, RunningHub.Request(HttpMethod.Post, Path, Consent(child)));

        var problem = await AssertProblemAsync(response, HttpStatusCode.BadRequest);
        Assert.Contains(mistake, problem.GetProperty("detail").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_is_none_is_a_problem_for_a_steward_and_so_is_none_at_all()
    {
        using var wrong = await hub.SendAsStaffAsync(Steward, RunningHub.Request(HttpMethod.Get, $"{Path}?citizenNo=990102196606060135"));
        using var missing = await hub.SendAsStaffAsync(Steward, RunningHub.Request(HttpMethod.Get, Path));

        await AssertProblemAsync(wrong, HttpStatusCode.BadRequest);
        await AssertProblemAsync(missing, HttpStatusCode.BadRequest);
        Assert.DoesNotContain("990102196606060135", await wrong.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    private async Task<JsonElement> GiveAsync(string citizenNo)
    {
        using var response = await hub.SendAsStaffAsync(Steward, RunningHub.Request(HttpMethod.Post, Path, Consent(citizenNo)));
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return await RunningHub.JsonAsync(response);
    }

    private async Task<string> AliveAsync()
    {
        var query = $$"""{ person(citizenNo: "{{Lei}}") { alive } }""";
        using var request = RunningHub.Request(HttpMethod.Post, "/graphql", new { query });
        request.Headers.Add("Exchange-Purpose", "assistance.eligibility");
        request.Headers.Add("Exchange-Case", "SA-2026-000123");
        using var response = await hub.SendAsClientAsync(Recipient, request);
        return (await RunningHub.JsonAsync(response)).GetProperty("data").GetProperty("person").GetProperty("alive").GetRawText();
    }

    private static HttpRequestMessage Withdrawal(string id) => RunningHub.Request(HttpMethod.Post, $"{Path}/{id}/withdraw");

    private static Dictionary<string, object?> Consent(string? citizenNo) => new()
    {
        ["citizenNo"] = citizenNo,
        ["purpose"] = "assistance.eligibility",
        ["recipients"] = new[] { "civil-affairs" },
        ["scopes"] = new[] { "assistance.means" },
        ["noticeId"] = "data-sharing",
        ["noticeVersion"] = "1",
        ["separateActs"] = new[] { "sharing", "sensitive" },
        ["evidence"] = "form 17",
    };

    private static async Task<IReadOnlyList<string>> IdsAsync(HttpResponseMessage response) =>
        [.. (await RunningHub.JsonAsync(response)).EnumerateArray().Select(consent => consent.GetProperty("id").GetString()!)];

    private static async Task<JsonElement> AssertProblemAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.True(response.Headers.CacheControl?.NoStore);
        var problem = await RunningHub.JsonAsync(response);
        Assert.False(string.IsNullOrWhiteSpace(problem.GetProperty("detail").GetString()));
        return problem;
    }
}
