using System.Text.Json;
using Exchange.Policy.Findings;

namespace Exchange.Host.Commands;

/// <summary>Writes findings as JSON.</summary>
internal static class FindingReport
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void WriteJson(TextWriter output, IReadOnlyList<Finding> findings) =>
        output.WriteLine(JsonSerializer.Serialize(new { findings }, Indented));
}
