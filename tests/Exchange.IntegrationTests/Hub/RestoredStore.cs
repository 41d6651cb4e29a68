using System.Net;
using System.Text;
using System.Text.Json;
using Exchange.Audit.Records;
using Exchange.Host.Composition;
using Exchange.Host.DemoCity;
using Exchange.Policy.Documents;
using Exchange.Storage.Stores;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.IntegrationTests.Hub;

/// <summary>A hub of the demo city whose store can be put back from a backup while its access log goes on.</summary>
public abstract class RestoredStore : IAsyncLifetime
{
    protected const string Steward = "data-steward";

    private readonly string _folder = Directory.CreateTempSubdirectory("exchange-restore-").FullName;
    private readonly string _backup = Directory.CreateTempSubdirectory("exchange-backup-").FullName;
    private DemoHub _hub = null!;
    private bool _runs;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected HttpClient Http { get; } = new(new SocketsHttpHandler { UseCookies = false });

    protected IServiceProvider Services => _hub.Services;

    private protected LogReplay Replay => _hub.Replay;

    protected string Address => _hub.Address;

    private protected DemoCredentials Credentials => _hub.Credentials;

    protected string LogFolder => Path.Combine(_folder, "audit");

    protected string BackupFolder => _backup;

    public async ValueTask InitializeAsync() => await StartAsync();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Http.Dispose();
        Directory.Delete(_folder, recursive: true);
        Directory.Delete(_backup, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected async Task StartAsync()
    {
        var options = HubOptions.Read(_folder, "http://127.0.0.1:0");

        // WHY no pool: connections end with the hub, and not while another test empties the pools of all, so that the file can be taken away.
        var storage = options.Storage with { Connection = $"{options.Storage.Connection};Pooling=False" };
        _hub = await DemoHub.StartAsync(options with { Storage = storage }, "small", TimeSpan.Zero, Cancel);
        _runs = true;
    }

    protected async Task StopAsync()
    {
        if (_runs)
        {
            _runs = false;
            await _hub.DisposeAsync();
        }
    }

    protected async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    protected async Task StopAndBackUpAsync()
    {
        await StopAsync();
        foreach (var file in Directory.GetFiles(_folder, "exchange.db*"))
        {
            File.Copy(file, Path.Combine(_backup, Path.GetFileName(file)));
        }
    }

    protected async Task StopAndRestoreAsync()
    {
        await StopAsync();
        foreach (var file in Directory.GetFiles(_folder, "exchange.db*"))
        {
            File.Delete(file);
        }

        CopyFolder(_backup, _folder);
        Assert.True(File.Exists(Store));
    }

    /// <summary>Keeps the store as it is now, while the hub runs.</summary>
    protected void Keep() => Run($"VACUUM INTO '{Kept}'");

    /// <summary>Puts the store that was kept under the hub that runs, as a standby that lagged would be.</summary>
    protected void TakeBack()
    {
        // WHY by rows: a hub that runs keeps the file open.
        List<string> tables = [];
        using (var connection = Open())
        using (var named = new SqliteCommand("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'", connection))
        using (var names = named.ExecuteReader())
        {
            while (names.Read())
            {
                tables.Add(names.GetString(0));
            }
        }

        var rows = string.Concat(tables.Select(name => $"DELETE FROM main.\"{name}\"; INSERT INTO main.\"{name}\" SELECT * FROM kept.\"{name}\"; "));
        Run($"PRAGMA foreign_keys = OFF; ATTACH '{Kept}' AS kept; BEGIN IMMEDIATE; {rows} COMMIT");
    }

    private string Store => Path.Combine(_folder, "exchange.db");

    private string Kept => Path.Combine(_backup, "kept.db");

    private void Run(string command)
    {
        using var connection = Open();
        using var statement = new SqliteCommand(command, connection);
        statement.ExecuteNonQuery();
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={Store};Pooling=False");
        connection.Open();
        return connection;
    }

    protected static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }

    protected async Task PublishUnlikeTheFolderAsync(string more = "\n")
    {
        var versions = Services.GetRequiredService<PolicyVersionStore>();
        var latest = (await versions.FindLatestAsync(Cancel))!;
        var next = await versions.PublishAsync(latest.Number, latest.Document + more, "staff:policy-approver", DateTimeOffset.UtcNow, Cancel);
        await LogAsync(new PolicyPublished
        {
            Time = next.PublishedAt, PolicyVersion = $"{next.Number}", ContentHash = next.Hash, PublishedBy = "staff:policy-approver",
        });
    }

    /// <summary>A draft that the approver has agreed to, to be published when the test is long over.</summary>
    protected Task<string> ScheduleAsync(string comment) => ApproveAsync(comment, new { publishAt = TimeProvider.System.GetUtcNow().AddDays(1) });

    protected async Task<string> ApproveAsync(string comment, object? time = null)
    {
        const string Changed = "departments/housing.yaml";
        var latest = (await Services.GetRequiredService<PolicyVersionStore>().FindLatestAsync(Cancel))!;
        var documents = new Dictionary<string, string> { [Changed] = $"{PolicyText.Split(latest.Document)[Changed]}{comment}\n" };
        var begun = await StepAsync("policy-admin", "drafts", new { title = comment, documents });
        var id = begun.GetProperty("draft").GetProperty("id").GetString()!;
        await StepAsync("policy-admin", $"drafts/{id}/check");
        await StepAsync("policy-admin", $"drafts/{id}/submit");
        await StepAsync("policy-approver", $"drafts/{id}/approve", time);
        return id;
    }

    protected async Task<JsonElement> StepAsync(string user, string path, object? body = null)
    {
        using var response = await StaffAsync(HttpMethod.Post, $"/api/v1/policies/{path}", body, user);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {await response.Content.ReadAsStringAsync(Cancel)}");
        return await RunningHub.JsonAsync(response);
    }

    protected async Task LogAsync(AuditEntry entry) => await _hub.Log.AppendAsync(entry, Cancel);

    protected async Task<HttpResponseMessage> StaffAsync(HttpMethod method, string path, object? body = null, string user = Steward)
    {
        var staff = _hub.Credentials.Staff.Single(known => known.UserName == user);
        using var signIn = Request(HttpMethod.Post, "/api/v1/session", new { userName = user, password = staff.Password });
        signIn.Headers.Add("X-CSRF", "1");
        using var session = await Http.SendAsync(signIn, Cancel);
        using var request = Request(method, path, body);
        request.Headers.Add("Cookie", session.Headers.GetValues("Set-Cookie").First().Split(';')[0]);
        request.Headers.Add("X-CSRF", "1");
        return await Http.SendAsync(request, Cancel);
    }

    protected HttpRequestMessage Request(HttpMethod method, string path, object? body) => new(method, new Uri($"{Address}{path}"))
    {
        Content = body is null ? null : new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json"),
    };

    /// <summary>Waits until the hub says that it is ready.</summary>
    protected async Task UntilReadyAsync()
    {
        for (var wait = 0; wait < 600 && !await IsReadyAsync(); wait++)
        {
            await Task.Delay(50, Cancel);
        }

        await AssertReadyAsync(HttpStatusCode.OK, "ready");
    }

    private async Task<bool> IsReadyAsync()
    {
        using var response = await Http.GetAsync(new Uri($"{Address}/healthz/ready"), Cancel);
        return response.IsSuccessStatusCode;
    }

    protected async Task AssertReadyAsync(HttpStatusCode status, string words)
    {
        using var response = await Http.GetAsync(new Uri($"{Address}/healthz/ready"), Cancel);
        Assert.Equal(status, response.StatusCode);
        Assert.Contains(words, await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }
}
