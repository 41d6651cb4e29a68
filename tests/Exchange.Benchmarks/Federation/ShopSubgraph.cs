using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.Benchmarks.Federation;

/// <summary>
/// A subgraph over objects in memory. It executes whatever its schema allows; documents are prepared once. Arguments are those of
/// <c>_entities</c> alone. Thread-safe.
/// </summary>
internal sealed partial class ShopSubgraph
{
    private const string Federation = """
        directive @key(fields: String!) repeatable on OBJECT
        directive @external on FIELD_DEFINITION
        directive @requires(fields: String!) on FIELD_DEFINITION
        scalar _Any
        type _Service { sdl: String }
        """;

    private readonly ConcurrentDictionary<string, Operation> _operations = new(StringComparer.Ordinal);
    private readonly Schema _schema;
    private readonly ShopObject _root;
    private readonly Func<JsonElement, ShopObject> _entity;

    public ShopSubgraph(string name, string sdl, ShopObject root, Func<JsonElement, ShopObject> entity)
    {
        Name = name;
        Sdl = $"extend schema @link(url: \"https://specs.apollo.dev/federation/v2.3\", import: [\"@key\", \"@external\", \"@requires\"])\n{sdl}";
        var entities = string.Join(" | ", KeyedType().Matches(sdl).Select(match => match.Groups[1].Value));
        var machinery = "_entities(representations: [_Any!]!): [_Entity]! _service: _Service!";
        var roots = sdl.Contains("type Query") ? $"extend type Query {{ {machinery} }}" : $"type Query {{ {machinery} }}";
        _schema = SchemaBuilder.Build($"{Federation}\nunion _Entity = {entities}\n{roots}\n{sdl}");
        _root = root with { Fields = new(root.Fields) { ["_service"] = new ShopObject("_Service", ("sdl", Sdl)) } };
        _entity = entity;
    }

    public string Name { get; }

    /// <summary>What the subgraph says of itself.</summary>
    public string Sdl { get; }

    /// <summary>Answers a request body.</summary>
    public void Answer(JsonElement request, IBufferWriter<byte> output)
    {
        var operation = _operations.GetOrAdd(request.GetProperty("query").GetString()!, Prepare);
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { SkipValidation = true });
        json.WriteStartObject();
        json.WriteStartObject("data");
        foreach (var field in operation.Root.For("Query"))
        {
            json.WritePropertyName(field.ResponseName);
            Write(json, field, field.Definition.Name == "_entities" ? Entities(field, request) : _root.Fields.GetValueOrDefault(field.Definition.Name));
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private Operation Prepare(string query)
    {
        var document = GraphQLParser.Parse(query);
        return OperationCompiler.Compile(
            _schema, document, OperationSelector.Select(document, null), VariableValues.Empty, OperationLimits.Unlimited);
    }

    private ShopObject[] Entities(SelectedField field, JsonElement request)
    {
        var variable = ((VariableNode)field.Arguments[0].Value).Name;
        var representations = request.GetProperty("variables").GetProperty(variable);
        var entities = new ShopObject[representations.GetArrayLength()];
        for (var i = 0; i < entities.Length; i++)
        {
            entities[i] = _entity(representations[i]);
        }

        return entities;
    }

    private static void Write(Utf8JsonWriter json, SelectedField field, object? value)
    {
        switch (value)
        {
            case ShopObject one:
                Write(json, field.Selection!, one);
                break;
            case ShopObject[] many:
                json.WriteStartArray();
                foreach (var one in many)
                {
                    Write(json, field.Selection!, one);
                }

                json.WriteEndArray();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case bool boolean:
                json.WriteBooleanValue(boolean);
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }

    private static void Write(Utf8JsonWriter json, SelectedSet selection, ShopObject value)
    {
        json.WriteStartObject();
        foreach (var field in selection.For(value.Type))
        {
            json.WritePropertyName(field.ResponseName);
            Write(json, field, field.IsTypeName ? value.Type : value[field.Definition.Name]);
        }

        json.WriteEndObject();
    }

    [GeneratedRegex(@"type (\w+) @key")]
    private static partial Regex KeyedType();
}
