using Exchange.Audit.Writing;
using Exchange.Host.Composition;
using Exchange.Pipeline.Telemetry;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Exchange.Host.Telemetry;

/// <summary>
/// Sends traces, metrics and logs to an OTLP collector. Only sources and meters that carry codes and counts are listened to: the spans that the
/// framework makes of HTTP requests quote addresses, and a citizen number can stand in one.
/// </summary>
internal sealed class TelemetryExport : IDisposable
{
    // WHY: a collector that is gone must not hold up the hub's end.
    private const int TimeoutMilliseconds = 5000;

    /// <summary>The spans' sources.</summary>
    internal static readonly string[] Sources = [PipelineTelemetry.Name, SourceTelemetry.Name, HttpSpans.Name];

    /// <summary>The meters; those of the framework know routes and addresses of departments, no paths and no queries.</summary>
    internal static readonly string[] Meters =
    [
        PipelineTelemetry.Name, SourceTelemetry.Name, AccessLogMeter.Name,
        "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime",
    ];

    private readonly TracerProvider _traces;
    private readonly MeterProvider _metrics;
    private readonly AccessLogMeter _log;

    private TelemetryExport(TelemetryOptions options, AccessLog log)
    {
        _log = new AccessLogMeter(log);
        _traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(Hub())
            .AddSource(Sources)
            .AddOtlpExporter(export => Direct(export, options, "traces"))
            .Build();
        _metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(Hub())
            .AddMeter(Meters)
            .AddOtlpExporter(export => Direct(export, options, "metrics"))
            .Build();
    }

    /// <summary>Starts sending traces and metrics; null where no collector is named.</summary>
    public static TelemetryExport? Start(TelemetryOptions? options, AccessLog log) => options is null ? null : new TelemetryExport(options, log);

    /// <summary>Sends the hub's own log lines too, those that stand on the console.</summary>
    public static void AddLogs(ILoggingBuilder logging, TelemetryOptions? options)
    {
        if (options is not null)
        {
            logging.AddOpenTelemetry(logs => logs.SetResourceBuilder(Hub()).AddOtlpExporter(export => Direct(export, options, "logs")));
        }
    }

    /// <summary>Sends what is left, for at most a few seconds.</summary>
    public void Dispose()
    {
        _traces.Dispose();
        _metrics.Dispose();
        _log.Dispose();
    }

    private static ResourceBuilder Hub() => ResourceBuilder.CreateEmpty().AddService("exchange", serviceVersion: HubVersion.Text);

    private static void Direct(OtlpExporterOptions export, TelemetryOptions options, string signal)
    {
        export.Protocol = options.Protocol;
        export.Endpoint = options.Of(signal);
        export.TimeoutMilliseconds = TimeoutMilliseconds;
    }
}
