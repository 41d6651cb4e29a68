using System.Net;
using System.Text.Json;
using Exchange.EndToEnd.Calls;
using Exchange.EndToEnd.Running;

namespace Exchange.EndToEnd.Scenarios;

/// <summary>Scenario S1 by the session of a signed-in officer, and who sees the record of it.</summary>
public sealed class OfficerSessionTests(DemoCity city) : IDisposable
{
    private const string Query =
        $$"""
        {
          person(citizenNo: "{{People.WangXiufang}}") {
            pid
            household {
              memberCount
              members { pid alive name socialInsurance { isInsured contributionBase } pension { receives amount } heatRisk }
            }
          }
        }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_officers_session_gets_exactly_what_the_departments_client_gets()
    {
        var client = city.Hub.Client;
        var byClient = await client.AskAsync(Clients.AssistanceOfficer, Query, Clients.Assistance);
        var bySession = await AskAsync(client, await client.SignInAsync("officer"));

        Assert.Equal(HttpStatusCode.OK, bySession.Status);
        Assert.Equal(byClient.Data.GetRawText(), bySession.Data.GetRawText());
        Assert.Equal(byClient.Exchange.GetProperty("withheld").GetRawText(), bySession.Exchange.GetProperty("withheld").GetRawText());
        Assert.Contains(bySession.Withheld, cells => cells.Reason == "CONSENT_MISSING");

        // The same persons were asked for at the same departments, and 王磊 at none but for subject facts.
        Assert.Equal(Asked(client, byClient), Asked(client, bySession));
        var wangLei = client.Sources.HashOf(People.WangLei);
        Assert.All(
            client.Sources.Of(bySession.AccessId!).Where(request => request.KeyHashes.Contains(wangLei)).SelectMany(request => request.Fields),
            field => Assert.StartsWith("SubjectFacts.", field, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_auditor_and_the_department_see_the_record_and_nobody_else()
    {
        var client = city.Hub.Client;
        var answer = await AskAsync(client, await client.SignInAsync("officer"));
        var foreign = await client.AskAsync(Clients.CommunityDoctor, "{ __typename }", Clients.Heat);

        var auditor = await RowsAsync(client, "auditor");
        var officer = await RowsAsync(client, "officer");

        var row = auditor.Single(known => known.GetProperty("accessId").GetString() == answer.AccessId);
        Assert.Equal("console", row.GetProperty("client").GetString());
        Assert.Equal("civil-affairs", row.GetProperty("department").GetString());
        Assert.Equal(3, row.GetProperty("persons").GetInt32());
        Assert.Contains(auditor, known => known.GetProperty("accessId").GetString() == foreign.AccessId);
        Assert.Contains(officer, known => known.GetProperty("accessId").GetString() == answer.AccessId);
        Assert.DoesNotContain(officer, known => known.GetProperty("accessId").GetString() == foreign.AccessId);
        Assert.All(
            People.Traces,
            trace => Assert.DoesNotContain(trace, string.Concat(auditor.Select(known => known.GetRawText())), StringComparison.Ordinal));
        foreach (var user in new[] { "policy-admin", "policy-approver", "data-steward", "account-admin", "wang" })
        {
            var (status, _) = await (await client.SignInAsync(user)).GetAsync("/api/v1/access-records");
            Assert.Equal(HttpStatusCode.Forbidden, status);
        }
    }

    [Theory]
    [InlineData("policy-admin")]
    [InlineData("auditor")]
    public async Task Staff_without_a_department_ask_the_graph_nothing(string user)
    {
        var client = city.Hub.Client;
        var answer = await AskAsync(client, await client.SignInAsync(user));

        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        answer.AssertRefused("FORBIDDEN");
        Assert.Empty(client.Sources.Of(answer.AccessId!));
    }

    [Fact]
    public async Task A_restarted_hub_shows_the_requests_from_before()
    {
        var data = _folder.Take(city.RestedData, "data");
        string accessId;
        await using (var hub = await HubProcess.StartAsync(_folder.Location, data))
        {
            accessId = (await hub.Client.AskAsync(Clients.AssistanceOfficer, Query, Clients.Assistance)).AccessId!;
            Assert.Equal(0, await hub.EndAsync(Signal.Terminate));
        }

        await using (var hub = await HubProcess.StartAsync(_folder.Location, data))
        {
            var (status, overview) = await (await hub.Client.SignInAsync("auditor")).GetAsync("/api/v1/overview");

            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Contains(
                overview.GetProperty("records").EnumerateArray(), known => known.GetProperty("accessId").GetString() == accessId);
            Assert.True(overview.GetProperty("lastHour").GetProperty("requests").GetInt32() > 0);
            Assert.Equal("ok", overview.GetProperty("departments").EnumerateArray()
                .Single(card => card.GetProperty("code").GetString() == "public-security").GetProperty("state").GetString());
        }
    }

    private static async Task<Answer> AskAsync(HubClient client, ControlPlane session)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = HubClient.Json(new { query = Query }) };
        foreach (var (name, value) in session.Headers)
        {
            request.Headers.Add(name, value);
        }

        request.Headers.Add("Exchange-Purpose", Clients.Assistance.Purpose);
        request.Headers.Add("Exchange-Case", Clients.Assistance.Case);
        var (response, _) = await client.SendAsync(request);
        using (response)
        {
            return await Answer.ReadAsync(response, TestContext.Current.CancellationToken);
        }
    }

    private static async Task<IReadOnlyList<JsonElement>> RowsAsync(HubClient client, string user)
    {
        var (status, page) = await (await client.SignInAsync(user)).GetAsync("/api/v1/access-records?limit=100");
        Assert.Equal(HttpStatusCode.OK, status);
        return [.. page.GetProperty("records").EnumerateArray()];
    }

    private static IEnumerable<string> Asked(HubClient client, Answer answer) => client.Sources.Of(answer.AccessId!)
        .SelectMany(request => request.KeyHashes.Select(hash => $"{request.Department} {hash} {string.Join(',', request.Fields)}"))
        .Distinct().Order(StringComparer.Ordinal);
}
