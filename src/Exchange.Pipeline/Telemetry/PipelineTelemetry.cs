using System.Diagnostics;
using System.Diagnostics.Metrics;
using Exchange.Audit.Records;
using Exchange.Pipeline.Answers;
using Exchange.Pipeline.Callers;
using Exchange.Policy.Decisions;

namespace Exchange.Pipeline.Telemetry;

/// <summary>
/// What the flow tells an operator: a span per request and stage, and counts. Codes only (outcome, reason, department, purpose); never a value of a
/// request, an answer or a person. Costs nothing while nobody listens. Thread-safe.
/// </summary>
public static class PipelineTelemetry
{
    /// <summary>The name of the spans' source and of the meter.</summary>
    public const string Name = "Exchange.Pipeline";

    private static readonly ActivitySource Spans = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "exchange.request.duration", "s", "From the request's arrival to its answer, by how it ended.");

    private static readonly Counter<long> Records = Meter.CreateCounter<long>(
        "exchange.access.records", "{record}", "Access records written, by outcome, department and purpose of the caller.");

    private static readonly Counter<long> Withheld = Meter.CreateCounter<long>(
        "exchange.cells.withheld", "{cell}", "Cells that were asked for and not given, by reason.");

    private static readonly Counter<long> Refused = Meter.CreateCounter<long>(
        "exchange.callers.refused", "{request}", "Requests without a good token, by fault.");

    internal static Activity? Request() => Spans.StartActivity("request");

    internal static Activity? Stage(string name) => Spans.StartActivity(name);

    internal static void Answered(Activity? span, HubResponse response, TimeSpan elapsed)
    {
        var outcome = response.Kind.ToString();
        span?.SetTag("exchange.outcome", outcome);
        span?.SetTag("exchange.access_id", response.AccessId);
        Duration.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>("outcome", outcome));
    }

    internal static void Stranger(TokenFault fault) => Refused.Add(1, new KeyValuePair<string, object?>("fault", fault.ToString()));

    internal static void Recorded(AccessRecord record)
    {
        if (Records.Enabled)
        {
            Records.Add(
                1,
                new("outcome", record.Outcome.ToString()),
                new("department", record.Caller.Department),
                new("purpose", record.Caller.Purpose));
        }
    }

    internal static void Disclosed(Disclosure disclosure)
    {
        if (!Withheld.Enabled)
        {
            return;
        }

        foreach (var cells in disclosure.Withheld)
        {
            Withheld.Add(cells.Records, new KeyValuePair<string, object?>("reason", cells.Reason.Code()));
        }
    }
}
