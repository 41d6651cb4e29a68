using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Exchange.Conformance.Running;
using Exchange.Host.Composition;
using Exchange.Host.DemoCity;

[assembly: AssemblyFixture(typeof(RunningHub))]

namespace Exchange.Conformance.Running;

/// <summary>The demo city's hub on a free port of this machine, in a folder that goes when the tests end.</summary>
public class RunningHub : IAsyncLifetime
{
    private const string Client = "civil-affairs-assistance-officer";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("exchange-conformance-");
    private DemoHub? _hub;

    /// <summary>The address of the graph.</summary>
    public string Graph => $"{_hub!.Address}/graphql";

    /// <summary>The data folder, with the credentials of the demo's clients and accounts.</summary>
    public string Folder => _folder.FullName;

    /// <summary>An access token of a client that may see the whole schema.</summary>
    public string Token { get; private set; } = "";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var options = Set(HubOptions.Read(_folder.FullName, "http://127.0.0.1:0"));
        _hub = await DemoHub.StartAsync(options, "small", TimeSpan.Zero, cancellation);
        Token = await GetTokenAsync(cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_hub is not null)
        {
            await _hub.DisposeAsync();
        }

        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>The settings of this hub, where they are not those of every hub.</summary>
    protected virtual HubOptions Set(HubOptions options) => options;

    private async Task<string> GetTokenAsync(CancellationToken cancellation)
    {
        var file = await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "demo-credentials.json"), cancellation);
        var credentials = JsonElement.Parse(file);
        var client = credentials.GetProperty("clients").EnumerateArray()
            .Single(entry => entry.GetProperty("clientId").GetString() == Client);
        var basic = Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Client}:{client.GetProperty("clientSecret").GetString()}"));
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, credentials.GetProperty("token").GetString())
        {
            Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]),
            Headers = { Authorization = new AuthenticationHeaderValue("Basic", basic) },
        };
        using var response = await http.SendAsync(request, cancellation);
        response.EnsureSuccessStatusCode();
        return JsonElement.Parse(await response.Content.ReadAsStringAsync(cancellation)).GetProperty("access_token").GetString()!;
    }
}
