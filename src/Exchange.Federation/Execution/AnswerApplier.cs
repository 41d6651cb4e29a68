using Exchange.Federation.Execution.Prepared;
using Exchange.Federation.Sources;

namespace Exchange.Federation.Execution;

/// <summary>
/// Puts an answer into the result, and its errors on the ledger. An answer that is not sound as a whole changes nothing; entities that were
/// not answered one for one cost only their own part. Not thread-safe.
/// </summary>
internal sealed class AnswerApplier(CellStore store, ErrorLedger errors, FetchLimits limits)
{
    /// <summary>
    /// Applies the answer to a request and tells how the asking ended. <paramref name="batches"/> tells for entities whom the answer is for,
    /// <paramref name="targets"/> for the root which objects. Takes the answer, whatever happens.
    /// </summary>
    public SubgraphState Apply(
        ExecutableRequest request, string subgraph, EntityBatch[] batches, ReadOnlySpan<int> targets, SubgraphAnswer answer)
    {
        var before = store.Count;
        var bytes = store.Keep(request.Request.Index, answer);
        try
        {
            var read = new AnswerReader(bytes, (ushort)request.Request.Index, store, limits).Read(request.Answer);
            var reported = read.ErrorsAt < 0 ? [] : SubgraphError.Read(bytes, read.ErrorsAt, limits.MaxErrors);
            return request.IsEntities
                ? ApplyEntities(request, subgraph, batches, read, reported)
                : ApplyRoot(request, subgraph, targets, read, reported);
        }
        catch (MalformedAnswerException)
        {
            store.Count = before;
            store.DropPending();
            errors.Fail(subgraph, request.Parts, SourceFault.Invalid);
            return SubgraphState.Invalid;
        }
    }

    private SubgraphState ApplyRoot(
        ExecutableRequest request, string subgraph, ReadOnlySpan<int> targets, ReadAnswer read, List<SubgraphError> reported)
    {
        var part = request.Parts[0];
        if (read.DataKind == CellKind.Object)
        {
            foreach (var target in targets)
            {
                AnswerMerger.Merge(store, part.Selection, read.Data, target);
            }
        }

        if (reported.Count > 0)
        {
            errors.Report(subgraph, part, targets.ToArray(), reported);
        }
        else if (read.DataKind != CellKind.Object)
        {
            errors.Fail(subgraph, request.Parts, SourceFault.Invalid);
            return SubgraphState.Invalid;
        }

        return SubgraphState.Answered;
    }

    private SubgraphState ApplyEntities(
        ExecutableRequest request, string subgraph, EntityBatch[] batches, ReadAnswer read, List<SubgraphError> reported)
    {
        var bad = new List<ExecutablePart>();
        for (var i = 0; i < batches.Length; i++)
        {
            var items = read.DataKind == CellKind.Object ? store.Slot(read.Data, i) : default;
            if (items.Kind == CellKind.List && items.Length == batches[i].Sent)
            {
                Apply(request.Parts[i], batches[i], in items, bad);
            }
            else if (batches[i].Sent > 0 && (reported.Count == 0 || items.Kind is not (CellKind.Null or CellKind.Missing)))
            {
                bad.Add(request.Parts[i]);
            }
        }

        if (reported.Count > 0)
        {
            errors.Report(subgraph, request, batches, reported);
        }

        if (bad.Count > 0)
        {
            errors.Fail(subgraph, bad, SourceFault.Invalid);
        }

        return bad.Count > 0 ? SubgraphState.Invalid : SubgraphState.Answered;
    }

    private void Apply(ExecutablePart part, EntityBatch batch, in Cell items, List<ExecutablePart> bad)
    {
        var isBad = false;
        for (var i = 0; i < batch.Objects.Length; i++)
        {
            ref readonly var item = ref store.Item(in items, batch.Numbers[i]);
            isBad |= item.Kind is not (CellKind.Object or CellKind.Null);
            if (item.Kind == CellKind.Object)
            {
                AnswerMerger.Merge(store, part.Selection, item.Start, batch.Objects[i]);
            }
        }

        if (isBad)
        {
            bad.Add(part);
        }
    }
}
