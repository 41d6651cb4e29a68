using System.Text.Json;
using System.Text.Json.Serialization;
using Exchange.Policy.Findings;

namespace Exchange.Host.Commands;

/// <summary>Writes findings as JSON.</summary>
internal static class FindingReport
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void WriteJson(TextWriter output, IReadOnlyList<Finding> findings) =>
        output.WriteLine(JsonSerializer.Serialize(new { findings }, Indented));
}
