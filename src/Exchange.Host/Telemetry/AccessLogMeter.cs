using System.Diagnostics.Metrics;
using Exchange.Audit.Writing;

namespace Exchange.Host.Telemetry;

/// <summary>Counts of one access log's writer, read when a collector asks. Thread-safe.</summary>
internal sealed class AccessLogMeter : IDisposable
{
    public const string Name = "Exchange.Audit";

    private readonly Meter _meter = new(Name);

    public AccessLogMeter(AccessLog log)
    {
        _meter.CreateObservableCounter("exchange.audit.entries", () => log.Counters.Entries, "{entry}", "Entries made durable.");
        _meter.CreateObservableCounter("exchange.audit.flushes", () => log.Counters.Flushes, "{flush}", "Flushes that made them so.");
        _meter.CreateObservableCounter("exchange.audit.bytes", () => log.Counters.Bytes, "By", "Bytes made durable.");
        _meter.CreateObservableCounter(
            "exchange.audit.failures", () => log.Counters.FailedEntries, "{entry}", "Entries refused because the disk failed.");
        _meter.CreateObservableGauge(
            "exchange.audit.writable", () => log.CanTakeEntries ? 1 : 0, "1", "1 while the log takes entries; at 0 nothing is answered.");
    }

    public void Dispose() => _meter.Dispose();
}
