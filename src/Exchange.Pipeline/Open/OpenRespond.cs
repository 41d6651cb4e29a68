using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Exchange.Federation.Execution;
using Exchange.Federation.Supergraphs;
using Exchange.GraphQL;
using Exchange.Pipeline.Answers;

namespace Exchange.Pipeline.Open;

/// <summary>
/// Stage 8 of an open gateway: what was fetched → bytes, in pooled memory. WHY by hand: the data is JSON already, and what stands around it is
/// the same in almost every answer. Thread-safe.
/// </summary>
internal sealed class OpenRespond(Supergraph supergraph)
{
    private const int EnvelopeBytes = 512;

    private static readonly JsonWriterOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // {"department":"reviews","state":"answered"}, for each subgraph and state.
    private readonly Dictionary<(string Subgraph, SubgraphState State), byte[]> _sources = Enumerable.ToDictionary(
        from subgraph in supergraph.Subgraphs
        from state in Enum.GetValues<SubgraphState>()
        select KeyValuePair.Create((subgraph.Name, state), SourceText(subgraph.Name, state)),
        entry => entry.Key,
        entry => entry.Value);

    public HubResponse Answer(FetchedAnswer fetched, string accessId, bool isLast = true)
    {
        var body = new PooledBytes(ArrayPool<byte>.Shared, fetched.Data.Length + EnvelopeBytes);
        body.Write("{"u8);
        if (fetched.Errors.Count > 0)
        {
            WriteErrors(body, fetched.Errors);
            body.Write(","u8);
        }

        body.Write("\"data\":"u8);
        body.Write(fetched.Data.Span);
        body.Write(",\"extensions\":{\"exchange\":{\"accessId\":\""u8);
        WriteAscii(body, accessId);
        body.Write("\",\"sources\":["u8);
        WriteSources(body, fetched.Uses);
        body.Write("]}"u8);
        if (fetched.Notes.Count > 0)
        {
            WriteNotes(body, fetched.Notes);
        }

        body.Write("}}"u8);
        return new HubResponse(AnswerKind.Executed, accessId, body.Memory)
        {
            Memory = body,
            ErrorCode = fetched.Errors.Count > 0 ? fetched.Errors[0].Code : null,
            IsLast = isLast,
        };
    }

    public HubResponse Refuse(AnswerKind kind, IReadOnlyList<GraphQLError> errors, string accessId)
    {
        var body = new PooledBytes(ArrayPool<byte>.Shared, EnvelopeBytes);
        body.Write("{"u8);
        WriteErrors(body, errors);
        body.Write(",\"extensions\":{\"exchange\":{\"accessId\":\""u8);
        WriteAscii(body, accessId);
        body.Write("\"}}}"u8);
        return new HubResponse(kind, accessId, body.Memory) { Memory = body, ErrorCode = errors[0].Code };
    }

    private void WriteSources(PooledBytes body, IReadOnlyList<SubgraphUse> uses)
    {
        var isFirst = true;
        foreach (var use in uses)
        {
            if (use.State == SubgraphState.NotAsked)
            {
                continue;
            }

            if (!isFirst)
            {
                body.Write(","u8);
            }

            body.Write(_sources[(use.Subgraph, use.State)]);
            isFirst = false;
        }
    }

    private static void WriteErrors(PooledBytes body, IReadOnlyList<GraphQLError> errors)
    {
        body.Write("\"errors\":"u8);
        using var json = new Utf8JsonWriter(body, Form);
        json.WriteStartArray();
        foreach (var error in errors)
        {
            ErrorWriter.Write(json, error);
        }

        json.WriteEndArray();
    }

    private static void WriteNotes(PooledBytes body, IReadOnlyList<CompletionNote> notes)
    {
        body.Write(",\"valueCompletion\":"u8);
        using var json = new Utf8JsonWriter(body, Form);
        json.WriteStartArray();
        foreach (var note in notes)
        {
            json.WriteStartObject();
            json.WriteString("message", note.Message);
            json.WritePropertyName("path");
            ErrorWriter.WritePath(json, note.Path);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // An access id is made of letters, digits and hyphens.
    private static void WriteAscii(PooledBytes body, string text) =>
        body.Advance(Encoding.ASCII.GetBytes(text, body.GetSpan(text.Length)));

    private static byte[] SourceText(string subgraph, SubgraphState state) =>
        JsonSerializer.SerializeToUtf8Bytes(new { department = subgraph, state = state.ToString().ToLowerInvariant() });
}
