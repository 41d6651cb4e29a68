using System.Buffers;
using System.Text.Json;
using Exchange.GraphQL.Values;

namespace Exchange.GraphQL.Execution;

/// <summary>Writes answers as JSON (GraphQL September 2025, section 7.2.1). Stateless and safe to share between threads.</summary>
public static class ResultWriter
{
    /// <summary>Writes <c>errors</c> where there are any, then <c>data</c> where execution began.</summary>
    public static void Write(IBufferWriter<byte> output, ExecutionResult result)
    {
        using var writer = new Utf8JsonWriter(output, DatumWriter.Options);
        writer.WriteStartObject();
        if (result.Errors.Count > 0)
        {
            writer.WritePropertyName("errors");
            Write(writer, result.Errors);
        }

        if (result.HasData)
        {
            writer.WritePropertyName("data");
            DatumWriter.Write(writer, result.Data);
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes errors as a list; code, rule and limit stand in <c>extensions</c>.</summary>
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<GraphQLError> errors)
    {
        writer.WriteStartArray();
        foreach (var error in errors)
        {
            Write(writer, error);
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, GraphQLError error)
    {
        writer.WriteStartObject();
        writer.WriteString("message", error.Message);
        WriteLocations(writer, error);
        WritePath(writer, error);
        writer.WriteStartObject("extensions");
        writer.WriteString("code", error.Code);
        if (error.Rule is { } rule)
        {
            writer.WriteString("rule", rule);
        }

        if (error.Limit is { } limit)
        {
            writer.WriteString("limit", limit);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteLocations(Utf8JsonWriter writer, GraphQLError error)
    {
        // WHY: nodes that were built and not parsed stand nowhere, and the specification counts lines from 1.
        var locations = error.Locations.Where(location => location.Line > 0).ToArray();
        if (locations.Length == 0)
        {
            return;
        }

        writer.WriteStartArray("locations");
        foreach (var location in locations)
        {
            writer.WriteStartObject();
            writer.WriteNumber("line", location.Line);
            writer.WriteNumber("column", location.Column);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WritePath(Utf8JsonWriter writer, GraphQLError error)
    {
        if (error.Path is not { } path)
        {
            return;
        }

        writer.WriteStartArray("path");
        foreach (var key in path)
        {
            if (key is int index)
            {
                writer.WriteNumberValue(index);
            }
            else
            {
                writer.WriteStringValue((string)key);
            }
        }

        writer.WriteEndArray();
    }
}
