using System.Diagnostics;
using System.Net;
using Exchange.EndToEnd.Calls;

namespace Exchange.EndToEnd.Replicas;

/// <summary>
/// What an account administrator takes from a client or an account on hub A counts no longer on hub B once A has answered. Both hubs are asked
/// for other things all the time.
/// </summary>
[Collection(nameof(HubPair))]
public sealed class RightsOnTwoHubsTests(HubPair pair, ITestOutputHelper output) : IAsyncLifetime
{
    private const int Suspensions = 20;
    private const int NewSecrets = 5;
    private const int AskedAtOnce = 4;

    private const string AskWho = "{ me { client } }";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string AskHeatRisk = $$"""{ person(citizenNo: "{{People.LiJianguo}}") { heatRisk } }""";

    private readonly Lane _lane = new(People.LiJianguo);
    private readonly Timeline _timeline = new();
    private Load _load = null!;
    private ControlPlane _keeper = null!;

    private Replica A => pair.A;

    private Replica B => pair.B;

    public async ValueTask InitializeAsync()
    {
        await A.RenewTokensAsync();
        await B.RenewTokensAsync();
        _load = new Load(pair, [_lane, new(People.ZhangGuiying), new(People.ChenAilian)], _timeline, Demanded.Seed);
        _keeper = await A.Client.SignInAsync("account-admin");
    }

    public async ValueTask DisposeAsync()
    {
        await _load.DisposeAsync();
        output.WriteLine($"{_load}");
    }

    [Fact]
    public async Task A_client_that_is_suspended_on_one_hub_is_refused_on_the_other_once_that_is_answered()
    {
        var client = await RegisterAsync();
        var token = await TokenOfAsync(client, B);
        var suspended = new Measured("suspension to its answer");
        for (var round = 0; round < Suspensions; round++)
        {
            await UntilAsync(B, token, HttpStatusCode.OK);
            var begun = Stopwatch.StartNew();

            await client.SuspendAsync();

            suspended.Add(begun.Elapsed);
            Assert.All(await AskAtOnceAsync(B, token), answer => answer.AssertRefused("UNAUTHENTICATED"));
            Assert.Null(await client.TokenAsync(B, client.Secret));
            await client.LetInAsync();
        }

        output.WriteLine($"{suspended}");
    }

    [Fact]
    public async Task A_secret_that_is_renewed_on_one_hub_is_the_only_one_that_counts_on_the_other()
    {
        var client = await RegisterAsync();
        for (var round = 0; round < NewSecrets; round++)
        {
            var before = await client.RenewSecretAsync();

            Assert.Null(await client.TokenAsync(B, before));
            Assert.NotNull(await client.TokenAsync(B, client.Secret));
        }
    }

    [Fact]
    public async Task A_role_that_is_taken_from_a_client_on_one_hub_opens_nothing_on_the_other()
    {
        var client = await RegisterAsync();
        var token = await TokenOfAsync(client, B);
        var withdrawals = new Withdrawals(pair, _load, _timeline);
        var consents = await withdrawals.OpenOnBothAsync(_lane);
        (await B.Client.AskWithTokenAsync(token, AskHeatRisk, Clients.Heat)).AssertValue("\"HIGH\"", "person.heatRisk");

        await client.TakeRoleAsync();

        foreach (var earlier in (string[])[token, (await client.TokenAsync(B, client.Secret))!])
        {
            var answer = await B.Client.AskWithTokenAsync(earlier, AskHeatRisk, Clients.Heat);
            Assert.DoesNotContain("HIGH", answer.Text, StringComparison.Ordinal);
        }

        await withdrawals.CloseAsync(_lane, consents, A, [A, B]);
    }

    [Fact]
    public async Task An_account_that_is_closed_on_one_hub_has_no_session_on_the_other()
    {
        var (onA, onB) = (await A.Client.SignInAsync("officer"), await B.Client.SignInAsync("officer"));
        Assert.Equal(HttpStatusCode.OK, await SessionAsync(onB));
        try
        {
            await SetOpenAsync("officer", isOpen: false);

            Assert.Equal(HttpStatusCode.Unauthorized, await SessionAsync(onB));
            Assert.Equal(HttpStatusCode.Unauthorized, await SessionAsync(B.Steward(onA)));
            Assert.Equal(HttpStatusCode.Unauthorized, await SignInAsync(B, "officer"));
        }
        finally
        {
            await SetOpenAsync("officer", isOpen: true);
        }

        // Who was let in again signs in again.
        Assert.Equal(HttpStatusCode.Unauthorized, await SessionAsync(onB));
        Assert.Equal(HttpStatusCode.OK, await SignInAsync(B, "officer"));
    }

    private Task<RegisteredClient> RegisterAsync() => RegisteredClient.RegisterAsync(_keeper);

    private static async Task<string> TokenOfAsync(RegisteredClient client, Replica replica)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            if (await client.TokenAsync(replica, client.Secret) is { } token)
            {
                return token;
            }

            Assert.True(waited.Elapsed < Patience, $"{replica.Name} does not know the client.");
            await Task.Delay(5);
        }
    }

    private static async Task UntilAsync(Replica replica, string token, HttpStatusCode awaited)
    {
        var waited = Stopwatch.StartNew();
        while ((await replica.Client.AskWithTokenAsync(token, AskWho, new Under())).Status != awaited)
        {
            Assert.True(waited.Elapsed < Patience, $"{replica.Name} never answers {awaited}.");
            await Task.Delay(5);
        }
    }

    private static Task<Answer[]> AskAtOnceAsync(Replica replica, string token) => Task.WhenAll(
        Enumerable.Range(0, AskedAtOnce).Select(_ => replica.Client.AskWithTokenAsync(token, AskWho, new Under())));

    private async Task SetOpenAsync(string userName, bool isOpen)
    {
        var (status, account) = await _keeper.PatchAsync($"/api/v1/accounts/{userName}", new { enabled = isOpen });
        Assert.True(status == HttpStatusCode.OK, $"{status}: {account}");
    }

    private static async Task<HttpStatusCode> SessionAsync(ControlPlane session) => (await session.GetAsync("/api/v1/session")).Status;

    private static async Task<HttpStatusCode> SignInAsync(Replica replica, string userName) =>
        (await new ControlPlane(replica.Client, ("X-CSRF", "1")).PostAsync(
            "/api/v1/session", new { userName, password = replica.Client.Credentials.Account(userName).Password })).Status;
}
