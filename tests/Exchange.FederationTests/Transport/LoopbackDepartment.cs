using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Exchange.FederationTests.Transport;

/// <summary>A department's server on loopback (Kestrel) that keeps what it was asked and answers as a test says.</summary>
internal sealed class LoopbackDepartment : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ConcurrentQueue<ReceivedRequest> _requests = new();
    private readonly ConcurrentDictionary<string, bool> _connections = new();

    private LoopbackDepartment(WebApplication application) => _application = application;

    public Uri Address { get; private set; } = null!;

    public IReadOnlyList<ReceivedRequest> Requests => [.. _requests];

    /// <summary>How many connections brought requests.</summary>
    public int Connections => _connections.Count;

    public static Task<LoopbackDepartment> TextAsync(string text, string type = "application/json") => StartAsync(async (_, context) =>
    {
        context.Response.ContentType = type;
        await context.Response.WriteAsync(text);
    });

    public static async Task<LoopbackDepartment> StartAsync(
        Func<int, HttpContext, Task> answer, HttpProtocols protocols = HttpProtocols.Http1, Action<HttpsConnectionAdapterOptions>? tls = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = protocols;
            if (tls is not null)
            {
                listen.UseHttps(tls);
            }
        }));
        if (tls is not null)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
        }

        var application = builder.Build();
        application.UseWebSockets();
        var department = new LoopbackDepartment(application);
        application.Run(context => department.AnswerAsync(context, answer));
        await application.StartAsync(TestContext.Current.CancellationToken);
        department.Address = new Uri(new Uri(application.Urls.Single()), "/graphql");
        return department;
    }

    public async ValueTask DisposeAsync()
    {
        // WHY: tests leave requests hanging on purpose.
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _application.StopAsync(now.Token);
        await _application.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context, Func<int, HttpContext, Task> answer)
    {
        _connections.TryAdd(context.Connection.Id, true);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var request = new ReceivedRequest(
            context.Request.Method,
            context.Request.GetEncodedUrl(),
            context.Request.Protocol,
            headers,
            body.ToArray(),
            context.Connection.ClientCertificate);
        int number;
        lock (_requests)
        {
            _requests.Enqueue(request);
            number = _requests.Count;
        }

        await answer(number, context);
    }
}

/// <summary>What a department was asked.</summary>
internal sealed record ReceivedRequest(
    string Method,
    string Target,
    string Protocol,
    IReadOnlyDictionary<string, string> Headers,
    byte[] Body,
    X509Certificate2? ClientCertificate);
