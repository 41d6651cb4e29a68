using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace Exchange.IntegrationTests.NonInterference;

/// <summary>Reads along the traces and metrics of the process, until disposed: names, tags, events and their values, each once.</summary>
internal sealed class CapturedTelemetry : IDisposable
{
    private readonly ConcurrentDictionary<string, bool> _texts = new(StringComparer.Ordinal);
    private readonly ActivityListener _traces;
    private readonly MeterListener _metrics = new();

    public CapturedTelemetry()
    {
        _traces = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("Exchange", StringComparison.Ordinal),
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Keep,
        };
        ActivitySource.AddActivityListener(_traces);
        _metrics.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name.StartsWith("Exchange", StringComparison.Ordinal))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _metrics.SetMeasurementEventCallback<long>((_, _, tags, _) => Keep(tags));
        _metrics.SetMeasurementEventCallback<int>((_, _, tags, _) => Keep(tags));
        _metrics.SetMeasurementEventCallback<double>((_, _, tags, _) => Keep(tags));
        _metrics.Start();
    }

    /// <summary>Everything so far.</summary>
    public string Text => string.Join('\n', _texts.Keys);

    public void Dispose()
    {
        _traces.Dispose();
        _metrics.Dispose();
    }

    private void Keep(Activity span)
    {
        Keep(span.DisplayName);
        Keep(span.StatusDescription ?? "");
        foreach (var (name, value) in span.TagObjects.Concat(span.Events.SelectMany(told => told.Tags)).Concat(span.Baggage.Select(each =>
            KeyValuePair.Create<string, object?>(each.Key, each.Value))))
        {
            Keep($"{name} {Convert.ToString(value, CultureInfo.InvariantCulture)}");
        }
    }

    private void Keep(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var (name, value) in tags)
        {
            Keep($"{name} {Convert.ToString(value, CultureInfo.InvariantCulture)}");
        }
    }

    private void Keep(string text) => _texts.TryAdd(text, true);
}
