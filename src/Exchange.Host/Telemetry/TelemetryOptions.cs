using OpenTelemetry.Exporter;

namespace Exchange.Host.Telemetry;

/// <summary>Where traces, metrics and logs go (<c>Telemetry:*</c> of the configuration).</summary>
/// <param name="Endpoint">The OTLP collector's address, without a signal's path.</param>
/// <param name="Protocol">How it is spoken to.</param>
public sealed record TelemetryOptions(Uri Endpoint, OtlpExportProtocol Protocol)
{
    /// <summary>The address of one signal: over HTTP each has a path of its own (OTLP specification, "OTLP/HTTP Request").</summary>
    internal Uri Of(string signal) => Protocol == OtlpExportProtocol.Grpc
        ? Endpoint
        : new Uri($"{Endpoint.AbsoluteUri.TrimEnd('/')}/v1/{signal}");
}
