using System.Security.Cryptography;
using Exchange.GraphQL;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.Validation;
using Exchange.Pipeline.Caching;
using Exchange.Pipeline.Documents;

namespace Exchange.Pipeline.Open;

/// <summary>What Parse gives: the operation that will run, with its variables.</summary>
internal readonly record struct OpenParsed(PreparedOperation Operation, VariableValues Variables);

/// <summary>
/// Stage 2 of an open gateway: document and variables → the operation that will run. A document is kept with its operations and their plans,
/// which hold for every value of the variables. Thread-safe.
/// </summary>
internal sealed class OpenParse(OpenParts parts)
{
    private const long CacheBytes = 64 * 1024 * 1024;

    // What a document takes up with its nodes, compiled operations, plans and requests, for each byte of its text.
    private const int BytesPerByte = 100;

    private readonly FairCache<OpenDocument> _documents = new(CacheBytes);
    private readonly ScalarSet _scalars = OpenScalars.Of(parts.Supergraph.Schema);

    /// <summary>
    /// Throws <see cref="GraphQLException"/> for what is wrong with the request, and <see cref="Stages.MethodRefusedException"/> where its
    /// method does not allow the operation.
    /// </summary>
    public OpenParsed Run(HubRequest request, string client, bool mayStream)
    {
        if (request.Malformed is { } malformed)
        {
            throw new GraphQLException(malformed);
        }

        var operation = Operation(Document(request, client), request.OperationName);
        if (request.QueriesOnly && !IsRead(operation.Kind, mayStream))
        {
            throw new Stages.MethodRefusedException();
        }

        if (operation.Kind == OperationKind.Subscription && !mayStream)
        {
            throw Wrong(ErrorCodes.ValidationFailed, "A subscription needs more than one answer: send it by Server-Sent Events or WebSocket.");
        }

        return new OpenParsed(operation, Variables(operation, request));
    }

    private OpenDocument Document(HubRequest request, string client)
    {
        if (request.DocumentId is not null || request.PersistedQueryHash is not null)
        {
            throw Wrong(
                DocumentChoice.AutomaticNotSupportedCode, "This gateway keeps no documents: send the text as \"query\", without an id or a hash.");
        }

        var text = request.Document.Span;
        var hash = Convert.ToHexString(SHA256.HashData(text));
        if (_documents.TryGet(hash, client, out var known))
        {
            return known;
        }

        var schema = parts.Supergraph.Schema;
        var document = GraphQLParser.Parse(text, parts.Limits.Parser, schema.Names);
        var errors = DocumentValidator.Validate(schema, document, parts.Limits.Validation with { Suggest = true, Scalars = _scalars });
        if (errors.Count > 0)
        {
            throw new GraphQLException(errors);
        }

        var parsed = new OpenDocument(document);
        _documents.Add(hash, parsed, (1L + text.Length) * BytesPerByte, client);
        return parsed;
    }

    private PreparedOperation Operation(OpenDocument document, string? name)
    {
        if (document.Find(name) is { } known)
        {
            return known;
        }

        var definition = OperationSelector.Select(document.Document, name);
        var operation = OperationCompiler.CompileConditional(
            parts.Supergraph.Schema, document.Document, definition, parts.Limits.Operation);
        return document.Keep(name, new PreparedOperation(operation));
    }

    private VariableValues Variables(PreparedOperation operation, HubRequest request)
    {
        var variables = InputCoercion.CoerceVariables(
            parts.Supergraph.Schema, operation.Operation.Definition, request.Variables, _scalars);
        foreach (var name in operation.ConditionVariables)
        {
            if (variables.TryGet(name, out var value) && value.IsNull)
            {
                throw Wrong(ErrorCodes.BadUserInput, $"Variable \"${name}\" decides a @skip or @include and must not be null.");
            }
        }

        return variables;
    }

    // WHY a subscription may come by GET where its answers can be carried: it reads, and browsers open event streams by GET.
    private static bool IsRead(OperationKind kind, bool mayStream) =>
        kind == OperationKind.Query || (mayStream && kind == OperationKind.Subscription);

    private static GraphQLException Wrong(string code, string message) => new(new GraphQLError(code, message));
}
