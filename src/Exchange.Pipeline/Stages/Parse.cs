using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Exchange.GraphQL;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.Validation;
using Exchange.GraphQL.Values;
using Exchange.Pipeline.Callers;
using Exchange.Pipeline.Documents;
using Exchange.Pipeline.Telemetry;

namespace Exchange.Pipeline.Stages;

/// <summary>A valid document with what is derived from it once.</summary>
internal sealed class ParsedDocument(string hash, Document document, string operationHash)
{
    private const int MaxOperations = 64;

    private readonly ConcurrentDictionary<string, Operation> _operations = new(StringComparer.Ordinal);

    /// <summary>The hash of its text.</summary>
    public string Hash { get; } = hash;

    public Document Document { get; } = document;

    /// <summary>HMAC of the document with its literals stripped.</summary>
    public string OperationHash { get; } = operationHash;

    public Operation Operation(string key, SnapshotCaches caches, Func<Operation> compile)
    {
        if (_operations.TryGetValue(key, out var operation))
        {
            return operation;
        }

        operation = compile();
        if (_operations.Count >= MaxOperations || !_operations.TryAdd(key, operation))
        {
            return _operations.GetValueOrDefault(key, operation);
        }

        caches.Add(this, operation);
        return operation;
    }
}

/// <summary>What Parse gives: the operation that will run with its variables, or the caller's errors.</summary>
internal sealed record Parsed(Operation? Operation, VariableValues? Variables, string? OperationHash, IReadOnlyList<GraphQLError> Errors)
{
    public bool IsMethodRefused { get; init; }

    public bool IsForbidden { get; init; }
}

/// <summary>Stage 2: document and variables → the one operation that will run, validated and coerced. Thread-safe.</summary>
internal sealed class Parse(PipelineLimits limits, byte[] operationHashKey, DocumentChoice choice)
{
    private static readonly GraphQLError Forbidden = new(
        ErrorCodes.Forbidden,
        "This account works for no department, so it may ask the graph nothing: an administrator of accounts can enter its department.");

    private static readonly GraphQLError LongJustification = new(
        ErrorCodes.LimitExceeded,
        $"The justification of an emergency (Exchange-Emergency) has at most {Authenticate.MaxJustification} characters: say it in fewer.")
    {
        Limit = "justification",
    };

    private static readonly GraphQLError NoStream = new(
        ErrorCodes.ValidationFailed, "A subscription needs more than one answer: send it by Server-Sent Events or WebSocket.");

    private static readonly GraphQLError NoMutation = new(ErrorCodes.ValidationFailed, "This graph has nothing to change: send a query.");

    /// <summary>Reads the request; <paramref name="mayStream"/> says whether its transport can carry the answers of a subscription.</summary>
    public Parsed Run(HubSnapshot snapshot, Caller caller, HubRequest request, bool mayStream)
    {
        using var span = PipelineTelemetry.Stage("Parse");
        if (caller.IsBarred)
        {
            return new Parsed(null, null, null, [Forbidden]) { IsForbidden = true };
        }

        if (request.Malformed is { } malformed)
        {
            return new Parsed(null, null, null, [malformed]);
        }

        // WHY not as none: the caller would be told of a missing emergency and would not know why.
        if (request.Emergency is { Length: > Authenticate.MaxJustification })
        {
            return new Parsed(null, null, null, [LongJustification]);
        }

        string? operationHash = null;
        try
        {
            var document = Document(snapshot, caller, request, mayStream);
            operationHash = document.OperationHash;
            var definition = OperationSelector.Select(document.Document, request.OperationName);
            // WHY: a document that an earlier POST left in the cache comes by here without having been asked about its method.
            RefuseMethod(request, definition.Kind, mayStream);
            if (!IsServed(definition.Kind, mayStream))
            {
                return new Parsed(null, null, operationHash, [definition.Kind == OperationKind.Subscription ? NoStream : NoMutation]);
            }

            var variables = InputCoercion.CoerceVariables(snapshot.Graph.Schema, definition, request.Variables, snapshot.Scalars);
            var operation = document.Operation(
                OperationKey(document.Document, definition, variables),
                snapshot.Caches,
                () => OperationCompiler.Compile(snapshot.Graph.Schema, document.Document, definition, variables, limits.Operation));
            snapshot.Graph.Costs.Require(operation, variables, limits.Operation);
            IntrospectionAccess.Demand(snapshot, caller, operation);
            return new Parsed(operation, variables, operationHash, []);
        }
        catch (MethodRefusedException)
        {
            var error = new GraphQLError(ErrorCodes.ValidationFailed, "GET serves queries only: send anything else with POST.");
            return new Parsed(null, null, operationHash, [error]) { IsMethodRefused = true };
        }
        catch (GraphQLException exception)
        {
            return new Parsed(null, null, operationHash, exception.Errors);
        }
    }

    private ParsedDocument Document(HubSnapshot snapshot, Caller caller, HubRequest request, bool mayStream)
    {
        var span = choice.Of(snapshot, caller, request).Span;
        var suggest = caller.Client.Introspection == IntrospectionMode.Full;
        var hash = Convert.ToHexString(SHA256.HashData(span));
        if (snapshot.Caches.Document(hash, caller.Client.ClientId) is { } known)
        {
            return known;
        }

        // WHY: what parsing allocated is the least that surely holds the document with all its nodes.
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var document = GraphQLParser.Parse(span, limits.Parser, snapshot.Graph.Schema.Names);
        var bytes = span.Length + GC.GetAllocatedBytesForCurrentThread() - allocated;
        if (request.QueriesOnly)
        {
            RefuseMethod(request, OperationSelector.Select(document, request.OperationName).Kind, mayStream);
        }

        var errors = DocumentValidator.Validate(snapshot.Graph.Schema, document, limits.Validation with { Suggest = suggest, Scalars = snapshot.Scalars });
        if (errors.Count > 0)
        {
            throw new GraphQLException(errors);
        }

        var stripped = DocumentPrinter.PrintWithoutLiterals(document);
        var operationHash = HMACSHA256.HashData(operationHashKey, Encoding.UTF8.GetBytes(stripped));
        var parsed = new ParsedDocument(hash, document, Convert.ToHexStringLower(operationHash));
        snapshot.Caches.Add(parsed, bytes, caller.Client.ClientId);
        return parsed;
    }

    // WHY a subscription may come by GET where its answers can be carried: it reads, and browsers open event streams by GET.
    private static bool IsServed(OperationKind kind, bool mayStream) =>
        kind == OperationKind.Query || (mayStream && kind == OperationKind.Subscription);

    private static void RefuseMethod(HubRequest request, OperationKind kind, bool mayStream)
    {
        if (request.QueriesOnly && !IsServed(kind, mayStream))
        {
            throw new MethodRefusedException();
        }
    }

    private static string OperationKey(Document document, OperationDefinition definition, VariableValues variables)
    {
        var key = new StringBuilder(definition.Name ?? "");
        foreach (var name in OperationCompiler.ConditionVariables(document, definition))
        {
            var isTrue = variables.TryGet(name, out var value) && value == Datum.True;
            key.Append('|').Append(name).Append('=').Append(isTrue ? '1' : '0');
        }

        return key.ToString();
    }
}

/// <summary>The method of the transport does not allow the operation.</summary>
internal sealed class MethodRefusedException : Exception;
