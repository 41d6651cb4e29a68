using System.Text;
using Exchange.Federation.Execution.Prepared;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Values;

namespace Exchange.Federation.Execution;

/// <summary>Writes the bodies of requests from what the result holds so far. Not thread-safe.</summary>
internal sealed class BodyWriter(CellStore store, TargetFinder finder, VariableValues variables, ulong conditions, FetchPools pools)
    : IDisposable
{
    private readonly RepresentationIndex _index = new(pools);

    /// <summary>The body of a request; null where there is nobody to ask for.</summary>
    public PreparedBody? TryWrite(ExecutableRequest request, int root)
    {
        if (!request.IsEntities && request.Parts[0].Path.Length > 0 && finder.Find(request.Parts[0].Path, root).IsEmpty)
        {
            return null;
        }

        var batches = new EntityBatch[request.IsEntities ? request.Parts.Length : 0];
        var prepared = new PreparedBody(new PooledBytes(pools.Bytes, request.BodyStart.Length + 1024), batches);
        for (var i = 0; i < batches.Length; i++)
        {
            batches[i] = new EntityBatch(pools);
        }

        try
        {
            Write(request, prepared, root);
            if (!request.IsEntities || Array.Exists(batches, batch => batch.Sent > 0))
            {
                return prepared;
            }
        }
        catch
        {
            prepared.Dispose();
            throw;
        }

        prepared.Dispose();
        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => _index.Dispose();

    private void Write(ExecutableRequest request, PreparedBody prepared, int root)
    {
        var body = prepared.Body;
        body.Write(request.BodyStart);
        body.Write(",\"variables\":"u8);
        var start = body.Count;
        foreach (var name in request.Request.Variables)
        {
            if (variables.TryGet(name, out var value))
            {
                body.Write(Encoding.UTF8.GetBytes($",\"{name}\":"));
                DatumWriter.Write(body, value);
            }
        }

        for (var i = 0; i < prepared.Batches.Length; i++)
        {
            body.Write((byte)',');
            body.Write(request.Parts[i].VariableKey);
            if (request.Parts[i].Condition?.Holds(conditions) != false)
            {
                WriteRepresentations(request.Parts[i], prepared.Batches[i], body, root);
            }

            body.Write((byte)']');
        }

        // WHY: each member brings its comma; that of the first makes room for the brace.
        if (body.Count == start)
        {
            body.Write((byte)'{');
        }

        body.Overwrite(start, (byte)'{');
        body.Write("}}"u8);
    }

    private void WriteRepresentations(ExecutablePart part, EntityBatch batch, PooledBytes body, int root)
    {
        var writer = new RepresentationWriter(store, body);
        _index.Clear();
        foreach (var handle in finder.Find(part.Path, root))
        {
            if (part.Representations!.For(store, handle) is not { } representation)
            {
                continue;
            }

            var before = body.Count;
            if (_index.Count > 0)
            {
                body.Write((byte)',');
            }

            var known = _index.Count;
            var start = body.Count;
            if (!writer.TryWrite(representation, handle))
            {
                body.Count = before;
                continue;
            }

            batch.Add(handle, _index.NumberOf(body.Written, start));
            body.Count = _index.Count > known ? body.Count : before;
        }

        batch.Sent = _index.Count;
    }
}
