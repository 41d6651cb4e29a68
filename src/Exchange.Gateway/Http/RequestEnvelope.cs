using System.Text;
using System.Text.Json;
using Exchange.GraphQL;
using Exchange.GraphQL.Values;
using Exchange.Pipeline;
using Microsoft.AspNetCore.Http;

namespace Exchange.Gateway.Http;

/// <summary>
/// The parameters of one GraphQL request (GraphQL over HTTP, "Request Parameters" and "Persisted Document Request Parameters").
/// </summary>
internal sealed record RequestEnvelope(ReadOnlyMemory<byte> Query, string? DocumentId, string? OperationName, DatumObject? Variables)
{
    /// <summary>A request whose parameters were not read.</summary>
    public static readonly RequestEnvelope Empty = new(ReadOnlyMemory<byte>.Empty, null, null, null);

    /// <summary>How deep the variables of a request may be nested.</summary>
    public const int MaxDepth = 64;

    // WHY: far more than any variables may have, so that what counts their levels stops first and names the limit.
    private const int MaxJsonDepth = 1_000;

    /// <summary>The hash that <c>extensions.persistedQuery</c> names; null for none.</summary>
    public string? PersistedQueryHash { get; init; }

    private static readonly JsonDocumentOptions JsonOptions = new() { MaxDepth = MaxJsonDepth };

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
            throw new EnvelopeException(
                $"The request body is not JSON of at most {MaxJsonDepth} levels: send {{\"query\": \"…\", \"variables\": {{…}}}} in UTF-8.");
        }
    }

    /// <summary>Reads the query string of a GET. Throws <see cref="EnvelopeException"/>.</summary>
    public static RequestEnvelope FromQuery(IQueryCollection query)
    {
        var document = Single(query, "query");
        var documentId = Single(query, "documentId");
        var hash = HashIn(query["extensions"].ToString());
        if (document is null && documentId is null && hash is null)
        {
            throw EnvelopeException.Misshapen(
                "The parameter \"query\" is missing: send the document as ?query=…, or the id of a trusted one as ?documentId=….");
        }

        DatumObject? variables = null;
        if (!string.IsNullOrEmpty(query["variables"]))
        {
            variables = VariablesOf(query["variables"].ToString());
        }

        return new RequestEnvelope(Encoding.UTF8.GetBytes(document ?? ""), documentId, Single(query, "operationName"), variables)
        {
            PersistedQueryHash = hash,
        };
    }

    /// <summary>Reads the parameters from JSON. Throws <see cref="EnvelopeException"/>.</summary>
    public static RequestEnvelope Read(JsonElement root)
    {
        try
        {
            return ReadParameters(root);
        }
        catch (InvalidOperationException)
        {
            throw EnvelopeException.Misshapen("The request holds a name that is not well-formed Unicode text.");
        }
    }

    /// <summary>The request with these parameters.</summary>
    public HubRequest ApplyTo(HubRequest request) => request with
    {
        Document = Query,
        DocumentId = DocumentId,
        PersistedQueryHash = PersistedQueryHash,
        OperationName = OperationName,
        Variables = Variables,
    };

    private static RequestEnvelope ReadParameters(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array)
        {
            throw EnvelopeException.Misshapen(
                "Batches are not served: send one request at a time, with as many fields and aliases as it needs.");
        }

        if (root.ValueKind != JsonValueKind.Object)
        {
            throw EnvelopeException.Misshapen("The request body must be a JSON object with \"query\".");
        }

        var documentId = OptionalText(root, "documentId");
        var query = OptionalText(root, "query");
        var hash = root.TryGetProperty("extensions", out var extensions) ? PersistedQuery.HashIn(extensions) : null;
        if (query is null && documentId is null && hash is null)
        {
            throw EnvelopeException.Misshapen(
                "The parameter \"query\" must be a string that holds the document, or \"documentId\" the id of a trusted one.");
        }

        var name = OptionalText(root, "operationName");
        DatumObject? variables = null;
        if (root.TryGetProperty("variables", out var given) && given.ValueKind != JsonValueKind.Null)
        {
            variables = given.ValueKind == JsonValueKind.Object
                ? Object(given, "variables")
                : throw EnvelopeException.Misshapen("The parameter \"variables\" must be an object or null.");
        }

        return new RequestEnvelope(Encoding.UTF8.GetBytes(query ?? ""), documentId, name, variables) { PersistedQueryHash = hash };
    }

    private static string? HashIn(string extensions)
    {
        if (extensions.Length == 0)
        {
            return null;
        }

        using var document = ParseMap(extensions, "extensions");
        return PersistedQuery.HashIn(document.RootElement);
    }

    // WHY: a parameter that is given twice has no single meaning. An empty one is as good as none.
    private static string? Single(IQueryCollection query, string parameter) => query[parameter] switch
    {
        { Count: > 1 } => throw EnvelopeException.Misshapen($"The parameter \"{parameter}\" is given twice."),
        var values => string.IsNullOrEmpty(values) ? null : values.ToString(),
    };

    private static string? OptionalText(JsonElement root, string parameter) =>
        !root.TryGetProperty(parameter, out var text) || text.ValueKind == JsonValueKind.Null ? null
        : text.ValueKind == JsonValueKind.String ? Text(text, parameter)
        : throw EnvelopeException.Misshapen($"The parameter \"{parameter}\" must be a string.");

    private static string Text(JsonElement text, string parameter)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw EnvelopeException.Misshapen($"The parameter \"{parameter}\" is not well-formed Unicode text.");
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
            throw EnvelopeException.Misshapen($"The parameter \"{parameter}\" must be a JSON object.");
        }
        catch (JsonException)
        {
            throw EnvelopeException.Misshapen($"The parameter \"{parameter}\" is not JSON of at most {MaxJsonDepth} levels.");
        }
    }

    private static DatumObject Object(JsonElement element, string parameter)
    {
        try
        {
            return DatumReader.Read(element, MaxDepth).AsObject();
        }
        catch (GraphQLException exception) when (exception.Errors[0].Limit is { } limit)
        {
            throw new EnvelopeException($"In \"{parameter}\": {exception.Message}", limit: limit);
        }
        catch (Exception exception) when (exception is GraphQLException or InvalidOperationException)
        {
            throw EnvelopeException.Misshapen(
                $"The parameter \"{parameter}\" holds a name twice or text that is not Unicode.");
        }
    }
}
