using System.Net;
using System.Text.Json;
using Exchange.Audit.Records;
using Exchange.Audit.Verification;
using Exchange.IntegrationTests.Hub;

namespace Exchange.IntegrationTests.Reversals;

/// <summary><c>/api/v1/reversals</c>: whose pseudonym is this; an act of two persons, on the log step by step.</summary>
[Collection(nameof(RunningHub))]
public sealed class ReversalTests(RunningHub hub)
{
    private const string Path = "/api/v1/reversals";
    private const string Steward = "data-steward";
    private const string Approver = "policy-approver";
    private const string Wang = "990102195803120429";
    private const string Reason = "法院要求查明当事人身份（案卷 17 号）";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_persons_give_one_number_once_and_every_step_is_on_the_log_without_it()
    {
        var id = await AskedAsync(await PidAsync());
        using var early = await PostAsync(Steward, $"{id}/number");
        using var granted = await PostAsync(Approver, $"{id}/approve");
        using var curious = await PostAsync(Approver, $"{id}/number");
        using var read = await PostAsync(Steward, $"{id}/number");
        using var again = await PostAsync(Steward, $"{id}/number");
        using var seen = await GetAsync(Steward, $"/{id}");

        Assert.Equal(HttpStatusCode.Conflict, early.StatusCode);
        Assert.Equal("granted", (await RunningHub.JsonAsync(granted)).GetProperty("phase").GetString());
        Assert.Equal(HttpStatusCode.Forbidden, curious.StatusCode);
        Assert.Equal(Wang, (await RunningHub.JsonAsync(read)).GetProperty("citizenNo").GetString());
        Assert.True(read.Headers.CacheControl?.NoStore);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        var view = await RunningHub.JsonAsync(seen);
        Assert.Equal(("read", Reason), (view.GetProperty("phase").GetString(), view.GetProperty("reason").GetString()));
        var steps = await StepsAsync(id);
        Assert.Equal([ReversalAct.Asked, ReversalAct.Granted, ReversalAct.Read], steps.Select(step => step.Act));
        Assert.Equal(["staff:data-steward", "staff:policy-approver", "staff:data-steward"], steps.Select(step => step.Actor));
        var access = await hub.RecordOfAsync(read);
        Assert.Equal(steps[0].Subject, access.Disclosures.Single().Subjects.Single());
        Assert.Equal(("assistance.eligibility", "SA-2026-000123"), (access.Caller.Purpose, access.Caller.CaseNumber));
    }

    [Fact]
    public async Task Of_several_steps_at_once_one_is_taken_and_on_the_log()
    {
        var id = await AskedAsync(await PidAsync());

        var granted = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => PostAsync(Approver, $"{id}/approve")));
        var read = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => PostAsync(Steward, $"{id}/number")));

        foreach (var answers in new[] { granted, read })
        {
            Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
            Assert.Equal(5, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
        }

        Assert.Equal([ReversalAct.Asked, ReversalAct.Granted, ReversalAct.Read], (await StepsAsync(id)).Select(step => step.Act));
    }

    [Fact]
    public async Task What_is_refused_gives_no_number()
    {
        var id = await AskedAsync(await PidAsync());
        using var refused = await PostAsync(Approver, $"{id}/refuse");
        using var granted = await PostAsync(Approver, $"{id}/approve");
        using var read = await PostAsync(Steward, $"{id}/number");

        Assert.Equal("refused", (await RunningHub.JsonAsync(refused)).GetProperty("phase").GetString());
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (granted.StatusCode, read.StatusCode));
        Assert.DoesNotContain(Wang, await read.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("field", "Person.citizenNo")]
    [InlineData("receiver", "civil-affairs")]
    public async Task A_brake_that_closes_the_number_closes_it_here_until_two_have_let_it_go(string kind, string target)
    {
        var id = await AskedAsync(await PidAsync());

        var first = await PulledAsync(kind, target);
        await ClosedAsync(Approver, $"{id}/approve");
        await LetGoAsync(first);
        using var granted = await PostAsync(Approver, $"{id}/approve");
        var second = await PulledAsync(kind, target);
        await ClosedAsync(Steward, $"{id}/number");
        await LetGoAsync(second);
        using var read = await PostAsync(Steward, $"{id}/number");

        Assert.Equal(HttpStatusCode.OK, granted.StatusCode);
        Assert.Equal(Wang, (await RunningHub.JsonAsync(read)).GetProperty("citizenNo").GetString());
        Assert.Equal([ReversalAct.Asked, ReversalAct.Granted, ReversalAct.Read], (await StepsAsync(id)).Select(step => step.Act));
    }

    [Fact]
    public async Task Another_departments_pseudonym_a_made_up_text_and_a_number_are_one_answer_and_on_the_log()
    {
        var before = (await StepsAsync(null)).Count(step => step.Act == ReversalAct.Unknown);
        using var foreign = await AskAsync(Steward, Body(await PidAsync(), department: "health"));
        using var made = await AskAsync(Steward, Body("AAAAAAAAAAAAAAAAAAAAAAA"));
        using var number = await AskAsync(Steward, Body(Wang));

        var answers = await Task.WhenAll(new[] { foreign, made, number }.Select(response => response.Content.ReadAsStringAsync(Cancel)));
        Assert.All([foreign, made, number], response => Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode));
        Assert.Single(answers.Select(WithoutTrace).Distinct());
        Assert.DoesNotContain(Wang, answers[2], StringComparison.Ordinal);
        Assert.Equal(before + 3, (await StepsAsync(null)).Count(step => step.Act == ReversalAct.Unknown));
    }

    [Theory]
    [InlineData("purpose", "population.control")]
    [InlineData("purpose", "no.such")]
    [InlineData("purpose", null)]
    [InlineData("case", null)]
    [InlineData("case", "990102195803120429")]
    [InlineData("department", "no-such")]
    [InlineData("reason", "short")]
    [InlineData("pid", "")]
    public async Task What_is_missing_or_refused_is_named(string member, string? value)
    {
        var body = Body(await PidAsync());
        body[member] = value;

        using var response = await AskAsync(Steward, body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains($"\"{member}\"", (await RunningHub.JsonAsync(response)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("auditor")]
    [InlineData("policy-admin")]
    [InlineData("policy-approver")]
    [InlineData("account-admin")]
    [InlineData("officer")]
    [InlineData("wang")]
    public async Task Nobody_but_the_data_steward_asks(string user)
    {
        using var response = await AskAsync(user, Body(await PidAsync()));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Whoever_has_no_part_in_it_sees_nothing_and_a_machine_client_neither()
    {
        var id = await AskedAsync(await PidAsync());
        using var approve = await PostAsync(Steward, $"{id}/approve");
        using var officer = await GetAsync("officer", $"/{id}");
        using var unknown = await GetAsync(Approver, "/0198e2f0-51a3-4c7e-9d55-0c6c2b8f1a77");
        using var client = await hub.SendAsClientAsync("civil-affairs-assistance-officer", RunningHub.Request(HttpMethod.Get, Path));
        using var list = await GetAsync("auditor", "");

        Assert.Equal(HttpStatusCode.Forbidden, approve.StatusCode);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (officer.StatusCode, unknown.StatusCode));
        Assert.Equal(HttpStatusCode.Forbidden, client.StatusCode);
        var listed = (await RunningHub.JsonAsync(list)).EnumerateArray().Single(view => view.GetProperty("id").GetString() == id);
        Assert.Equal(JsonValueKind.Null, listed.GetProperty("reason").ValueKind);
        Assert.False(listed.TryGetProperty("subject", out _));
    }

    private static string WithoutTrace(string problem)
    {
        var json = JsonDocument.Parse(problem).RootElement;
        return string.Join('|', json.EnumerateObject().Where(member => member.Name != "traceId").Select(member => member.ToString()));
    }

    private static Dictionary<string, string?> Body(string pid, string department = "civil-affairs") => new()
    {
        ["pid"] = pid,
        ["department"] = department,
        ["purpose"] = "assistance.eligibility",
        ["case"] = "SA-2026-000123",
        ["reason"] = Reason,
    };

    private Task<HttpResponseMessage> AskAsync(string user, object body) =>
        hub.SendAsStaffAsync(user, RunningHub.Request(HttpMethod.Post, Path, body));

    private async Task<string> AskedAsync(string pid)
    {
        using var response = await AskAsync(Steward, Body(pid));
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return (await RunningHub.JsonAsync(response)).GetProperty("id").GetString()!;
    }

    private Task<HttpResponseMessage> PostAsync(string user, string step) =>
        hub.SendAsStaffAsync(user, RunningHub.Request(HttpMethod.Post, $"{Path}/{step}"));

    private Task<HttpResponseMessage> GetAsync(string user, string path) =>
        hub.SendAsStaffAsync(user, RunningHub.Request(HttpMethod.Get, Path + path), hasCsrf: false);

    private async Task ClosedAsync(string user, string step)
    {
        using var response = await PostAsync(user, step);
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Contains("brake", (await RunningHub.JsonAsync(response)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private async Task<string> PulledAsync(string kind, string target)
    {
        var body = new { owner = "public-security", kind, target, reason = "A leak is suspected." };
        using var response = await hub.SendAsStaffAsync("policy-admin", RunningHub.Request(HttpMethod.Post, "/api/v1/policies/brakes", body));
        return (await RunningHub.JsonAsync(response)).GetProperty("id").GetString()!;
    }

    private async Task LetGoAsync(string brake)
    {
        foreach (var user in new[] { "policy-admin", Approver })
        {
            using var response = await hub.SendAsStaffAsync(user, RunningHub.Request(HttpMethod.Post, $"/api/v1/policies/brakes/{brake}/release"));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    // The pseudonym that civil-affairs was given.
    private async Task<string> PidAsync()
    {
        var request = RunningHub.Request(HttpMethod.Post, "/graphql", new { query = $$"""{ person(citizenNo: "{{Wang}}") { pid } }""" });
        request.Headers.Add("Exchange-Purpose", "assistance.eligibility");
        request.Headers.Add("Exchange-Case", "SA-2026-000123");
        using var response = await hub.SendAsClientAsync("civil-affairs-assistance-officer", request);
        return (await RunningHub.JsonAsync(response)).GetProperty("data").GetProperty("person").GetProperty("pid").GetString()!;
    }

    private async Task<IReadOnlyList<ReversalEvent>> StepsAsync(string? id)
    {
        var steps = new List<ReversalEvent>();
        await foreach (var logged in AccessLogReader.ReadAsync(System.IO.Path.Combine(hub.Folder, "audit"), Cancel))
        {
            if (logged.Entry is ReversalEvent step && (id is null || step.ReversalId == id))
            {
                steps.Add(step);
            }
        }

        return steps;
    }
}
