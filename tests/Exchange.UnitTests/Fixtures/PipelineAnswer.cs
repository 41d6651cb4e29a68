using System.Text;
using System.Text.Json;
using Exchange.Pipeline;

namespace Exchange.UnitTests.Fixtures;

/// <summary>An answer of the pipeline, opened for a test.</summary>
internal sealed class PipelineAnswer(HubResponse response)
{
    private readonly JsonElement _root = JsonDocument.Parse(response.Body).RootElement;

    public AnswerKind Kind => response.Kind;

    public string? AccessId => response.AccessId;

    public string Text => Encoding.UTF8.GetString(response.Body.Span);

    public bool HasData => _root.TryGetProperty("data", out _);

    /// <summary>The data as text.</summary>
    public string Data => _root.GetProperty("data").GetRawText();

    public IReadOnlyList<string> Codes => !_root.TryGetProperty("errors", out var errors)
        ? []
        : [.. errors.EnumerateArray().Select(error => error.GetProperty("extensions").GetProperty("code").GetString()!)];

    public JsonElement Error => _root.GetProperty("errors")[0];

    /// <summary>What was withheld, as <c>coordinate REASON records</c>.</summary>
    public IReadOnlyList<string> Withheld =>
    [
        .. Exchange("withheld").Select(cells =>
            $"{cells.GetProperty("coordinate").GetString()} {cells.GetProperty("reason").GetString()} {cells.GetProperty("records").GetInt32()}"),
    ];

    /// <summary>What was reduced, as <c>coordinate level records</c>.</summary>
    public IReadOnlyList<string> Reduced =>
    [
        .. Exchange("reduced").Select(cells =>
            $"{cells.GetProperty("coordinate").GetString()} {cells.GetProperty("level").GetString()} {cells.GetProperty("records").GetInt32()}"),
    ];

    public IReadOnlyList<string> Sources => [.. Exchange("sources").Select(source => source.GetProperty("department").GetString()!)];

    private IEnumerable<JsonElement> Exchange(string member) =>
        _root.GetProperty("extensions").GetProperty("exchange").GetProperty(member).EnumerateArray();
}
