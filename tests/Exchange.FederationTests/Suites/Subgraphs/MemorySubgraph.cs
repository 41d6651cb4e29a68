using System.Buffers;
using Exchange.Federation.Sources;
using Exchange.GraphQL;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;
using Exchange.GraphQL.Validation;
using Exchange.GraphQL.Values;

namespace Exchange.FederationTests.Suites.Subgraphs;

/// <summary>
/// A department's service inside the test: executes real GraphQL on the bytes that it is sent, and is as strict as the strictest service may
/// be. What it should not have been asked is in <see cref="Complaints"/>.
/// </summary>
internal sealed class MemorySubgraph : ISubgraphSource
{
    private readonly Schema _schema;
    private readonly Dictionary<string, FederatedType> _types;
    private readonly SubgraphRecords _records;
    private readonly Dictionary<string, Row> _roots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Func<Row, DatumObject, object?>> _resolvers = new(StringComparer.Ordinal);
    private readonly List<string> _asked = [];
    private readonly List<string> _complaints = [];

    /// <summary>A service with SDL of Federation 2 (the link is added), or of version 1.</summary>
    public MemorySubgraph(string name, string sdl, int version = 2)
    {
        Name = name;
        Sdl = version == 1 ? sdl : SubgraphSdl.Version2(sdl);
        _schema = SubgraphSdl.Served(Sdl);
        _types = _schema.Types.OfType<FieldsType>().ToDictionary(type => type.Name, type => new FederatedType(type), StringComparer.Ordinal);
        _records = new SubgraphRecords(_schema, _types);
    }

    public string Name { get; }

    /// <summary>What it gives to composition.</summary>
    public string Sdl { get; }

    /// <summary>Whether it is out of reach.</summary>
    public bool IsDown { get; set; }

    /// <summary>The documents that it was sent, in order.</summary>
    public IReadOnlyList<string> Asked => _asked;

    /// <summary>What it was sent and should not have been.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>Gives it the values of the root fields, as a JSON object.</summary>
    public MemorySubgraph Answers(string json, string root = "Query")
    {
        _roots[root] = (Row)Row.Read(json)!;
        return this;
    }

    /// <summary>Gives it the entities of a type, as a JSON list.</summary>
    public MemorySubgraph Holds(string type, string json)
    {
        _records.Add(type, json);
        return this;
    }

    /// <summary>Computes a field from the object that it stands on and its arguments.</summary>
    public MemorySubgraph Resolves(string coordinate, Func<Row, DatumObject, object?> resolver)
    {
        _resolvers[coordinate] = resolver;
        return this;
    }

    /// <summary>Complains when the field is asked for.</summary>
    public MemorySubgraph Refuses(string coordinate) => Resolves(coordinate, (_, _) => throw Complaint($"{coordinate} was asked for"));

    /// <summary>Answers the field with an error.</summary>
    public MemorySubgraph Fails(string coordinate) =>
        Resolves(coordinate, (_, _) => throw new GraphQLException(new GraphQLError("DOWNSTREAM_FAILED", "A register did not answer.")));

    /// <inheritdoc/>
    public async ValueTask<SubgraphAnswer> FetchAsync(SubgraphRequest request, CancellationToken cancellation)
    {
        var (query, variables) = Read(request.Body);
        await Task.Yield();
        if (IsDown)
        {
            throw new SourceException(Name, SourceFault.Unavailable, "The service is down.");
        }

        return Write(await RunAsync(query, variables, request.IsQuery, cancellation));
    }

    /// <inheritdoc/>
    public ValueTask<IAsyncEnumerable<SubgraphAnswer>> SubscribeAsync(SubgraphRequest request, CancellationToken cancellation)
    {
        var (query, variables) = Read(request.Body);
        return new(EventsAsync(query, variables, cancellation));
    }

    private async IAsyncEnumerable<SubgraphAnswer> EventsAsync(
        string query, DatumObject? variables, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.Yield();
        yield return Write(await RunAsync(query, variables, isQuery: false, cancellation));
    }

    private static MemoryAnswer Write(ExecutionResult result)
    {
        var output = new ArrayBufferWriter<byte>();
        ResultWriter.Write(output, result);
        return new MemoryAnswer(output.WrittenSpan.ToArray());
    }

    private static (string Query, DatumObject? Variables) Read(ReadOnlyMemory<byte> body)
    {
        var request = DatumReader.Read(body.Span).AsObject();
        return (request["query"].AsString(), request["variables"] is { IsNull: false } variables ? variables.AsObject() : null);
    }

    private async Task<ExecutionResult> RunAsync(string query, DatumObject? variables, bool isQuery, CancellationToken cancellation)
    {
        lock (_asked)
        {
            _asked.Add(query);
        }

        var operation = GraphQLParser.Parse(query).Definitions.OfType<OperationDefinition>().Single();
        if (isQuery != (operation.Kind == OperationKind.Query))
        {
            Complaint($"a {operation.Kind} came as something else");
        }

        var executor = new RequestExecutor(_schema, Resolvers(), new ValidationOptions { Limits = OperationLimits.Unlimited });
        var root = _roots.GetValueOrDefault(SubgraphSdl.Root(_schema, operation.Kind)) ?? [];
        var result = await executor.ExecuteAsync(new GraphQLRequest(query) { Variables = variables }, root, cancellation);
        if (!result.HasData)
        {
            Complaint($"{string.Join(" ", result.Errors.Select(error => error.Message))} in {query}");
        }

        return result;
    }

    private ResolverMap Resolvers()
    {
        var fields = new Dictionary<string, FieldResolver>(StringComparer.Ordinal);
        foreach (var type in _schema.Types.OfType<ObjectType>().Where(type => _types.ContainsKey(type.Name) && !type.Name.StartsWith('_')))
        {
            foreach (var field in type.Fields)
            {
                fields[$"{type.Name}.{field.Name}"] = context => new ValueTask<object?>(Resolve(_types[type.Name], field, context));
            }
        }

        fields[$"{_schema.QueryType.Name}._entities"] = context => new ValueTask<object?>(Entities(context.Arguments));
        return new ResolverMap { Fields = fields };
    }

    private object? Resolve(FederatedType type, FieldDefinition field, FieldContext context)
    {
        var parent = (Row)context.Parent!;
        var coordinate = $"{type.Type.Name}.{field.Name}";
        if (type.Requires(field.Name) is { } required && Selections.FirstMissing(required, parent) is { } missing)
        {
            throw Complaint($"{coordinate} requires {missing}, which was not sent");
        }

        if (type.IsExternal(field.Name) && !parent.ContainsKey(field.Name))
        {
            throw Complaint($"{coordinate} is external and was asked for");
        }

        var value = _resolvers.TryGetValue(coordinate, out var resolve) ? resolve(parent, context.Arguments) : parent.GetValueOrDefault(field.Name);
        return field.Type.Named.IsLeaf ? value : _records.Complete(value, field.Type.Named);
    }

    private List<object?> Entities(DatumObject arguments)
    {
        var representations = arguments["representations"].AsList();
        if (representations.Distinct().Count() != representations.Length)
        {
            Complaint("the same representation came twice");
        }

        return [.. representations.Select(representation => Entity(Row.Of(representation.AsObject())))];
    }

    private Row? Entity(Row representation)
    {
        var name = representation.TypeName ?? throw Complaint("a representation has no __typename");
        if (!_types.TryGetValue(name, out var type) || !type.Keys.Any(key => key.IsResolvable))
        {
            throw Complaint($"{name} is no entity here");
        }

        if (!type.Keys.Any(key => key.IsResolvable && Selections.IsWhole(key.Fields, representation)))
        {
            throw Complaint($"a representation of {name} has no whole key");
        }

        return Selections.FirstUnasked([.. type.Representable], representation) is { } unasked
            ? throw Complaint($"a representation of {name} holds {unasked}, which is of no use here")
            : _records.Find(representation);
    }

    private GraphQLException Complaint(string text)
    {
        lock (_complaints)
        {
            _complaints.Add($"{Name}: {text}");
        }

        return new GraphQLException(new GraphQLError(ErrorCodes.BadUserInput, text));
    }
}
