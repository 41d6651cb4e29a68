using System.Net;
using System.Text.Json;
using Exchange.Audit.Records;
using Exchange.Audit.Verification;
using Exchange.IntegrationTests.Hub;

namespace Exchange.IntegrationTests.Policies;

/// <summary>From a draft to a version in force, and back, over <c>/api/v1/policies</c> of a hub of its own.</summary>
public sealed class PolicyApiTests(RunningHub hub) : IClassFixture<RunningHub>
{
    private const string Root = "/api/v1/policies";
    private const string Admin = "policy-admin";
    private const string Approver = "policy-approver";
    private const string Civil = "departments/civil-affairs.yaml";
    private const string Housing = "departments/housing.yaml";
    private const string Wang = "990102195803120429";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_draft_that_opens_phone_numbers_without_a_purpose_is_refused_with_file_line_and_rule()
    {
        var draft = await BeginAsync(Civil, await WithRuleAsync(Civil, "", "without-purpose"));

        var checkedDraft = await DoneAsync(Admin, HttpMethod.Post, $"{Root}/drafts/{draft}/check");

        Assert.Equal("draft", State(checkedDraft));
        var report = checkedDraft.GetProperty("report");
        Assert.False(report.GetProperty("passed").GetBoolean());
        var finding = report.GetProperty("findings").EnumerateArray().First(each => each.GetProperty("code").GetString() == "purpose-missing");
        Assert.Equal(Civil, finding.GetProperty("file").GetString());
        Assert.True(finding.GetProperty("line").GetInt32() > 0);
        Assert.StartsWith("rules[0]", finding.GetProperty("path").GetString(), StringComparison.Ordinal);
        await RefusedAsync(Admin, HttpMethod.Post, $"{Root}/drafts/{draft}/submit", null, HttpStatusCode.Conflict, "check");
        await RefusedAsync(Approver, HttpMethod.Post, $"{Root}/drafts/{draft}/approve", null, HttpStatusCode.Conflict, "submitted");
        await RefusedAsync(Admin, HttpMethod.Post, $"{Root}/drafts/{draft}/publish", null, HttpStatusCode.Conflict, "approved");
    }

    [Fact]
    public async Task A_report_holds_five_hundred_findings_and_tells_how_many_more_there_are()
    {
        var text = "department: housing\nrules:\n" + string.Concat(Enumerable.Repeat("  - { nonsense: 1 }\n", 700));
        var draft = await BeginAsync(Housing, text);

        var report = (await DoneAsync(Admin, HttpMethod.Post, $"{Root}/drafts/{draft}/check")).GetProperty("report");

        Assert.Equal(500, report.GetProperty("findings").GetArrayLength());
        Assert.True(report.GetProperty("moreFindings").GetInt32() >= 200, $"{report.GetProperty("moreFindings")}");
        Assert.False(report.GetProperty("passed").GetBoolean());
    }

    [Fact]
    public async Task A_draft_that_the_citys_own_tests_speak_against_is_not_submitted()
    {
        var draft = await BeginAsync(Civil, await WithRuleAsync(Civil, "hotline.routing", "against-the-tests"));

        var examined = await DoneAsync(Admin, HttpMethod.Post, $"{Root}/drafts/{draft}/check");

        Assert.Equal("draft", State(examined));
        var failure = Assert.Single(examined.GetProperty("report").GetProperty("tests").GetProperty("failures").EnumerateArray()).GetString();
        Assert.Contains("Person.visitContact.phone: expected NOT_PERMITTED, decided full", failure, StringComparison.Ordinal);
        await RefusedAsync(Admin, HttpMethod.Post, $"{Root}/drafts/{draft}/submit", null, HttpStatusCode.Conflict, "check");

        var documents = new Dictionary<string, string?> { [Civil] = await WithRuleAsync(Civil, "hotline.routing", "without-tests") };
        Array.ForEach(["rows", "scenarios", "abuse"], file => documents[$"tests/{file}.yaml"] = null);
        draft = Id(await DoneAsync(Admin, HttpMethod.Post, $"{Root}/drafts", new { title = "试验", documents }));
        var difference = (await DoneAsync(Admin, HttpMethod.Post, $"{Root}/drafts/{draft}/check")).GetProperty("report").GetProperty("difference");
        Assert.Contains("the new version fails it as it was: Person.visitContact.phone", difference.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Opening_takes_two_persons_and_every_step_is_on_record()
    {
        var before = await CurrentAsync();
        var draft = await SubmittedAsync(Civil, await WithRuleAsync(Civil, "research.evaluation", "two-persons"));
        await RefusedAsync(Admin, HttpMethod.Post, $"{Root}/drafts/{draft}/approve", null, HttpStatusCode.Forbidden, "approve");
        await RefusedAsync(Admin, HttpMethod.Post, $"{Root}/drafts/{draft}/publish", null, HttpStatusCode.Conflict, "approved");
        await DoneAsync(Approver, HttpMethod.Post, $"{Root}/drafts/{draft}/approve");

        var version = await DoneAsync(Admin, HttpMethod.Post, $"{Root}/drafts/{draft}/publish");

        Assert.Equal(before + 1, version.GetProperty("number").GetInt32());
        Assert.Equal($"{before + 1}", await VersionOfAnAnswerAsync());
        Assert.Contains("two-persons", await TextAsync(Civil), StringComparison.Ordinal);
        Assert.DoesNotContain("two-persons", await TextAsync(Civil, before), StringComparison.Ordinal);
        var entries = await EntriesAsync();
        Assert.Equal(
            [PolicyDraftAct.Created, PolicyDraftAct.Checked, PolicyDraftAct.Submitted, PolicyDraftAct.Approved],
            entries.OfType<PolicyDraftEvent>().Where(entry => entry.DraftId == draft).Select(entry => entry.Act));
        var published = entries.OfType<PolicyPublished>().Single(entry => entry.DraftId == draft);
        Assert.Equal(
            ($"{before + 1}", $"{before}", "staff:policy-admin", "staff:policy-approver"),
            (published.PolicyVersion, published.PreviousVersion, published.PublishedBy, published.ApprovedBy));
    }

    [Fact]
    public async Task A_rollback_that_only_closes_takes_one_person_and_one_that_opens_takes_two()
    {
        var before = await CurrentAsync();

        // A purpose that no other test opens anything for, so that the rule opens something whatever ran before.
        await PublishAsync(Civil, await WithRuleAsync(Civil, "statistics.planning", "rolled-back"));

        var closed = await DoneAsync(Approver, HttpMethod.Post, $"{Root}/rollback", new { to = before });
        Assert.Equal(before + 2, closed.GetProperty("number").GetInt32());
        Assert.DoesNotContain("rolled-back", await TextAsync(Civil), StringComparison.Ordinal);
        await RefusedAsync(Admin, HttpMethod.Post, $"{Root}/rollback", new { to = before }, HttpStatusCode.Conflict, "in force");
        await RefusedAsync(Admin, HttpMethod.Post, $"{Root}/rollback", new { to = 9999 }, HttpStatusCode.NotFound, "nothing");

        var draft = await DoneAsync(Admin, HttpMethod.Post, $"{Root}/rollback", new { to = before + 1 });
        Assert.Equal("submitted", State(draft));
        Assert.Equal(before + 2, await CurrentAsync());
        await DoneAsync(Approver, HttpMethod.Post, $"{Root}/drafts/{Id(draft)}/approve");
        await DoneAsync(Approver, HttpMethod.Post, $"{Root}/drafts/{Id(draft)}/publish");
        Assert.Contains("rolled-back", await TextAsync(Civil), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_approved_on_an_older_version_is_rebased_and_approved_again()
    {
        var approved = await SubmittedAsync(Civil, await WithRuleAsync(Civil, "research.evaluation", "rebased"));
        await DoneAsync(Approver, HttpMethod.Post, $"{Root}/drafts/{approved}/approve");
        var both = await BeginAsync(Housing, await TextAsync(Housing) + "# ours\n");
        await PublishAsync(Housing, await TextAsync(Housing) + "# theirs\n");

        await RefusedAsync(Admin, HttpMethod.Post, $"{Root}/drafts/{approved}/publish", null, HttpStatusCode.Conflict, "rebase");
        var rebased = await DoneAsync(Admin, HttpMethod.Post, $"{Root}/drafts/{approved}/rebase");
        Assert.Equal(("draft", JsonValueKind.Null), (State(rebased), rebased.GetProperty("report").ValueKind));
        Assert.EndsWith("# theirs\n", rebased.GetProperty("documents").GetProperty(Housing).GetString(), StringComparison.Ordinal);
        await RefusedAsync(Admin, HttpMethod.Post, $"{Root}/drafts/{approved}/publish", null, HttpStatusCode.Conflict, "approved");

        await RefusedAsync(Admin, HttpMethod.Post, $"{Root}/drafts/{both}/rebase", null, HttpStatusCode.Conflict, Housing);
        var text = await TextAsync(Housing) + "# ours too\n";
        var resolved = await DoneAsync(
            Admin, HttpMethod.Post, $"{Root}/drafts/{both}/rebase", new { documents = new Dictionary<string, string> { [Housing] = text } });
        Assert.Equal(text, resolved.GetProperty("documents").GetProperty(Housing).GetString());
    }

    [Theory]
    [InlineData("departments/x.yaml\n# file: departments/housing.yaml", "x", "departments/health.yaml")]
    [InlineData("../keys", "x", "departments/health.yaml")]
    [InlineData("vocabulary.yaml", null, "1048576 characters")]
    public async Task What_resolves_a_rebase_is_held_to_the_rules_of_every_other_change(string path, string? text, string told)
    {
        var draft = await BeginAsync(Civil, await TextAsync(Civil) + "# behind\n");
        await PublishAsync(Housing, await TextAsync(Housing) + "# ahead\n");
        var resolved = new { documents = new Dictionary<string, string> { [path] = text ?? new string('#', (1 << 20) - 1_000) } };

        await RefusedAsync(Admin, HttpMethod.Post, $"{Root}/drafts/{draft}/rebase", resolved, HttpStatusCode.BadRequest, told);
    }

    [Fact]
    public async Task A_draft_is_published_at_its_chosen_time_by_the_hub()
    {
        var before = await CurrentAsync();
        var draft = await SubmittedAsync(Civil, await WithRuleAsync(Civil, "research.evaluation", "scheduled"));
        var at = TimeProvider.System.GetUtcNow().AddSeconds(2);
        var scheduled = await DoneAsync(Approver, HttpMethod.Post, $"{Root}/drafts/{draft}/approve", new { publishAt = at });
        Assert.Equal("scheduled", State(scheduled));

        for (var wait = 0; wait < 600 && await CurrentAsync() == before; wait++)
        {
            await Task.Delay(50, Cancel);
        }

        var published = (await EntriesAsync()).OfType<PolicyPublished>().Single(entry => entry.DraftId == draft);
        Assert.Equal(($"{before + 1}", "exchange", "staff:policy-approver"), (published.PolicyVersion, published.PublishedBy, published.ApprovedBy));
        Assert.True(published.Time >= at, $"Published at {published.Time:O}, before {at:O}.");
    }

    [Fact]
    public async Task A_change_names_the_revision_that_was_read()
    {
        var draft = await BeginAsync(Housing, await TextAsync(Housing) + "# mine\n");
        var change = new { documents = new Dictionary<string, string?> { [Housing] = "department: housing\nrules: []\n" } };

        await RefusedAsync(Admin, HttpMethod.Put, $"{Root}/drafts/{draft}", change, (HttpStatusCode)428, "If-Match");
        await RefusedAsync(Admin, HttpMethod.Put, $"{Root}/drafts/{draft}", change, HttpStatusCode.PreconditionFailed, "revision 1", "\"7\"");
        using var changed = await SendAsync(Admin, HttpMethod.Put, $"{Root}/drafts/{draft}", change, "\"1\"");
        Assert.Equal((HttpStatusCode.OK, "\"2\""), (changed.StatusCode, changed.Headers.ETag!.Tag));
        var bad = new { documents = new Dictionary<string, string?> { ["../keys"] = "x" } };
        await RefusedAsync(Admin, HttpMethod.Put, $"{Root}/drafts/{draft}", bad, HttpStatusCode.BadRequest, "departments/health.yaml", "\"2\"");
        using var deleted = await SendAsync(Admin, HttpMethod.Delete, $"{Root}/drafts/{draft}");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await RefusedAsync(Admin, HttpMethod.Get, $"{Root}/drafts/{draft}", null, HttpStatusCode.NotFound, "nothing");
    }

    [Theory]
    [InlineData("auditor", true)]
    [InlineData("data-steward", true)]
    [InlineData("account-admin", false)]
    [InlineData("officer", false)]
    [InlineData("wang", false)]
    public async Task Who_neither_makes_nor_approves_policies_changes_nothing_and_reads_what_the_role_may(string user, bool reads)
    {
        foreach (var path in (string[])["/drafts", "/brakes", "/current", "/versions/1"])
        {
            using var read = await SendAsync(user, HttpMethod.Get, Root + path);
            Assert.Equal(reads ? HttpStatusCode.OK : HttpStatusCode.Forbidden, read.StatusCode);
        }

        await RefusedAsync(user, HttpMethod.Post, $"{Root}/drafts", new { title = "t" }, HttpStatusCode.Forbidden, "olic");
        await RefusedAsync(user, HttpMethod.Post, $"{Root}/rollback", new { to = 1 }, HttpStatusCode.Forbidden, "olic");
        await RefusedAsync(user, HttpMethod.Post, $"{Root}/brakes", new { kind = "everything", reason = "x" }, HttpStatusCode.Forbidden, "olic");
    }

    [Fact]
    public async Task A_brake_closes_the_very_next_answer_and_letting_it_go_takes_two()
    {
        Assert.Equal("true", await ReceivesPensionAsync());
        var brake = Id(await DoneAsync(
            Admin, HttpMethod.Post, $"{Root}/brakes", new { kind = "field", target = "Person.pension.receives", reason = "A leak is suspected." }));

        Assert.Equal("NOT_PERMITTED", await ReceivesPensionAsync());
        var asked = await DoneAsync(Admin, HttpMethod.Post, $"{Root}/brakes/{brake}/release");
        Assert.Equal("staff:policy-admin", asked.GetProperty("releaseAskedBy").GetString());
        await RefusedAsync(Admin, HttpMethod.Post, $"{Root}/brakes/{brake}/release", null, HttpStatusCode.Conflict, "second person");
        Assert.Equal("NOT_PERMITTED", await ReceivesPensionAsync());

        var released = await DoneAsync(Approver, HttpMethod.Post, $"{Root}/brakes/{brake}/release");
        Assert.False(released.GetProperty("isActive").GetBoolean());
        Assert.Equal("true", await ReceivesPensionAsync());
        Assert.Equal(
            [BrakeAct.Pulled, BrakeAct.ReleaseAsked, BrakeAct.Released],
            (await EntriesAsync()).OfType<BrakeEvent>().Where(entry => entry.BrakeId == brake).Select(entry => entry.Act));
    }

    [Fact]
    public async Task Of_several_steps_at_once_one_is_taken_and_on_the_log()
    {
        var draft = await SubmittedAsync(Housing, await TextAsync(Housing) + "# at once\n");
        var brake = Id(await DoneAsync(Admin, HttpMethod.Post, $"{Root}/brakes", new { kind = "receiver", target = "residents", reason = "A drill." }));

        await OnceAsync(Approver, $"{Root}/drafts/{draft}/approve");
        await OnceAsync(Admin, $"{Root}/drafts/{draft}/publish");
        await OnceAsync(Admin, $"{Root}/brakes/{brake}/release");
        await OnceAsync(Approver, $"{Root}/brakes/{brake}/release");

        var entries = await EntriesAsync();
        Assert.Single(entries.OfType<PolicyDraftEvent>(), entry => entry.DraftId == draft && entry.Act == PolicyDraftAct.Approved);
        Assert.Single(entries.OfType<PolicyPublished>(), entry => entry.DraftId == draft);
        Assert.Equal(
            [BrakeAct.Pulled, BrakeAct.ReleaseAsked, BrakeAct.Released],
            entries.OfType<BrakeEvent>().Where(entry => entry.BrakeId == brake).Select(entry => entry.Act));
    }

    [Fact]
    public async Task A_brake_on_everything_closes_public_data_too()
    {
        Assert.DoesNotContain("NOT_PERMITTED", await PublicDataAsync(), StringComparison.Ordinal);
        var brake = Id(await DoneAsync(Admin, HttpMethod.Post, $"{Root}/brakes", new { kind = "everything", reason = "An attack is going on." }));

        Assert.Contains("NOT_PERMITTED", await PublicDataAsync(), StringComparison.Ordinal);
        Assert.Equal("NOT_PERMITTED", await ReceivesPensionAsync());

        await DoneAsync(Approver, HttpMethod.Post, $"{Root}/brakes/{brake}/release");
        await DoneAsync(Admin, HttpMethod.Post, $"{Root}/brakes/{brake}/release");
        Assert.DoesNotContain("NOT_PERMITTED", await PublicDataAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"kind":"nothing","reason":"x"}""", "kind")]
    [InlineData("""{"kind":"field","target":"Person.nothing","reason":"x"}""", "target")]
    [InlineData("""{"kind":"everything"}""", "reason")]
    [InlineData("""{"kind":"everything","reason":"about 990102195803120429"}""", "name no person")]
    public async Task A_brake_that_cannot_be_meant_is_refused_and_closes_nothing(string body, string told)
    {
        await RefusedAsync(Admin, HttpMethod.Post, $"{Root}/brakes", JsonSerializer.Deserialize<JsonElement>(body), HttpStatusCode.BadRequest, told);
        Assert.Equal("true", await ReceivesPensionAsync());
    }

    private static string State(JsonElement draft) => draft.GetProperty("draft").GetProperty("state").GetString()!;

    private static string Id(JsonElement view) =>
        (view.TryGetProperty("draft", out var draft) ? draft : view).GetProperty("id").GetString()!;

    private async Task<string> WithRuleAsync(string file, string purpose, string id) => (await TextAsync(file)).Replace(
        "\nrules:\n",
        $$"""

        rules:
          - id: {{id}}
            title: { zh: 热线回访, en: Call back }
            open:
              - { fields: [Person.visitContact.phone], level: full }
            to: { departments: [hotline], roles: [hotline-agent] }
            {{(purpose.Length > 0 ? $"purposes: [{purpose}]" : "")}}
            basis: statutory-duty
            article: 老年人权益保障法 art. 50

        """.ReplaceLineEndings("\n"),
        StringComparison.Ordinal);

    private async Task<string> BeginAsync(string file, string text) => Id(await DoneAsync(
        Admin, HttpMethod.Post, $"{Root}/drafts", new { title = "试验", documents = new Dictionary<string, string> { [file] = text } }));

    private async Task<string> SubmittedAsync(string file, string text)
    {
        var draft = await BeginAsync(file, text);
        var examined = await DoneAsync(Admin, HttpMethod.Post, $"{Root}/drafts/{draft}/check");
        Assert.True(State(examined) == "checked", examined.GetProperty("report").GetRawText());
        await DoneAsync(Admin, HttpMethod.Post, $"{Root}/drafts/{draft}/submit");
        return draft;
    }

    private async Task PublishAsync(string file, string text)
    {
        var draft = await SubmittedAsync(file, text);
        await DoneAsync(Approver, HttpMethod.Post, $"{Root}/drafts/{draft}/approve");
        await DoneAsync(Admin, HttpMethod.Post, $"{Root}/drafts/{draft}/publish");
    }

    private async Task<int> CurrentAsync() => (await DoneAsync(Admin, HttpMethod.Get, $"{Root}/versions")).GetProperty("current").GetInt32();

    private async Task<string> TextAsync(string file, int? version = null)
    {
        var found = await DoneAsync(Admin, HttpMethod.Get, version is null ? $"{Root}/current" : $"{Root}/versions/{version}");
        return found.GetProperty("documents").GetProperty(file).GetString()!;
    }

    private async Task<string> VersionOfAnAnswerAsync()
    {
        var answer = await AskAsync("hotline-hotline-agent", "hotline.routing", "{ me { client } }");
        return answer.GetProperty("extensions").GetProperty("exchange").GetProperty("policyVersion").GetString()!;
    }

    // The cell, or the reason why it is withheld.
    private async Task<string> ReceivesPensionAsync()
    {
        var answer = await AskAsync(
            "civil-affairs-assistance-officer", "assistance.eligibility", $$"""{ person(citizenNo: "{{Wang}}") { pension { receives } } }""");
        return answer.GetProperty("data").GetProperty("person") is { ValueKind: JsonValueKind.Object } person
            && person.GetProperty("pension") is { ValueKind: JsonValueKind.Object } pension
            && pension.GetProperty("receives") is { ValueKind: not JsonValueKind.Null } receives
            ? receives.GetRawText()
            : answer.GetProperty("extensions").GetProperty("exchange").GetProperty("withheld")[0].GetProperty("reason").GetString()!;
    }

    private async Task<string> PublicDataAsync() =>
        (await AskAsync("hotline-hotline-agent", "hotline.routing", """{ organization(uscc: "92990102MA0AAAAA33") { name } }""")).GetRawText();

    private async Task<JsonElement> AskAsync(string client, string purpose, string query)
    {
        var request = RunningHub.Request(HttpMethod.Post, "/graphql", new { query });
        request.Headers.Add("Exchange-Purpose", purpose);
        request.Headers.Add("Exchange-Case", "SA-2026-000123");
        using var response = await hub.SendAsClientAsync(client, request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await RunningHub.JsonAsync(response);
    }

    private async Task<IReadOnlyList<AuditEntry>> EntriesAsync()
    {
        var entries = new List<AuditEntry>();
        await foreach (var logged in AccessLogReader.ReadAsync(Path.Combine(hub.Folder, "audit"), Cancel))
        {
            entries.Add(logged.Entry);
        }

        return entries;
    }

    private async Task<JsonElement> DoneAsync(string user, HttpMethod method, string path, object? body = null)
    {
        using var response = await SendAsync(user, method, path, body);
        var text = await response.Content.ReadAsStringAsync(Cancel);
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {response.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    private async Task OnceAsync(string user, string path)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => SendAsync(user, HttpMethod.Post, path)));
        Assert.Single(answers, answer => answer.IsSuccessStatusCode);
        Assert.Equal(5, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
    }

    private async Task RefusedAsync(
        string user, HttpMethod method, string path, object? body, HttpStatusCode status, string told, string? ifMatch = null)
    {
        using var response = await SendAsync(user, method, path, body, ifMatch);
        var problem = await RunningHub.JsonAsync(response);
        Assert.True(response.StatusCode == status, $"{method} {path}: {response.StatusCode} {problem}");
        Assert.Contains(told, problem.GetProperty("detail").GetString()!, StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> SendAsync(string user, HttpMethod method, string path, object? body = null, string? ifMatch = null)
    {
        var request = RunningHub.Request(method, path, body);
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return hub.SendAsStaffAsync(user, request);
    }
}
