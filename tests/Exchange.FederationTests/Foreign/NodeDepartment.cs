using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Exchange.Adapters;
using Exchange.Adapters.Configuration;
using Exchange.Adapters.Http;
using Exchange.Federation.Composition;
using Exchange.Federation.Sources;

namespace Exchange.FederationTests.Foreign;

/// <summary>A department that runs somebody else's GraphQL server under Node, asked over HTTP as the hub asks departments.</summary>
internal sealed class NodeDepartment : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly HttpMessageInvoker _client;

    private NodeDepartment(Process process, HttpMessageInvoker client, ISubgraphSource source, Subgraph subgraph)
    {
        _process = process;
        _client = client;
        Source = source;
        Subgraph = subgraph;
    }

    public ISubgraphSource Source { get; }

    /// <summary>What it told of itself by <c>_service { sdl }</c>.</summary>
    public Subgraph Subgraph { get; }

    /// <summary>Starts the script of that name and asks it for its SDL.</summary>
    public static async Task<NodeDepartment> StartAsync(string name, CancellationToken cancellation)
    {
        var folder = Path.Combine(Root(), "tests", "Exchange.Conformance", "suites", "subgraphs");
        Assert.True(
            Directory.Exists(Path.Combine(folder, "node_modules")),
            $"The npm packages are not installed: run \"bash tests/run.sh\", or \"npm ci\" in {folder}.");
        var process = Process.Start(new ProcessStartInfo("node", $"{name}.mjs")
        {
            WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var line = await process.StandardOutput.ReadLineAsync(cancellation).AsTask().WaitAsync(Patience, cancellation);
        if (line is null)
        {
            Assert.Fail($"{name}.mjs did not start: {await process.StandardError.ReadToEndAsync(cancellation)}");
        }

        var address = new Uri(JsonElement.Parse(line).GetProperty("url").GetString()!);
        var client = DepartmentHttpClient.Create();
        var source = SubgraphSourceFactory.Create(
            name, new SourceEndpoint { Url = address }, client, TimeProvider.System, new HttpBounds { Timeout = Patience });
        using var answer = await source.FetchAsync(
            new SubgraphRequest("sdl", Encoding.UTF8.GetBytes("""{"query":"{ _service { sdl } }"}"""), IsQuery: true), cancellation);
        var sdl = JsonElement.Parse(answer.Body.Span).GetProperty("data").GetProperty("_service").GetProperty("sdl").GetString()!;
        return new NodeDepartment(process, client, source, new Subgraph(name, sdl) { Url = address.ToString() });
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await ((IAsyncDisposable)Source).DisposeAsync();
        _client.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Exchange.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        }

        return folder.FullName;
    }
}
