using System.Text.Json;
using Exchange.GraphQL;

namespace Exchange.Pipeline.Answers;

/// <summary>Writes standard errors (GraphQL September 2025, section 7.1.2). Stateless and safe to share between threads.</summary>
internal static class ErrorWriter
{
    public static void Write(Utf8JsonWriter json, GraphQLError error)
    {
        json.WriteStartObject();
        json.WriteString("message", error.Message);
        if (error.Locations.Count > 0)
        {
            json.WriteStartArray("locations");
            foreach (var location in error.Locations)
            {
                json.WriteStartObject();
                json.WriteNumber("line", location.Line);
                json.WriteNumber("column", location.Column);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        if (error.Path is { } path)
        {
            json.WritePropertyName("path");
            WritePath(json, path);
        }

        json.WriteStartObject("extensions");
        json.WriteString("code", error.Code);
        WriteOptional(json, "rule", error.Rule);
        WriteOptional(json, "limit", error.Limit);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void WritePath(Utf8JsonWriter json, IReadOnlyList<object> path)
    {
        json.WriteStartArray();
        foreach (var step in path)
        {
            if (step is int index)
            {
                json.WriteNumberValue(index);
            }
            else
            {
                json.WriteStringValue((string)step);
            }
        }

        json.WriteEndArray();
    }

    public static void WriteOptional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
