using System.Text.Json;
using Exchange.GraphQL;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Values;

namespace Exchange.Demo.Subgraphs;

/// <summary>Reads requests and writes responses of a GraphQL service.</summary>
internal static class SubgraphJson
{
    /// <summary>The object that the text holds; null for anything else.</summary>
    public static DatumObject? Read(ReadOnlySpan<byte> text)
    {
        try
        {
            return DatumReader.Read(text) is { Kind: DatumKind.Object } value ? value.AsObject() : null;
        }
        catch (GraphQLException)
        {
            return null;
        }
    }

    /// <summary>The text of a member; null for anything else.</summary>
    public static string? TextOf(DatumObject? holder, string name) =>
        holder?[name] is { Kind: DatumKind.String } text ? text.AsString() : null;

    /// <summary>The object of a member; null for anything else.</summary>
    public static DatumObject? ObjectOf(DatumObject? holder, string name) =>
        holder?[name] is { Kind: DatumKind.Object } value ? value.AsObject() : null;

    /// <summary>Writes a response as an object.</summary>
    public static void Write(Utf8JsonWriter json, ExecutionResult result)
    {
        json.WriteStartObject();
        if (result.Errors.Count > 0)
        {
            json.WritePropertyName("errors");
            Write(json, result.Errors);
        }

        if (result.HasData)
        {
            json.WritePropertyName("data");
            DatumWriter.Write(json, result.Data);
        }

        json.WriteEndObject();
    }

    /// <summary>Writes errors as a list.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<GraphQLError> errors)
    {
        json.WriteStartArray();
        foreach (var error in errors)
        {
            json.WriteStartObject();
            json.WriteString("message", error.Message);
            if (error.Path is not null)
            {
                json.WriteStartArray("path");
                foreach (var step in error.Path)
                {
                    JsonSerializer.Serialize(json, step);
                }

                json.WriteEndArray();
            }

            json.WriteStartObject("extensions");
            json.WriteString("code", error.Code);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
