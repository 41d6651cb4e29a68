using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Exchange.Audit.Records;
using Exchange.Audit.Verification;
using Exchange.IntegrationTests.Hub;

namespace Exchange.IntegrationTests.Identity;

/// <summary>The departments' clients, kept by an account administrator over the control plane.</summary>
[Collection(nameof(RunningHub))]
public sealed class ClientsEndpointsTests(RunningHub hub)
{
    private const string Keeper = "account-admin";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_registered_client_gets_a_token_with_its_secret_and_asks_the_graph()
    {
        var (id, secret) = await RegisterAsync();

        var token = await TokenAsync(id, secret);

        Assert.Equal("housing", await DepartmentAsync(token!));
        using var listed = await KeepAsync(HttpMethod.Get, "");
        var mine = (await RunningHub.JsonAsync(listed)).GetProperty("clients").EnumerateArray()
            .Single(client => client.GetProperty("clientId").GetString() == id);
        Assert.Equal("990103", mine.GetProperty("region").GetString());
        Assert.True(mine.GetProperty("enabled").GetBoolean());
        Assert.DoesNotContain(secret, await listed.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_suspended_client_is_out_at_once_with_the_tokens_it_has()
    {
        var (id, secret) = await RegisterAsync();
        var token = await TokenAsync(id, secret);

        using var suspended = await KeepAsync(HttpMethod.Patch, $"/{id}", new { enabled = false });

        Assert.Equal(HttpStatusCode.OK, suspended.StatusCode);
        Assert.Null(await DepartmentAsync(token!));
        Assert.Null(await TokenAsync(id, secret));
        using var back = await KeepAsync(HttpMethod.Patch, $"/{id}", new { enabled = true });
        Assert.Equal("housing", await DepartmentAsync(token!));
    }

    [Fact]
    public async Task A_new_secret_takes_the_place_of_the_old_one()
    {
        var (id, old) = await RegisterAsync();

        using var renewed = await KeepAsync(HttpMethod.Post, $"/{id}/secret");

        var secret = (await RunningHub.JsonAsync(renewed)).GetProperty("clientSecret").GetString()!;
        Assert.Null(await TokenAsync(id, old));
        Assert.NotNull(await TokenAsync(id, secret));
    }

    [Fact]
    public async Task Every_act_on_a_client_is_on_the_access_log()
    {
        var (id, _) = await RegisterAsync();
        using var narrowed = await KeepAsync(HttpMethod.Patch, $"/{id}", new { purposes = Array.Empty<string>() });
        using var widened = await KeepAsync(HttpMethod.Patch, $"/{id}", new { purposes = (string[])["housing.allocation"], region = (string?)null });
        using var renewed = await KeepAsync(HttpMethod.Post, $"/{id}/secret");

        var acts = await ActsAsync(id);
        Assert.Equal([AccountAct.Created, AccountAct.Changed, AccountAct.Changed, AccountAct.SecretRenewed], acts.Select(act => act.Act));
        Assert.Empty(acts[1].Rights!.Purposes);
        Assert.Equal("990103", acts[1].Rights!.Region);
        Assert.Null(acts[2].Rights!.Region);
    }

    [Theory]
    [InlineData("""{"clientId":"Housing Desk","department":"housing","roles":["housing-clerk"]}""", "clientId")]
    [InlineData("""{"clientId":"console","department":"housing","roles":["housing-clerk"]}""", "clientId")]
    [InlineData("""{"clientId":"c-990102195803120429","department":"housing","roles":["housing-clerk"]}""", "clientId")]
    [InlineData("""{"clientId":"desk","department":"nowhere","roles":["housing-clerk"]}""", "department")]
    [InlineData("""{"clientId":"desk","roles":["housing-clerk"]}""", "department")]
    [InlineData("""{"clientId":"desk","department":"housing","roles":["resident"]}""", "roles")]
    [InlineData("""{"clientId":"desk","department":"housing","roles":[]}""", "roles")]
    [InlineData("""{"clientId":"desk","department":"housing","roles":["housing-clerk"],"purposes":["watch.list"]}""", "purposes")]
    [InlineData("""{"clientId":"desk","department":"housing","roles":["housing-clerk"],"region":"9901021"}""", "region")]
    [InlineData("""{"clientId":"desk","department":"housing","roles":["housing-clerk"],"officer":"王秀芳"}""", "officer")]
    [InlineData("[]", "JSON")]
    public async Task A_mistake_is_named_and_nothing_is_registered(string body, string named)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/clients") { Content = new StringContent(body, Encoding.UTF8, "application/json") };

        using var response = await hub.SendAsStaffAsync(Keeper, request);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(named, (await RunningHub.JsonAsync(response)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        using var listed = await KeepAsync(HttpMethod.Get, "");
        Assert.DoesNotContain("\"desk\"", await listed.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_account_administrators_keep_clients()
    {
        foreach (var other in (string[])["auditor", "policy-admin", "data-steward", "officer", "wang"])
        {
            using var request = RunningHub.Request(HttpMethod.Get, "/api/v1/clients");
            using var response = await hub.SendAsStaffAsync(other, request);
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }

        using var stranger = await hub.Http.GetAsync("/api/v1/clients", Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
        using var client = await hub.SendAsClientAsync("housing-housing-clerk", RunningHub.Request(HttpMethod.Get, "/api/v1/clients"));
        Assert.Equal(HttpStatusCode.Unauthorized, client.StatusCode);
    }

    [Fact]
    public async Task An_id_that_is_taken_and_an_id_that_is_not_there_are_said()
    {
        var (id, _) = await RegisterAsync();
        using var twice = await KeepAsync(HttpMethod.Post, "", new { clientId = id, department = "housing", roles = (string[])["housing-clerk"] });
        Assert.Equal(HttpStatusCode.Conflict, twice.StatusCode);
        using var nobody = await KeepAsync(HttpMethod.Patch, "/nobody", new { enabled = false });
        Assert.Equal(HttpStatusCode.NotFound, nobody.StatusCode);
    }

    [Theory]
    [InlineData("""{"purposes":null}""")]
    [InlineData("""{"roles":null}""")]
    public async Task Null_takes_rights_away(string body)
    {
        var (id, _) = await RegisterAsync();

        using var changed = await ChangeAsync(id, body);

        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal(0, (await RunningHub.JsonAsync(changed)).GetProperty(body.Split('"')[1]).GetArrayLength());
    }

    [Fact]
    public async Task Null_neither_suspends_nor_lets_in_and_is_refused()
    {
        var (id, secret) = await RegisterAsync();

        using var refused = await ChangeAsync(id, """{"enabled":null,"purposes":[]}""");

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("enabled", (await RunningHub.JsonAsync(refused)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.NotNull(await TokenAsync(id, secret));
        Assert.Equal([AccountAct.Created], (await ActsAsync(id)).Select(act => act.Act));
    }

    [Theory]
    [InlineData("""{"enabld":false}""")]
    [InlineData("""{"department":"health"}""")]
    public async Task A_change_that_names_what_there_is_not_is_refused_and_not_passed_over(string body)
    {
        var (id, _) = await RegisterAsync();

        using var refused = await ChangeAsync(id, body);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task Of_those_who_register_one_id_at_once_one_does_and_the_log_says_which()
    {
        var id = $"desk-{Guid.NewGuid():N}"[..20];
        var wanted = new { clientId = id, department = "housing", roles = (string[])["housing-clerk"] };

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => KeepAsync(HttpMethod.Post, "", wanted)));

        Assert.Equal(5, answers.Count(answer => answer.StatusCode is HttpStatusCode.Conflict));
        Assert.Single(answers, answer => answer.StatusCode is HttpStatusCode.Created);
        var acts = await ActsAsync(id);
        Assert.Equal(1, acts.Count(act => act.Outcome is AccountOutcome.Done) - acts.Count(act => act.Outcome is AccountOutcome.Refused));
    }

    private async Task<HttpResponseMessage> ChangeAsync(string id, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/v1/clients/{id}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        return await hub.SendAsStaffAsync(Keeper, request);
    }

    private async Task<List<AccountEvent>> ActsAsync(string id)
    {
        var acts = new List<AccountEvent>();
        await foreach (var logged in AccessLogReader.ReadAsync(Path.Combine(hub.Folder, "audit"), Cancel))
        {
            if (logged.Entry is AccountEvent act && act.Account == $"client:{id}")
            {
                acts.Add(act);
            }
        }

        return acts;
    }

    private async Task<(string Id, string Secret)> RegisterAsync()
    {
        var id = $"desk-{Guid.NewGuid():N}"[..20];
        using var response = await KeepAsync(
            HttpMethod.Post, "", new { clientId = id, department = "housing", roles = (string[])["housing-clerk"], purposes = (string[])["housing.allocation"], region = "990103" });
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return (id, (await RunningHub.JsonAsync(response)).GetProperty("clientSecret").GetString()!);
    }

    private async Task<HttpResponseMessage> KeepAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = RunningHub.Request(method, $"/api/v1/clients{path}", body);
        return await hub.SendAsStaffAsync(Keeper, request);
    }

    private async Task<string?> TokenAsync(string id, string secret)
    {
        using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", id), new("client_secret", secret)]);
        using var response = await hub.Http.PostAsync("/connect/token", form, Cancel);
        return response.IsSuccessStatusCode ? (await RunningHub.JsonAsync(response)).GetProperty("access_token").GetString() : null;
    }

    private async Task<string?> DepartmentAsync(string token)
    {
        using var request = RunningHub.Request(HttpMethod.Post, "/graphql", new { query = "{ me { department { code } } }" });
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await hub.Http.SendAsync(request, Cancel);
        return response.StatusCode == HttpStatusCode.Unauthorized
            ? null
            : (await RunningHub.JsonAsync(response)).GetProperty("data").GetProperty("me").GetProperty("department").GetProperty("code").GetString();
    }
}
