using System.Text;
using Exchange.Adapters;
using Exchange.Adapters.Configuration;
using Exchange.Adapters.Http;
using Exchange.Federation.Sources;

namespace Exchange.FederationTests.Transport;

/// <summary>A subgraph source of a test, its connections and its departments, which end with it.</summary>
public abstract class TransportTests : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _open = [];

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // WHY generous: what is measured in these tests is what happens, never how fast, and the machine may be busy.
    private protected static HttpBounds Patient { get; } = new() { Timeout = TimeSpan.FromSeconds(60) };

    private protected HttpMessageInvoker Client { get; } = DepartmentHttpClient.Create();

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var each in Enumerable.Reverse(_open))
        {
            await each.DisposeAsync();
        }

        Client.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected async Task<T> OpenAsync<T>(Task<T> starting)
        where T : IAsyncDisposable
    {
        var started = await starting;
        _open.Add(started);
        return started;
    }

    private protected ISubgraphSource Source(Uri address, HttpBounds? bounds = null, HttpSourceOptions? http = null) =>
        Source(new SourceEndpoint { Url = address, Token = "token-1", Http = http ?? new HttpSourceOptions() }, bounds);

    private protected ISubgraphSource Source(SourceEndpoint endpoint, HttpBounds? bounds = null)
    {
        var source = SubgraphSourceFactory.Create("reviews", endpoint, Client, TimeProvider.System, bounds ?? Patient);
        _open.Add((IAsyncDisposable)source);
        return source;
    }

    private protected static SubgraphRequest Request(string text = """{"query":"{ a }"}""", bool isQuery = true, string? shareKey = null) =>
        new("access-1", Encoding.UTF8.GetBytes(text), isQuery) { ShareKey = shareKey };

    private protected static async Task<string> TextAsync(ISubgraphSource source, SubgraphRequest? request = null)
    {
        using var answer = await source.FetchAsync(request ?? Request(), Cancellation);
        return Encoding.UTF8.GetString(answer.Body.Span);
    }

    /// <summary>Asks and expects a fault, told in the hub's words.</summary>
    private protected static async Task<SourceException> FaultAsync(
        SourceFault fault, string words, ISubgraphSource source, SubgraphRequest? request = null)
    {
        var failure = await Assert.ThrowsAsync<SourceException>(async () =>
        {
            using var answer = await source.FetchAsync(request ?? Request(), Cancellation);
        });
        Assert.Equal("reviews", failure.Department);
        Assert.Equal(fault, failure.Fault);
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, failure.ToString(), StringComparison.OrdinalIgnoreCase);
        return failure;
    }

    /// <summary>Words of a department that must not be repeated.</summary>
    private protected const string Secret = "secret-of-the-department";

    private protected static async Task Eventually(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!holds())
        {
            await Task.Delay(5, patience.Token);
        }
    }
}
