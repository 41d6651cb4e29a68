using Exchange.Audit.Writing;
using Exchange.Console;
using Exchange.Console.Description;
using Exchange.Gateway;
using Exchange.Host.Telemetry;
using Exchange.Identity;
using Exchange.Pipeline;
using Exchange.Policy.People;
using Exchange.Storage;
using Exchange.Storage.Stores;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Exchange.Host.Composition;

/// <summary>
/// A hub that runs: store, keys, log, sources and endpoints put together. Everything that can fail is done before the first request is accepted.
/// </summary>
public sealed class HubServer : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly AccessLog _log;
    private readonly Refusals _refusals;
    private readonly OwedRecording _owed;
    private readonly LogReplay _replay;
    private readonly ConsentIndexKeeper _indexKeeper;
    private readonly TelemetryExport? _telemetry;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _flushing;
    private readonly Task _publishing;
    private readonly Task _ending;

    private HubServer(WebApplication web, HubParts parts, OwedRecording owed, TelemetryExport? telemetry)
    {
        _web = web;
        _log = parts.Log;
        _refusals = parts.Refusals;
        _owed = owed;
        _replay = parts.Replay;
        _indexKeeper = parts.IndexKeeper;
        _telemetry = telemetry;
        _flushing = FlushAsync();
        PolicyDifference = parts.PolicyDifference;
        var time = web.Services.GetRequiredService<TimeProvider>();
        var logger = web.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Exchange");
        _publishing = new ScheduledPublication(parts.ConsolePorts.Drafts, parts.Logs, time, logger).RunAsync(_stopping.Token);
        _ending = new ConsentEnds(parts.Consents, time, logger).RunAsync(_stopping.Token);
    }

    /// <summary>How the folder of policies differs from the published version, in one line; null where it does not.</summary>
    public string? PolicyDifference { get; }

    /// <summary>The address that the hub listens on, with the real port.</summary>
    public string Address => _web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>The services, for what a command provisions after the start.</summary>
    public IServiceProvider Services => _web.Services;

    /// <summary>The access log.</summary>
    internal IAccessLog Log => _log;

    /// <summary>What of the log the store lacked.</summary>
    internal LogReplay Replay => _replay;

    /// <summary>Starts a hub; throws <see cref="HubException"/> with one clear line when it cannot.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="documents">The valid documents of the city.</param>
    /// <param name="sources">Makes the sources once store and keys are open.</param>
    /// <param name="provision">Runs before the first request is accepted: clients, accounts, consents.</param>
    /// <param name="cancellation">Ends the start.</param>
    public static async Task<HubServer> StartAsync(
        HubOptions options,
        CityDocuments documents,
        Func<CancellationToken, Task<HubSources>> sources,
        Func<HubParts, CancellationToken, Task> provision,
        CancellationToken cancellation)
    {
        DataFolder.Prepare(options.Folder);
        WebApplication? web = null;
        try
        {
            web = Build(options);
            var parts = await HubParts.OpenAsync(web.Services, options, documents, sources, cancellation);
            try
            {
                var owed = new OwedRecording(
                    parts.Consents, web.Services.GetRequiredService<OwedRecordStore>(), parts.Log, web.Services.GetRequiredService<TimeProvider>());
                await owed.RecordAllAsync(cancellation);
                await provision(parts, cancellation);
                await parts.Replay.NoteAsync(cancellation);
                Map(web, options, parts);
                await web.StartAsync(cancellation);
                return new HubServer(web, parts, owed, TelemetryExport.Start(options.Telemetry, parts.Log));
            }
            catch
            {
                await parts.Log.DisposeAsync();
                throw;
            }
        }
        catch (Exception exception)
        {
            if (web is not null)
            {
                await web.DisposeAsync();
            }

            throw StartFault.Explain(exception, options) ?? exception;
        }
    }

    /// <summary>Completes when the hub is told to stop (Ctrl-C, SIGTERM).</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellation) => _web.WaitForShutdownAsync(cancellation);

    /// <summary>Stops accepting, finishes what runs, and closes the log.</summary>
    public async ValueTask DisposeAsync()
    {
        await _web.StopAsync();
        await _stopping.CancelAsync();
        await _publishing;
        await _ending;
        await _flushing;
        await _web.DisposeAsync();
        _telemetry?.Dispose();
        await _log.DisposeAsync();
        _stopping.Dispose();
    }

    private static WebApplication Build(HubOptions options)
    {
        var builder = WebServer.CreateBuilder(options.Urls, options.MaxBodyBytes);
        TelemetryExport.AddLogs(builder.Logging, options.Telemetry);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddExchangeStorage(options.Storage);
        builder.Services.AddExchangeIdentity(new ExchangeIdentityOptions
        {
            KeysPath = options.Keys,
            Issuer = options.Issuer,
            Authority = options.Authority,
            Audience = options.Audience,
            PlainSession = options.PlainSession,
            PasskeyHost = options.PasskeyHost,
        });
        builder.Services.AddProblemDetails(static problems => problems.CustomizeProblemDetails = FaultAnswer.AddCode);
        builder.Services.AddExchangeDescription();
        return builder.Build();
    }

    private static void Map(WebApplication web, HubOptions options, HubParts parts)
    {
        web.Use(HttpSpans.RunAsync);
        web.Use(FaultGuard.RunAsync);

        // Whatever the framework itself refuses on the control plane (a body that is no JSON, a wrong method) is a problem of RFC 9457 too.
        web.UseWhen(static http => http.Request.Path.StartsWithSegments("/api"), static api => api.UseStatusCodePages());
        web.UseAuthentication();
        web.UseAuthorization();
        var controlPlane = web.MapGroup("").JudgeBodiesAfterCallers();
        controlPlane.MapExchangeIdentity(parts.IdentityPorts);
        var explorer = parts.ConsolePorts.Pages is null ? null : ConsoleEndpoints.ExplorerPath;
        web.MapExchangeGraphQL(parts.Pipeline, new GatewayOptions
        {
            Time = web.Services.GetRequiredService<TimeProvider>(),
            Profile = options.HttpProfile,
            MaxBodyBytes = options.MaxBodyBytes,
            Streams = options.Streams,
            Sessions = HubSessions.Ports,
            Explorer = explorer,
        });
        controlPlane.MapExchangeConsole(parts.ConsolePorts);
        web.MapOpenApi("/openapi/{documentName}.json");
        web.MapGet("/", static () => Results.Redirect("/console")).ExcludeFromDescription();
        web.MapGet("/healthz/live", static () => Results.Text("live")).ExcludeFromDescription();
        web.MapGet("/healthz/ready", (StoreProbe store, CancellationToken cancellation) => ReadyAsync(parts, store, cancellation))
            .ExcludeFromDescription();
    }

    private static async Task<IResult> ReadyAsync(HubParts parts, StoreProbe store, CancellationToken cancellation)
    {
        var missing = !parts.Log.CanTakeEntries ? "the access log cannot be written"
            : !await store.AnswersAsync(cancellation) ? "the store does not answer"
            : parts.LostPolicies() ?? parts.Replay.Missing;
        return missing is null ? Results.Text("ready") : Results.Text(missing, statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private async Task FlushAsync()
    {
        using var minute = new PeriodicTimer(TimeSpan.FromMinutes(1));
        try
        {
            while (await minute.WaitForNextTickAsync(_stopping.Token))
            {
                await TryFlushAsync(_owed.RecordOverdueAsync);
                await _indexKeeper.KeepAsync(isLast: false);
            }
        }
        catch (OperationCanceledException)
        {
            await TryFlushAsync(_owed.RecordAllAsync);
            await _indexKeeper.KeepAsync(isLast: true);
        }
    }

    private async Task TryFlushAsync(Func<CancellationToken, Task> recordOwed)
    {
        try
        {
            await _refusals.FlushAsync(CancellationToken.None);
            await recordOwed(CancellationToken.None);
            await _replay.NoteAsync(CancellationToken.None);
        }
        catch (Exception fault) when (fault is AuditUnavailableException || StorageFault.IsOutage(fault))
        {
            // What was not written is kept, and written with the next flush for which log and store are there.
        }
        catch (Exception fault)
        {
            // WHY every fault: this is the last to know of it, and must run again in a minute.
            FaultLog.WriteOwed(_web.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Exchange"), fault);
        }
    }
}
