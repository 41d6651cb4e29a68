using System.Text.Json;
using Exchange.GraphQL;
using Exchange.GraphQL.Values;

namespace Exchange.Differential;

/// <summary>One document to judge, as a line of a corpus has it; what the line expects is not read.</summary>
/// <param name="Id">The line's own name, handed back as it is.</param>
/// <param name="Document">The document's text.</param>
/// <param name="Variables">The variables, or null when the line has none.</param>
/// <param name="OperationName">Which operation to run, or null.</param>
public sealed record CorpusLine(JsonElement Id, string Document, DatumObject? Variables, string? OperationName)
{
    /// <summary>Reads one line. Throws <see cref="InvalidDataException"/> with its number where it is no line of a corpus.</summary>
    public static CorpusLine Read(string line, int number)
    {
        try
        {
            var root = JsonElement.Parse(line);
            return new CorpusLine(
                root.GetProperty("id"),
                root.GetProperty("document").GetString() ?? throw NotALine(number, "\"document\" is null"),
                VariablesOf(root),
                root.TryGetProperty("operationName", out var name) ? name.GetString() : null);
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException or GraphQLException)
        {
            throw NotALine(number, unreadable.Message);
        }
    }

    private static DatumObject? VariablesOf(JsonElement root) =>
        root.TryGetProperty("variables", out var variables) && variables.ValueKind != JsonValueKind.Null
            ? DatumReader.Read(variables).AsObject()
            : null;

    private static InvalidDataException NotALine(int number, string why) => new($"Line {number} of the corpus cannot be read: {why}");
}
