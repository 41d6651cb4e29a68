using System.Text;
using Exchange.Audit.Records;
using Exchange.GraphQL.Values;
using Exchange.Pipeline;

namespace Exchange.IntegrationTests.NonInterference;

/// <summary>What came of one request, or of one event of a stream, wherever it left a trace.</summary>
internal sealed record Outcome(
    AnswerKind Kind,
    string? AccessId,
    string Body,
    IReadOnlyList<AccessRecord> Records,
    string RecordText,
    IReadOnlyList<AskedCell> Asked,
    IReadOnlyList<(string Department, string Key, string Text)> Told,
    IReadOnlyList<string> FactKeys,
    string RequestText,
    IReadOnlyList<Exception> Faults)
{
    /// <summary>How many requests were sent to departments.</summary>
    public int Requests { get; init; }

    /// <summary>How many of their selections named more than one record.</summary>
    public int Batches { get; init; }

    /// <summary>What departments were told by subscriptions.</summary>
    public string Subscribed { get; init; } = "";

    public DatumObject Answer => DatumReader.Read(Encoding.UTF8.GetBytes(Body)).AsObject();

    public Datum Data => Answer["data"];

    public DatumObject Explanation => Answer["extensions"].AsObject()["exchange"].AsObject();
}
