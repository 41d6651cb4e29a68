using System.Text.Json;
using Exchange.Differential.Mock;
using Exchange.GraphQL;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.Values;

namespace Exchange.Differential;

/// <summary>Writes verdicts in the shape of a corpus: what a line expects stands under <c>expected</c>, what we say under <c>actual</c>.</summary>
public static class VerdictWriter
{
    /// <summary>Writes the line's id and the verdict as one object.</summary>
    public static void Write(Utf8JsonWriter json, JsonElement id, Verdict verdict)
    {
        json.WriteStartObject();
        json.WritePropertyName("id");
        id.WriteTo(json);
        json.WritePropertyName("actual");
        Write(json, verdict);
        json.WriteEndObject();
    }

    /// <summary>Writes the verdict alone.</summary>
    public static void Write(Utf8JsonWriter json, Verdict verdict)
    {
        json.WriteStartObject();
        json.WriteBoolean("parsed", verdict.IsParsed);
        if (verdict.Printed is { } printed)
        {
            json.WriteString("printed", printed);
        }

        json.WriteBoolean("valid", verdict.IsValid);
        if (verdict.IsValid)
        {
            json.WriteString("operation", NameOf(verdict.Operation));
        }
        else
        {
            WriteList(json, "errors", verdict.Errors, error => WriteRefusal(json, error, verdict.IsParsed));
        }

        if (verdict.Result is { } result)
        {
            Write(json, result);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ExecutionResult result)
    {
        json.WriteStartObject("result");
        if (result.HasData)
        {
            json.WritePropertyName("data");
            DatumWriter.Write(json, result.Data);
        }

        if (result.Errors.Count > 0)
        {
            WriteList(json, "errors", result.Errors, error => WriteFailure(json, error));
        }

        json.WriteEndObject();
    }

    private static void WriteRefusal(Utf8JsonWriter json, GraphQLError error, bool isParsed)
    {
        json.WriteString("rule", isParsed ? error.Rule ?? error.Limit ?? error.Code : error.Limit ?? "Syntax");
        json.WriteString("message", error.Message);
        WriteLocations(json, error);
    }

    private static void WriteFailure(Utf8JsonWriter json, GraphQLError error)
    {
        json.WriteString("kind", KindOf(error));
        json.WriteString("message", error.Message);
        if (error.Path is { } path)
        {
            json.WriteStartArray("path");
            foreach (var key in path)
            {
                json.WriteRawValue(JsonSerializer.Serialize(key));
            }

            json.WriteEndArray();
        }
        else
        {
            json.WriteNull("path");
        }

        WriteLocations(json, error);
    }

    private static string KindOf(GraphQLError error) => error switch
    {
        { Path: null } => "request",
        { Code: MockResolvers.Failure } => "resolver",
        _ when error.Message.EndsWith("has no value but must have one.", StringComparison.Ordinal) => "nonnull",
        _ => "complete",
    };

    private static string? NameOf(OperationKind? kind) => kind?.ToString().ToLowerInvariant();

    private static void WriteList(Utf8JsonWriter json, string name, IReadOnlyList<GraphQLError> errors, Action<GraphQLError> write)
    {
        json.WriteStartArray(name);
        foreach (var error in errors)
        {
            json.WriteStartObject();
            write(error);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteLocations(Utf8JsonWriter json, GraphQLError error)
    {
        json.WriteStartArray("locations");
        foreach (var location in error.Locations)
        {
            json.WriteStartArray();
            json.WriteNumberValue(location.Line);
            json.WriteNumberValue(location.Column);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
