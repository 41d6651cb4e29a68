using System.Text;
using System.Text.Json;
using Exchange.GraphQL;
using Exchange.GraphQL.Values;
using Microsoft.AspNetCore.Http;

namespace Exchange.Gateway.Http;

/// <summary>The parameters of one GraphQL request (GraphQL over HTTP, "Request Parameters").</summary>
internal sealed record RequestEnvelope(ReadOnlyMemory<byte> Query, string? OperationName, DatumObject? Variables)
{
    /// <summary>A request whose parameters were not read.</summary>
    public static readonly RequestEnvelope Empty = new(ReadOnlyMemory<byte>.Empty, null, null);

    private const int MaxDepth = 64;

    private static readonly JsonDocumentOptions JsonOptions = new() { MaxDepth = MaxDepth };

    /// <summary>Reads a POST body. Throws <see cref="EnvelopeException"/> that says what is wrong, without echoing any of it.</summary>
    public static RequestEnvelope FromBody(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, JsonOptions);
            return Read(document.RootElement);
        }
        catch (JsonException)
        {
            throw new EnvelopeException("The request body is not JSON: send {\"query\": \"…\", \"variables\": {…}} in UTF-8.");
        }
    }

    /// <summary>Reads the query string of a GET. Throws <see cref="EnvelopeException"/>.</summary>
    public static RequestEnvelope FromQuery(IQueryCollection query)
    {
        if (query["query"].Count != 1 || string.IsNullOrEmpty(query["query"]))
        {
            throw new EnvelopeException("The parameter \"query\" is missing or given twice: send the document as ?query=….");
        }

        DatumObject? variables = null;
        if (!string.IsNullOrEmpty(query["variables"]))
        {
            variables = VariablesOf(query["variables"].ToString());
        }

        if (!string.IsNullOrEmpty(query["extensions"]))
        {
            ParseMap(query["extensions"].ToString(), "extensions").Dispose();
        }

        var name = query["operationName"].ToString();
        return new RequestEnvelope(Encoding.UTF8.GetBytes(query["query"].ToString()), name.Length == 0 ? null : name, variables);
    }

    private static RequestEnvelope Read(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array)
        {
            throw new EnvelopeException("Batches are not served: send one request at a time, with as many fields and aliases as it needs.");
        }

        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new EnvelopeException("The request body must be a JSON object with \"query\".");
        }

        if (!root.TryGetProperty("query", out var query) || query.ValueKind != JsonValueKind.String)
        {
            throw new EnvelopeException("The parameter \"query\" must be a string that holds the document.");
        }

        string? name = null;
        if (root.TryGetProperty("operationName", out var operationName) && operationName.ValueKind != JsonValueKind.Null)
        {
            name = operationName.ValueKind == JsonValueKind.String
                ? Text(operationName, "operationName")
                : throw new EnvelopeException("The parameter \"operationName\" must be a string or null.");
        }

        DatumObject? variables = null;
        if (root.TryGetProperty("variables", out var given) && given.ValueKind != JsonValueKind.Null)
        {
            variables = given.ValueKind == JsonValueKind.Object
                ? Object(given, "variables")
                : throw new EnvelopeException("The parameter \"variables\" must be an object or null.");
        }

        if (root.TryGetProperty("extensions", out var extensions)
            && extensions.ValueKind is not (JsonValueKind.Null or JsonValueKind.Object))
        {
            throw new EnvelopeException("The parameter \"extensions\" must be an object or null.");
        }

        return new RequestEnvelope(Encoding.UTF8.GetBytes(Text(query, "query")), name, variables);
    }

    private static string Text(JsonElement text, string parameter)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new EnvelopeException($"The parameter \"{parameter}\" is not well-formed Unicode text.");
        }
    }

    private static DatumObject VariablesOf(string json)
    {
        using var document = ParseMap(json, "variables");
        return Object(document.RootElement, "variables");
    }

    private static JsonDocument ParseMap(string json, string parameter)
    {
        try
        {
            var document = JsonDocument.Parse(json, JsonOptions);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }

            document.Dispose();
            throw new EnvelopeException($"The parameter \"{parameter}\" must be a JSON object.");
        }
        catch (JsonException)
        {
            throw new EnvelopeException($"The parameter \"{parameter}\" is not JSON.");
        }
    }

    private static DatumObject Object(JsonElement element, string parameter)
    {
        try
        {
            return DatumReader.Read(element, MaxDepth).AsObject();
        }
        catch (Exception exception) when (exception is GraphQLException or InvalidOperationException)
        {
            throw new EnvelopeException(
                $"The parameter \"{parameter}\" holds a name twice, text that is not Unicode, or is nested too deep.");
        }
    }
}

/// <summary>The request is not a GraphQL request; the message is for the caller and holds nothing of what was sent.</summary>
internal sealed class EnvelopeException(string message, int status = StatusCodes.Status400BadRequest, string? limit = null)
    : Exception(message)
{
    public int Status { get; } = status;

    public GraphQLError Error { get; } = new(limit is null ? ErrorCodes.BadUserInput : ErrorCodes.LimitExceeded, message) { Limit = limit };
}
