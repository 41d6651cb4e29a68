using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Exchange.EndToEnd.Calls;
using Exchange.EndToEnd.Running;
using Exchange.Fixtures;
using Npgsql;

namespace Exchange.EndToEnd.Stores;

/// <summary>The database goes away while the hub runs, and comes back. On a server of its own, which others do not need.</summary>
public sealed class StoreOutageTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TemporaryFolder _folder = new();
    private readonly PostgresServer _server = new();
    private string _connection = "";
    private HubProcess _hub = null!;
    private ControlPlane _steward = null!;

    public async ValueTask InitializeAsync()
    {
        // WHY two seconds: a statement that waits for ever is given up soon enough for a test.
        _connection = await _server.CreateDatabaseAsync("hub");
        _hub = await HubProcess.StartAsync(_folder.Location, _folder.Of("data"), new Dictionary<string, string>
        {
            ["Storage:Provider"] = "PostgreSql",
            ["Storage:Connection"] = $"{_connection};Command Timeout=2",
        });
        _steward = await _hub.Client.SignInAsync("data-steward");
    }

    public async ValueTask DisposeAsync()
    {
        if (_hub is not null)
        {
            await _hub.DisposeAsync();
        }

        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task While_the_database_is_away_everything_that_needs_it_says_so_and_the_hub_goes_on_when_it_is_back()
    {
        var consent = await _steward.ActiveConsentAsync(People.LiJianguo, "care.heat");
        await _server.StopAsync();

        await ReadinessAsync(HttpStatusCode.ServiceUnavailable);
        Assert.Equal(HttpStatusCode.OK, await _hub.Client.StatusAsync("/healthz/live"));
        AssertUnavailable(await _steward.GetAsync($"/api/v1/consents?citizenNo={People.LiJianguo}"));
        AssertUnavailable(await _steward.PostAsync($"/api/v1/consents/{consent}/withdraw"));
        AssertUnavailable(await SignInAsync());

        await _server.StartAsync();
        await ReadinessAsync(HttpStatusCode.OK);
        await _steward.WithdrawAsync(consent);
        await _hub.Client.SignInAsync("data-steward");
        AssertNoTraces();
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_given_up_in_time()
    {
        await using (var locking = new NpgsqlConnection(_connection))
        {
            await locking.OpenAsync(TestContext.Current.CancellationToken);
            await using var transaction = await locking.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await using var command = new NpgsqlCommand("LOCK TABLE \"Consents\" IN ACCESS EXCLUSIVE MODE", locking, transaction);
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

            AssertUnavailable(await _steward.GetAsync($"/api/v1/consents?citizenNo={People.LiJianguo}"));
        }

        await _steward.ActiveConsentAsync(People.LiJianguo, "care.heat");
        AssertNoTraces();
    }

    private static void AssertUnavailable((HttpStatusCode Status, JsonElement Body) answer)
    {
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
        Assert.Equal("STORAGE_UNAVAILABLE", answer.Body.GetProperty("code").GetString());
        Assert.DoesNotContain("Npgsql", answer.Body.GetRawText(), StringComparison.Ordinal);
    }

    private Task<(HttpStatusCode Status, JsonElement Body)> SignInAsync() => new ControlPlane(_hub.Client, ("X-CSRF", "1")).PostAsync(
        "/api/v1/session", new { userName = "auditor", password = _hub.Client.Credentials.Account("auditor").Password });

    // What the hub says of its readiness is up to a second old.
    private async Task ReadinessAsync(HttpStatusCode wanted)
    {
        var waited = Stopwatch.StartNew();
        while (await _hub.Client.StatusAsync("/healthz/ready") != wanted)
        {
            Assert.True(waited.Elapsed < Patience, $"The hub's readiness did not become {wanted}.");
            await Task.Yield();
        }
    }

    // One line for each fault, with its kind and its place; no stack, and nothing of the database's own messages.
    private void AssertNoTraces()
    {
        var said = _hub.Output.Concat(_hub.Error).ToList();
        Assert.DoesNotContain(said, line => line.TrimStart().StartsWith("at ", StringComparison.Ordinal));
        Assert.DoesNotContain(said, line => line.Contains("127.0.0.1:" + _server.Port, StringComparison.Ordinal));
    }
}
