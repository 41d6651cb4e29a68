using System.Text.Encodings.Web;
using System.Text.Json;
using Exchange.Federation.Composition;

namespace Exchange.Host.Federation;

/// <summary>Mistakes and hints of composition as commands show them: a line each, or JSON.</summary>
internal static class CompositionReport
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>One mistake: file and subgraph, line and column in its SDL where known, what is wrong, what helps, the code.</summary>
    public static string Line(FileInfo file, CompositionError error)
    {
        var place = error.Subgraph is { } subgraph ? $"{file.Name} ({subgraph})" : file.Name;
        var location = error.Location is { } at ? $":{at.Line}:{at.Column}" : "";
        var coordinate = error.Coordinate is { } concerned ? $" {concerned}" : "";
        var gap = error.Message.Contains('\n', StringComparison.Ordinal) ? "\n" : " ";
        var hint = error.Hint is { } usual ? $"{gap}{usual}" : "";
        return $"{place}{location}:{coordinate} {error.Message}{hint} [{error.Code}]";
    }

    /// <summary>The supergraph document or null, the mistakes and the hints.</summary>
    public static string Json(CompositionResult result) => JsonSerializer.Serialize(
        new { supergraph = result.Document, errors = result.Errors.Select(Entry), hints = result.Hints.Select(Entry) }, Indented);

    private static object Entry(CompositionError error) => new
    {
        code = error.Code,
        message = error.Message,
        subgraph = error.Subgraph,
        coordinate = error.Coordinate,
        line = error.Location?.Line,
        column = error.Location?.Column,
        hint = error.Hint,
    };
}
