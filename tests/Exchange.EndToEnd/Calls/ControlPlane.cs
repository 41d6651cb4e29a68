using System.Net;
using System.Text.Json;

namespace Exchange.EndToEnd.Calls;

/// <summary><c>/api/v1</c> under one identity: a session or a bearer token.</summary>
internal sealed class ControlPlane(HubClient client, params (string Name, string Value)[] headers)
{
    public IReadOnlyList<(string Name, string Value)> Headers => headers;

    public async Task<(HttpStatusCode Status, JsonElement Body)> GetAsync(string path) => await SendAsync(HttpMethod.Get, path, null);

    public async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string path, object? body = null) =>
        await SendAsync(HttpMethod.Post, path, body);

    public async Task<(HttpStatusCode Status, JsonElement Body)> PatchAsync(string path, object body) =>
        await SendAsync(HttpMethod.Patch, path, body);

    /// <summary>The id of the person's active consent to a purpose.</summary>
    public async Task<string> ActiveConsentAsync(string citizenNo, string purpose)
    {
        var (status, consents) = await GetAsync($"/api/v1/consents?citizenNo={citizenNo}");
        Assert.Equal(HttpStatusCode.OK, status);
        return consents.EnumerateArray()
            .Single(consent => consent.GetProperty("state").GetString() == "active"
                && consent.GetProperty("purposes").EnumerateArray().Any(code => code.GetString() == purpose))
            .GetProperty("id").GetString()!;
    }

    /// <summary>Withdraws a consent; it must answer that it is withdrawn.</summary>
    public async Task WithdrawAsync(string consentId)
    {
        var (status, consent) = await PostAsync($"/api/v1/consents/{consentId}/withdraw");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("withdrawn", consent.GetProperty("state").GetString());
    }

    /// <summary>Gives a consent; the person is left out by residents, who give for themselves.</summary>
    public async Task GiveAsync(string? citizenNo, string purpose, string recipient, params string[] scopes)
    {
        var (status, consent) = await PostAsync("/api/v1/consents", new
        {
            citizenNo,
            purpose,
            recipients = new[] { recipient },
            scopes,
            noticeId = "data-sharing",
            noticeVersion = "1",
            separateActs = new[] { "sharing", "sensitive" },
            evidence = citizenNo is null ? null : "counter form 17",
        });
        Assert.True(status == HttpStatusCode.Created, $"{status}: {consent}");
        Assert.Equal("active", consent.GetProperty("state").GetString());
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : HubClient.Json(body) };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        var (response, text) = await client.SendAsync(request);
        using (response)
        {
            return (response.StatusCode, text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text));
        }
    }
}
