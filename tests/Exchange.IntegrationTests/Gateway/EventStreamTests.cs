using Exchange.Audit.Records;
using Exchange.IntegrationTests.Hub;

namespace Exchange.IntegrationTests.Gateway;

/// <summary>Event streams while a department takes its time.</summary>
public sealed class EventStreamTests : IAsyncLifetime
{
    private StreamingHub _hub = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _hub = await StreamingHub.StartAsync(
        options => options with { Streams = options.Streams with { Ping = TimeSpan.FromSeconds(1) } }, TimeSpan.FromSeconds(6));

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task A_stream_is_open_and_shows_signs_of_life_before_there_is_anything_to_tell()
    {
        using var response = await AskAsync();
        Assert.False(response.Headers.Contains("Exchange-Access-Id"));

        var lines = (await response.Content.ReadAsStringAsync(Cancel)).Split('\n');

        var first = Array.FindIndex(lines, line => line.StartsWith("event: next", StringComparison.Ordinal));
        Assert.InRange(lines.Take(first).Count(line => line == ":"), 2, 100);
        Assert.Contains("\"data\":{\"person\":", lines[first + 1], StringComparison.Ordinal);
        Assert.Equal(["event: complete", "data:", "", ""], lines.TakeLast(4));
    }

    [Fact]
    public async Task A_hub_that_stops_ends_its_streams_without_calling_them_complete_and_what_was_asked_is_on_record()
    {
        using var response = await AskAsync();
        var reading = response.Content.ReadAsStringAsync(Cancel);

        await _hub.StopAsync();

        Assert.DoesNotContain("complete", await reading, StringComparison.Ordinal);
        Assert.Single(await _hub.EntriesAsync<AccessRecord>());
    }

    private async Task<HttpResponseMessage> AskAsync()
    {
        var request = await _hub.AsAsync(
            StreamingHub.Clerk, RunningHub.Request(HttpMethod.Post, "/graphql", new { query = StreamingHub.Slow }), "text/event-stream");
        request.Headers.Add("Exchange-Purpose", StreamingHub.ClerksPurpose);
        return await _hub.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
    }
}
