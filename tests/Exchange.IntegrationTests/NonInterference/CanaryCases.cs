using Exchange.Federation.Sources;

namespace Exchange.IntegrationTests.NonInterference;

/// <summary>A case source that knows one open case of some persons and a closed one of others, and fails for a third, with a person's number in the message.</summary>
internal sealed class CanaryCases(CanaryCity city) : ICaseSource
{
    public const string Open = "SA-2026-000123";
    public const string Closed = "SA-2026-000999";
    public const string Unknown = "SA-2026-000404";
    public const string Failing = "SA-2026-000500";

    /// <summary>Whether it is a case number at all.</summary>
    public static bool IsNumber(string? text) => text is Open or Closed or Unknown or Failing;

    /// <summary>Whether the person belongs to the open case.</summary>
    public bool IsOfCase(string person) => OfCase.Contains(person);

    private List<string> OfCase => [.. city.Keys("Person").Where((_, i) => i % 3 == 0)];

    public ValueTask<CaseFile?> FindAsync(string accessId, CaseQuestion question, CancellationToken cancellation) => question.CaseNumber switch
    {
        Open => new(new CaseFile(IsOpen: true, OfCase)),
        Closed => new(new CaseFile(IsOpen: false, [.. city.Keys("Person").Where((_, i) => i % 3 == 1)])),
        Failing => throw new InvalidOperationException($"cannot read the file of {city.Keys("Person")[0]}"),
        _ => new((CaseFile?)null),
    };
}
