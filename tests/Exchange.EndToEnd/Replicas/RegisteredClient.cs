using System.Globalization;
using System.Net;
using System.Text.Json;
using Exchange.EndToEnd.Calls;

namespace Exchange.EndToEnd.Replicas;

/// <summary>A client application that an account administrator keeps on one hub, and that asks another.</summary>
internal sealed class RegisteredClient(ControlPlane keeper, string id, string secret)
{
    private const string Path = "/api/v1/clients";
    private const string Role = "community-doctor";

    private static int _made;

    public string Secret { get; private set; } = secret;

    /// <summary>Registers a community doctor's application.</summary>
    public static async Task<RegisteredClient> RegisterAsync(ControlPlane keeper)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"health-two-hubs-{Interlocked.Increment(ref _made)}");
        var (status, made) = await keeper.PostAsync(
            Path, new { clientId = id, department = "health", roles = new[] { Role }, purposes = new[] { "care.heat" }, region = "9901" });
        Assert.True(status == HttpStatusCode.Created, $"{status}: {made}");
        return new RegisteredClient(keeper, id, made.GetProperty("clientSecret").GetString()!);
    }

    public Task SuspendAsync() => ChangeAsync(new { enabled = false });

    public Task LetInAsync() => ChangeAsync(new { enabled = true });

    public Task TakeRoleAsync() => ChangeAsync(new { roles = Array.Empty<string>() });

    /// <summary>Gives a new secret; returns the one before it.</summary>
    public async Task<string> RenewSecretAsync()
    {
        var before = Secret;
        Secret = Expect(await keeper.PostAsync($"{Path}/{id}/secret")).GetProperty("clientSecret").GetString()!;
        return before;
    }

    /// <summary>A token of a hub for a secret; null where it gives none.</summary>
    public async Task<string?> TokenAsync(Replica replica, string presented)
    {
        var (status, body) = await replica.Client.TokenRequestAsync(new() { ["grant_type"] = "client_credentials" }, (id, presented));
        return status == HttpStatusCode.OK ? body.GetProperty("access_token").GetString() : null;
    }

    private async Task ChangeAsync(object patch) => Expect(await keeper.PatchAsync($"{Path}/{id}", patch));

    private static JsonElement Expect((HttpStatusCode Status, JsonElement Body) answer)
    {
        Assert.True(answer.Status == HttpStatusCode.OK, $"{answer.Status}: {answer.Body}");
        return answer.Body;
    }
}
