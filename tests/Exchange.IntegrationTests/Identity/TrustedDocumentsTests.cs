using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Exchange.Audit.Records;
using Exchange.Audit.Verification;
using Exchange.IntegrationTests.Hub;

namespace Exchange.IntegrationTests.Identity;

/// <summary>The documents that clients call by id, and the settings of a client that go with them, over the control plane and the graph.</summary>
[Collection(nameof(RunningHub))]
public sealed class TrustedDocumentsTests(RunningHub hub)
{
    private const string Keeper = "account-admin";
    private const string Text = "query Mine { me { client } }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_registered_document_is_called_by_its_id_and_a_removed_one_no_more()
    {
        var (id, token) = await RegisterAsync();
        using var registered = await KeepAsync(HttpMethod.Post, $"/{id}/documents", new { text = Text });
        var documentId = (await RunningHub.JsonAsync(registered)).GetProperty("documents")[0].GetProperty("id").GetString()!;

        var answered = await AskAsync(token, new { documentId });
        using var listed = await KeepAsync(HttpMethod.Get, $"/{id}/documents");
        using var found = await KeepAsync(HttpMethod.Get, $"/{id}/documents/{Uri.EscapeDataString(documentId)}");
        using var removed = await KeepAsync(HttpMethod.Delete, $"/{id}/documents/{Uri.EscapeDataString(documentId)}");
        var gone = await AskAsync(token, new { documentId });

        Assert.Equal(HttpStatusCode.Created, registered.StatusCode);
        Assert.StartsWith("sha256:", documentId, StringComparison.Ordinal);
        Assert.Equal(id, answered.GetProperty("data").GetProperty("me").GetProperty("client").GetString());
        Assert.Equal(1, (await RunningHub.JsonAsync(listed)).GetProperty("documents").GetArrayLength());
        Assert.Equal(Text, (await RunningHub.JsonAsync(found)).GetProperty("text").GetString());
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.Equal("DOCUMENT_UNKNOWN", CodeOf(gone));
        Assert.Equal([AccountAct.Created, AccountAct.DocumentsRegistered, AccountAct.DocumentRemoved], await ActsAsync(id));
    }

    [Fact]
    public async Task The_same_document_again_changes_nothing_and_another_text_of_the_same_id_is_a_conflict()
    {
        var (id, _) = await RegisterAsync();
        using var first = await KeepAsync(HttpMethod.Post, $"/{id}/documents", new { documents = (object[])[new { id = "mine", text = Text }] });
        using var again = await KeepAsync(HttpMethod.Post, $"/{id}/documents", new { documents = (object[])[new { id = "mine", text = Text }] });
        using var other = await KeepAsync(HttpMethod.Post, $"/{id}/documents", new { id = "mine", text = "{ me { roles } }" });

        Assert.Equal(
            (HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.Conflict), (first.StatusCode, again.StatusCode, other.StatusCode));
        Assert.Equal([AccountAct.Created, AccountAct.DocumentsRegistered], await ActsAsync(id));
    }

    [Fact]
    public async Task Every_mistake_of_every_document_is_told_with_its_place_and_nothing_is_registered()
    {
        var (id, _) = await RegisterAsync();

        using var refused = await KeepAsync(HttpMethod.Post, $"/{id}/documents", new
        {
            documents = (object[])
            [
                new { text = Text },
                new { text = "{ nothing\n  me { other } }" },
                new { id = "sha256:00", text = Text },
                new { text = "{" },
            ],
        });

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var problem = await RunningHub.JsonAsync(refused);
        Assert.Equal("DOCUMENT_INVALID", problem.GetProperty("code").GetString());
        Assert.Equal(
            ["1 1:3 GRAPHQL_VALIDATION_FAILED", "1 2:8 GRAPHQL_VALIDATION_FAILED", "2 : DOCUMENT_INVALID", "3 1:2 GRAPHQL_PARSE_FAILED"],
            problem.GetProperty("errors").EnumerateArray().Select(error =>
                $"{error.GetProperty("document")} {error.GetProperty("line")}:{error.GetProperty("column")} {error.GetProperty("code").GetString()}"));
        using var listed = await KeepAsync(HttpMethod.Get, $"/{id}/documents");
        Assert.Equal(0, (await RunningHub.JsonAsync(listed)).GetProperty("documents").GetArrayLength());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"documents":[]}""")]
    [InlineData("""{"documents":[null]}""")]
    [InlineData("""{"documents":[{"text":"{ me { client } }"}],"text":"{ me { client } }"}""")]
    [InlineData("""{"txt":"{ me { client } }"}""")]
    public async Task A_body_without_one_clear_meaning_is_refused(string body)
    {
        var (id, _) = await RegisterAsync();

        using var refused = await KeepAsync(HttpMethod.Post, $"/{id}/documents", JsonElement.Parse(body));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task Documents_are_kept_by_account_administrators_of_clients_that_are_there()
    {
        using var nobody = await KeepAsync(HttpMethod.Get, "/nobody/documents");
        using var nowhere = await KeepAsync(HttpMethod.Post, "/nobody/documents", new { text = Text });
        using var request = RunningHub.Request(HttpMethod.Post, "/api/v1/clients/housing-housing-clerk/documents", new { text = Text });
        using var auditor = await hub.SendAsStaffAsync("auditor", request);
        using var forged = RunningHub.Request(HttpMethod.Post, "/api/v1/clients/housing-housing-clerk/documents", new { text = Text });
        using var crossSite = await hub.SendAsStaffAsync(Keeper, forged, hasCsrf: false);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (nobody.StatusCode, nowhere.StatusCode));
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (auditor.StatusCode, crossSite.StatusCode));
    }

    [Fact]
    public async Task A_client_that_may_run_registered_documents_only_is_refused_any_other_at_once()
    {
        var (id, token) = await RegisterAsync();
        using var registered = await KeepAsync(HttpMethod.Post, $"/{id}/documents", new { id = "mine", text = Text });
        using var enforced = await KeepAsync(HttpMethod.Patch, $"/{id}", new { trustedDocuments = "enforce", withheldErrors = true, introspection = "visible" });

        var refused = await AskAsync(token, new { query = Text });
        var answered = await AskAsync(token, new { documentId = "mine" });

        var view = await RunningHub.JsonAsync(enforced);
        Assert.Equal(("enforce", "visible", true), (
            view.GetProperty("trustedDocuments").GetString(), view.GetProperty("introspection").GetString(), view.GetProperty("withheldErrors").GetBoolean()));
        Assert.Equal("DOCUMENT_NOT_TRUSTED", CodeOf(refused));
        Assert.Equal(id, answered.GetProperty("data").GetProperty("me").GetProperty("client").GetString());
        using var back = await KeepAsync(HttpMethod.Patch, $"/{id}", new { trustedDocuments = (string?)null });
        Assert.Equal(JsonValueKind.Null, (await RunningHub.JsonAsync(back)).GetProperty("trustedDocuments").ValueKind);
        Assert.True((await AskAsync(token, new { query = Text })).TryGetProperty("data", out _));
    }

    [Fact]
    public async Task What_a_client_may_ask_of_the_schema_is_set_for_it_alone()
    {
        var (id, token) = await RegisterAsync();
        var query = new { query = "{ __type(name: \"EmergencyMedical\") { name } __schema { queryType { name } } }" };

        var off = await AskAsync(token, query);
        using var opened = await KeepAsync(HttpMethod.Patch, $"/{id}", new { introspection = "visible" });
        var visible = await AskAsync(token, query);
        using var full = await KeepAsync(HttpMethod.Patch, $"/{id}", new { introspection = "full" });
        var whole = await AskAsync(token, query);
        using var wrong = await KeepAsync(HttpMethod.Patch, $"/{id}", new { introspection = "all" });

        Assert.Equal("GRAPHQL_VALIDATION_FAILED", CodeOf(off));
        Assert.Equal("""{"__type":null,"__schema":{"queryType":{"name":"Query"}}}""", visible.GetProperty("data").GetRawText());
        Assert.Equal("""{"__type":{"name":"EmergencyMedical"},"__schema":{"queryType":{"name":"Query"}}}""", whole.GetProperty("data").GetRawText());
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
    }

    private static string? CodeOf(JsonElement answer) =>
        answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();

    private async Task<List<AccountAct>> ActsAsync(string id)
    {
        var acts = new List<AccountAct>();
        await foreach (var logged in AccessLogReader.ReadAsync(Path.Combine(hub.Folder, "audit"), Cancel))
        {
            if (logged.Entry is AccountEvent act && act.Account == $"client:{id}")
            {
                acts.Add(act.Act);
            }
        }

        return acts;
    }

    private async Task<(string Id, string Token)> RegisterAsync()
    {
        var id = $"desk-{Guid.NewGuid():N}"[..20];
        using var response = await KeepAsync(
            HttpMethod.Post, "", new { clientId = id, department = "housing", roles = (string[])["housing-clerk"], purposes = (string[])["housing.allocation"] });
        var secret = (await RunningHub.JsonAsync(response)).GetProperty("clientSecret").GetString()!;
        using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", id), new("client_secret", secret)]);
        using var token = await hub.Http.PostAsync("/connect/token", form, Cancel);
        return (id, (await RunningHub.JsonAsync(token)).GetProperty("access_token").GetString()!);
    }

    private async Task<HttpResponseMessage> KeepAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = RunningHub.Request(method, $"/api/v1/clients{path}", body);
        return await hub.SendAsStaffAsync(Keeper, request);
    }

    private async Task<JsonElement> AskAsync(string token, object body)
    {
        using var request = RunningHub.Request(HttpMethod.Post, "/graphql", body);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await hub.Http.SendAsync(request, Cancel);
        return await RunningHub.JsonAsync(response);
    }
}
