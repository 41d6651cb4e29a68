using System.Net;
using System.Net.Sockets;
using System.Text;
using Exchange.Console;
using Exchange.Console.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Exchange.IntegrationTests.Console;

/// <summary>The console's pages over HTTP: what is served from where, how long it is kept, and what a page may do.</summary>
public sealed class PagesTests : IAsyncLifetime
{
    private const string Html = "<!doctype html><title>Exchange</title>";
    private const string Script = "export const answer = 42;";
    private const string Secret = "outside the console";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("exchange-console-");
    private WebApplication _web = null!;
    private HttpClient _http = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var console = _folder.CreateSubdirectory("console");
        console.CreateSubdirectory("assets");
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "secret.txt"), Secret, Cancel);
        await File.WriteAllTextAsync(Path.Combine(console.FullName, "index.html"), Html, Cancel);
        await File.WriteAllTextAsync(Path.Combine(console.FullName, "favicon.svg"), "<svg/>", Cancel);
        await File.WriteAllTextAsync(Path.Combine(console.FullName, "assets", "index-a1b2c3.js"), Script, Cancel);
        await File.WriteAllTextAsync(Path.Combine(console.FullName, "assets", "index-a1b2c3.js.br"), "as brotli", Cancel);
        await File.WriteAllTextAsync(Path.Combine(console.FullName, "assets", "index-a1b2c3.js.gz"), "as gzip", Cancel);
        _web = await StartAsync(ConsolePages.Find(console.FullName));
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(_web.Urls.Single()) };
    }

    public async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        await _web.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("/console")]
    [InlineData("/console/")]
    [InlineData("/console/index.html")]
    [InlineData("/console/today")]
    [InlineData("/console/operations/accounts")]
    public async Task Every_address_of_the_pages_answers_with_the_one_document_which_no_cache_keeps(string path)
    {
        using var response = await _http.GetAsync(path, Cancel);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(Html, await response.Content.ReadAsStringAsync(Cancel));
        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task What_has_its_hash_in_its_name_is_kept_for_ever()
    {
        using var response = await _http.GetAsync("/console/assets/index-a1b2c3.js", Cancel);

        Assert.Equal(Script, await response.Content.ReadAsStringAsync(Cancel));
        Assert.Equal("text/javascript; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Contains("immutable", response.Headers.CacheControl?.ToString(), StringComparison.Ordinal);
        Assert.Contains("Accept-Encoding", response.Headers.Vary);
    }

    [Theory]
    [InlineData("gzip, br", "br", "as brotli")]
    [InlineData("gzip", "gzip", "as gzip")]
    [InlineData("br;q=0, gzip;q=0.5", "gzip", "as gzip")]
    [InlineData("*", "br", "as brotli")]
    [InlineData("zstd", null, Script)]
    [InlineData("identity", null, Script)]
    public async Task The_smallest_form_that_the_browser_takes_is_sent(string accepts, string? encoding, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/console/assets/index-a1b2c3.js");
        request.Headers.Add("Accept-Encoding", accepts);
        using var response = await _http.SendAsync(request, Cancel);

        Assert.Equal(encoding, response.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal(body, await response.Content.ReadAsStringAsync(Cancel));
        Assert.Equal("text/javascript", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_file_that_the_browser_has_is_not_sent_again()
    {
        using var first = await _http.GetAsync("/console/favicon.svg", Cancel);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/console/favicon.svg");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await _http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Theory]
    [InlineData("/console/today", 38)]
    [InlineData("/console/assets/index-a1b2c3.js", 25)]
    public async Task Head_answers_like_get_without_a_body(string path, long length)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, path);
        using var response = await _http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(length, response.Content.Headers.ContentLength);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_not_the_document()
    {
        using var response = await _http.GetAsync("/console/assets/index-000000.js", Cancel);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [InlineData("/console/../secret.txt")]
    [InlineData("/console/..%2fsecret.txt")]
    [InlineData("/console/%2e%2e/secret.txt")]
    [InlineData("/console/assets/..%2f..%2fsecret.txt")]
    [InlineData("/console/..%5csecret.txt")]
    [InlineData("/console//etc/passwd")]
    public async Task No_path_leads_out_of_the_folder(string path)
    {
        // A raw request line: HttpClient would tidy the path up before it is sent.
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, _http.BaseAddress!.Port, Cancel);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"), Cancel);
        var answer = await new StreamReader(stream).ReadToEndAsync(Cancel);

        Assert.StartsWith("HTTP/1.1 ", answer, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, answer, StringComparison.Ordinal);
        Assert.DoesNotContain("root:", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/console/today")]
    [InlineData("/console/assets/index-a1b2c3.js")]
    [InlineData("/console/assets/missing.js")]
    public async Task A_page_runs_no_script_but_the_hubs_own_and_talks_to_nobody_else(string path)
    {
        using var response = await _http.GetAsync(path, Cancel);

        var policy = response.Headers.GetValues("Content-Security-Policy").Single()
            .Split("; ").ToDictionary(rule => rule.Split(' ')[0], rule => rule[(rule.IndexOf(' ') + 1)..]);
        Assert.Equal("'none'", policy["default-src"]);
        Assert.Equal("'self'", policy["script-src"]);
        Assert.Equal("'self'", policy["connect-src"]);
        Assert.Equal("'none'", policy["frame-ancestors"]);
        Assert.Equal("'none'", policy["base-uri"]);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("same-origin", response.Headers.GetValues("Cross-Origin-Opener-Policy").Single());
        Assert.Contains("publickey-credentials-get=(self)", response.Headers.GetValues("Permissions-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_cannot_be_posted_to()
    {
        using var response = await _http.PostAsync("/console/today", null, Cancel);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    [Theory]
    [InlineData("/console")]
    [InlineData("/console/consents")]
    public async Task A_hub_without_a_console_says_so(string path)
    {
        await using var without = await StartAsync(ConsolePages.Find(Path.Combine(_folder.FullName, "nowhere")));
        using var http = new HttpClient { BaseAddress = new Uri(without.Urls.Single()) };
        using var response = await http.GetAsync(path, Cancel);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("no console", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    private static async Task<WebApplication> StartAsync(ConsolePages? pages)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var web = builder.Build();
        web.MapExchangePages(pages);
        await web.StartAsync(Cancel);
        return web;
    }
}
