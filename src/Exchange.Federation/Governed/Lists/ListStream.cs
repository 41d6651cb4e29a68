using Exchange.Federation.Governed.Execution;
using Exchange.Federation.Governed.Planning;
using Exchange.Federation.Sources;

namespace Exchange.Federation.Governed.Lists;

/// <summary>One department's rows, asked for a page at a time. Used by one reader.</summary>
internal sealed class ListStream(PagePlan plan, ListShare share, PlanExecution execution, string? position, int? failure)
{
    private const int MaxKeyLength = 128;
    private readonly Queue<ListRow> _rows = new();
    private ListRow? _last;
    private string? _after = position;
    private bool _isDone = failure is not null;

    /// <summary>What it is called in cursors.</summary>
    public string Name => share.Name;

    /// <summary>The department.</summary>
    public string Department => share.Department;

    /// <summary>Why it gives nothing more; null while it answers.</summary>
    public int? Failure { get; private set; } = failure;

    /// <summary>The next row; null when there is none, or none was asked for yet.</summary>
    public ListRow? Head => _rows.TryPeek(out var row) ? row : null;

    /// <summary>Whether the department has to be asked before the next row is known.</summary>
    public bool IsOwed => _rows.Count == 0 && !_isDone;

    /// <summary>Takes the next row.</summary>
    public void Take() => _rows.Dequeue();

    /// <summary>Asks for so many rows more. A department that fails is a hole, never a shorter list.</summary>
    public async Task FillAsync(int count, CancellationToken deadline)
    {
        var request = new ListRequest
        {
            AccessId = execution.Context.AccessId,
            Field = plan.List.Field,
            Types = share.Types,
            KeyField = plan.KeyField,
            SortField = plan.List.SortField,
            Filters = share.Filters,
            After = _after,
            Limit = count,
        };
        if (!execution.Lists.TryGetValue(share.Department, out var source))
        {
            execution.Ledger.NotAsked(share.Department, request.Coordinates);
            End(execution.Context.Reasons.SourceUnavailable);
            return;
        }

        execution.Ledger.Asked(share.Department, request.Coordinates, keys: 0);
        try
        {
            Accept(await source.ListAsync(request, deadline).AsTask().WaitAsync(deadline).ConfigureAwait(false), count);
        }
        catch (Exception fault)
        {
            // WHY: whatever a source throws is that department's hole, and its text is never passed on.
            Fail(fault is SourceException known ? known.Fault : SourceFault.Unavailable);
        }
    }

    private void Accept(ListAnswer answer, int count)
    {
        var last = _last;
        foreach (var row in answer.Rows)
        {
            if (!Fits(row) || (last is { } before && ListOrder.Compare(before, row) >= 0))
            {
                Fail(SourceFault.Invalid);
                return;
            }

            last = row;
        }

        if (answer.Rows.Count > count || (answer.HasMore && answer.Rows.Count == 0))
        {
            Fail(SourceFault.Invalid);
            return;
        }

        execution.Ledger.Answered(share.Department, answer.AsOf);
        foreach (var row in answer.Rows)
        {
            _rows.Enqueue(row);
            (_last, _after) = (row, row.Position);
        }

        _isDone = !answer.HasMore;
    }

    // WHY: a key goes on to other departments, and a row outside of what was asked would be shown where it must not be.
    private bool Fits(in ListRow row)
    {
        var key = row.Key;
        return share.Types.Contains(row.Type)
            && key is { Length: > 0 and <= MaxKeyLength }
            && row.Position is { Length: > 0 and <= ListRow.MaxPosition }
            && (plan.List.SortField is not null || row.Sort is null)
            && share.Filters.Where(filter => filter.Field == plan.KeyField).All(filter => filter.Match switch
            {
                ListMatch.StartsWith => key.StartsWith(filter.Value.AsString(), StringComparison.Ordinal),
                ListMatch.Is => key == filter.Value.AsString(),
                _ => true,
            });
    }

    private void Fail(SourceFault fault)
    {
        var reasons = execution.Context.Reasons;
        execution.Ledger.Failed(share.Department, fault);
        End(fault == SourceFault.Invalid ? reasons.InvalidSourceData : reasons.SourceUnavailable);
    }

    private void End(int reason)
    {
        _isDone = true;
        Failure = reason;
    }
}

/// <summary>The order of rows over all departments: the latest first, rows without a time last, then by key.</summary>
internal static class ListOrder
{
    /// <summary>Below zero when the first row stands before the second.</summary>
    public static int Compare(in ListRow first, in ListRow second)
    {
        var byTime = (first.Sort, second.Sort) switch
        {
            ({ } one, { } other) => other.CompareTo(one),
            (not null, null) => -1,
            (null, not null) => 1,
            _ => 0,
        };
        return byTime != 0 ? byTime : string.CompareOrdinal(first.Key, second.Key);
    }
}
