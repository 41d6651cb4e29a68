using System.Net;
using System.Text;
using Exchange.Audit.Records;

namespace Exchange.IntegrationTests.Gateway;

/// <summary>Who may connect, and for how long.</summary>
public sealed class SocketCallerTests(SocketCallerTests.City city) : IClassFixture<SocketCallerTests.City>
{
    private const string Me = "{ me { client } }";

    private readonly StreamingHub _hub = city.Hub;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Origin => _hub.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);

    [Fact]
    public async Task Who_is_refused_at_a_connection_is_counted_like_a_stranger_who_asks()
    {
        await using var hub = await StreamingHub.StartAsync();
        foreach (var payload in new[] { "{}", """{"Authorization":"Bearer nonsense"}""", """{"Authorization":"Basic bm9uc2Vuc2U="}""" })
        {
            using var socket = await hub.OpenAsync();
            await socket.SendAsync($$"""{"type":"connection_init","payload":{{payload}}}""");
            Assert.Equal(4403, (await socket.ReadCloseAsync()).Code);
        }

        using (var hasty = await hub.OpenAsync())
        {
            await hasty.SubscribeAsync("1", Me);
            Assert.Equal(4401, (await hasty.ReadCloseAsync()).Code);
        }

        var cookie = await hub.SignInAsync("officer");
        var foreign = await Assert.ThrowsAsync<HandshakeRefusedException>(() => hub.OpenAsync(("Cookie", cookie)));
        Assert.Equal(403, foreign.Status);
        await hub.StopAsync();

        var counts = (await hub.EntriesAsync<RefusalSummary>()).SelectMany(summary => summary.Counts).ToLookup(count => count.ErrorCode, count => count.Requests);
        Assert.Equal(3, counts["UNAUTHENTICATED_MISSING"].Sum());
        Assert.Equal(1, counts["UNAUTHENTICATED_INVALID"].Sum());
        Assert.Equal(1, counts["UNAUTHENTICATED_CROSSSITE"].Sum());
        Assert.Empty(await hub.EntriesAsync<AccessRecord>());
    }

    [Fact]
    public async Task A_client_that_is_suspended_asks_nothing_more_on_the_connection_that_it_has()
    {
        using var socket = await _hub.ConnectAsync(StreamingHub.Doctor);
        await socket.SubscribeAsync("1", Me);
        await socket.ReadAsync("next");
        await socket.ReadAsync("complete");

        using var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/v1/clients/{StreamingHub.Doctor}")
        {
            Content = new StringContent("""{"enabled":false}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Cookie", await _hub.SignInAsync("account-admin"));
        request.Headers.Add("X-CSRF", "1");
        using var suspended = await _hub.Http.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.OK, suspended.StatusCode);
        await socket.SubscribeAsync("2", Me);

        Assert.Equal(4403, (await socket.ReadCloseAsync()).Code);
    }

    [Fact]
    public async Task A_session_that_is_over_asks_nothing_more_on_the_connection_that_it_has()
    {
        var cookie = await _hub.SignInAsync("officer");
        using var socket = await _hub.OpenAsync(("Cookie", cookie), ("Origin", Origin));
        await socket.InitialiseAsync();
        await socket.SubscribeAsync("1", Me);
        var me = (await socket.ReadAsync("next")).GetProperty("payload").GetProperty("data").GetProperty("me");
        Assert.Equal("console", me.GetProperty("client").GetString());
        await socket.ReadAsync("complete");

        using var request = new HttpRequestMessage(HttpMethod.Delete, "/api/v1/session");
        request.Headers.Add("Cookie", cookie);
        request.Headers.Add("X-CSRF", "1");
        using var signedOut = await _hub.Http.SendAsync(request, Cancel);
        Assert.True(signedOut.IsSuccessStatusCode, $"The sign-out answered {signedOut.StatusCode}.");
        await socket.SubscribeAsync("2", Me);

        Assert.Equal(4403, (await socket.ReadCloseAsync()).Code);
    }

    [Fact]
    public async Task A_session_that_cannot_be_looked_up_closes_the_connection_as_the_hubs_own_failure()
    {
        await using var hub = await StreamingHub.StartAsync();
        using var socket = await hub.OpenAsync(
            ("Cookie", await hub.SignInAsync("officer")), ("Origin", hub.Http.BaseAddress!.GetLeftPart(UriPartial.Authority)));
        await socket.InitialiseAsync();
        await hub.BreakStoreAsync("ALTER TABLE StaffSessions RENAME TO Lost");

        await socket.SubscribeAsync("1", Me);

        Assert.Equal(1011, (await socket.ReadCloseAsync()).Code);
    }

    [Theory]
    [InlineData("https://elsewhere.example")]
    [InlineData("null")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData(null)]
    public async Task A_page_of_another_site_gets_no_connection_by_session(string? origin)
    {
        var cookie = await _hub.SignInAsync("officer");

        var refused = await Assert.ThrowsAsync<HandshakeRefusedException>(
            () => origin is null ? _hub.OpenAsync(("Cookie", cookie)) : _hub.OpenAsync(("Cookie", cookie), ("Origin", origin)));

        Assert.Equal(403, refused.Status);
    }

    [Fact]
    public async Task A_session_beside_a_token_does_not_count()
    {
        var cookie = await _hub.SignInAsync("officer");
        using var socket = await _hub.OpenAsync(("Cookie", cookie), ("Origin", Origin));
        await socket.SendAsync("""{"type":"connection_init","payload":{"authorization":"Bearer nonsense"}}""");

        Assert.Equal(4403, (await socket.ReadCloseAsync()).Code);
    }

    [Fact]
    public async Task An_account_without_a_department_is_refused_each_operation_on_the_record()
    {
        using var socket = await _hub.OpenAsync(("Cookie", await _hub.SignInAsync("auditor")), ("Origin", Origin));
        await socket.InitialiseAsync();
        await socket.SubscribeAsync("1", Me);

        var error = await socket.ReadAsync("error");
        Assert.Equal("FORBIDDEN", error.GetProperty("payload")[0].GetProperty("extensions").GetProperty("code").GetString());
        Assert.Single(await _hub.EntriesAsync<AccessRecord>(), record => record.ErrorCode == "FORBIDDEN");
    }

    [Theory]
    [InlineData("graphql-ws")]
    [InlineData(null)]
    public async Task Another_protocol_is_closed_with_what_to_offer(string? protocol)
    {
        using var socket = await TalkingSocket.OpenAsync(_hub.Socket, [], protocol);

        var (code, reason) = await socket.ReadCloseAsync();
        Assert.Equal(4406, code);
        Assert.Contains("graphql-transport-ws", reason, StringComparison.Ordinal);
    }

    /// <summary>The hub of these tests.</summary>
    public sealed class City : IAsyncLifetime
    {
        internal StreamingHub Hub { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Hub = await StreamingHub.StartAsync();

        public ValueTask DisposeAsync() => Hub.DisposeAsync();
    }
}
