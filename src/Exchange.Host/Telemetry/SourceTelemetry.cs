using System.Diagnostics;
using System.Diagnostics.Metrics;
using Exchange.Federation.Sources;
using Exchange.GraphQL.Values;
using Exchange.Host.Composition;

namespace Exchange.Host.Telemetry;

/// <summary>
/// Measures every call to a department: a span, and its duration by department and outcome. Never a key, a value or a text of theirs.
/// </summary>
internal static class SourceTelemetry
{
    public const string Name = "Exchange.Sources";

    private static readonly ActivitySource Spans = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "exchange.source.duration", "s", "How long a department took, by department, kind of request and outcome.");

    /// <summary>The same sources, measured.</summary>
    public static HubSources Measure(HubSources sources) => new(
        sources.ByDepartment.ToDictionary(entry => entry.Key, ISource (entry) => new MeasuredSource(entry.Value), StringComparer.Ordinal),
        sources.Facts.ToDictionary(entry => entry.Key, IFactSource (entry) => new MeasuredFactSource(entry.Value), StringComparer.Ordinal))
    {
        Events = sources.Events,
        Cases = sources.Cases is { } cases ? new MeasuredCaseSource(cases) : null,
        Lists = sources.Lists.ToDictionary(entry => entry.Key, IListSource (entry) => new MeasuredListSource(entry.Value), StringComparer.Ordinal),
    };

    private static async ValueTask<T> MeasureAsync<T>(string department, string kind, Func<ValueTask<T>> fetch)
    {
        using var span = Spans.StartActivity(department, ActivityKind.Client);
        span?.SetTag("exchange.kind", kind);
        var start = Stopwatch.GetTimestamp();
        var outcome = "failed";
        try
        {
            var answer = await fetch();
            outcome = "answered";
            return answer;
        }
        catch (SourceException exception)
        {
            outcome = exception.Fault.ToString().ToLowerInvariant();
            throw;
        }
        catch (OperationCanceledException)
        {
            outcome = "late";
            throw;
        }
        finally
        {
            span?.SetTag("exchange.outcome", outcome);
            Duration.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, new("department", department), new("kind", kind), new("outcome", outcome));
        }
    }

    private sealed class MeasuredSource(ISource source) : ISource
    {
        public string Department => source.Department;

        public ValueTask<SourceResponse> FetchAsync(SourceRequest request, CancellationToken cancellation) =>
            MeasureAsync(Department, "records", () => source.FetchAsync(request, cancellation));
    }

    private sealed class MeasuredListSource(IListSource source) : IListSource
    {
        public string Department => source.Department;

        public ValueTask<ListAnswer> ListAsync(ListRequest request, CancellationToken cancellation) =>
            MeasureAsync(Department, "rows", () => source.ListAsync(request, cancellation));
    }

    private sealed class MeasuredFactSource(IFactSource source) : IFactSource
    {
        public string Department => source.Department;

        public bool TellsExistence => source.TellsExistence;

        public ValueTask<DatumObject?[]> FetchAsync(
            string accessId, string type, IReadOnlyList<string> keys, IReadOnlyList<string> facts, CancellationToken cancellation) =>
            MeasureAsync(Department, "facts", () => source.FetchAsync(accessId, type, keys, facts, cancellation));
    }

    private sealed class MeasuredCaseSource(ICaseSource source) : ICaseSource
    {
        public ValueTask<CaseFile?> FindAsync(string accessId, CaseQuestion question, CancellationToken cancellation) =>
            MeasureAsync("cases", "case", () => source.FindAsync(accessId, question, cancellation));
    }
}
