using Exchange.Federation.Authorization;
using Exchange.Federation.Governed.Execution;
using Exchange.Federation.Governed.Planning;
using Exchange.Federation.Sources;
using Exchange.GraphQL;
using Exchange.GraphQL.Values;

namespace Exchange.Federation.Governed.Lists;

/// <summary>
/// Reads one page: the departments' keys merged, then every row by entity stages under grants like any record. A row whose gate fails is
/// dropped and the next one looked at, within a bound. Thread-safe.
/// </summary>
internal sealed class PageReader(PlanExecution execution, StageRunner runner)
{
    /// <summary>The page on the record <paramref name="parent"/>, or on the query root.</summary>
    public async Task<PageRun> ReadAsync(PagePlan plan, DatumObject arguments, string? parent, CancellationToken deadline)
    {
        try
        {
            execution.Budget.TakePage(execution.Context.Lists.Lists);
            return await ReadAsync(plan, ListQuestion.Of(plan, arguments, parent, execution.Context.Lists), deadline).ConfigureAwait(false);
        }
        catch (GraphQLException refusal)
        {
            return new PageRun(plan) { Errors = [.. refusal.Errors.Select(error => error with { Locations = [plan.Field.Location] })] };
        }
    }

    // WHY again: a department that lists its rows and then does not give their records is a hole like one that lists none. What it listed must not be
    // passed over, so the page is read as if it had been silent from the beginning.
    private async Task<PageRun> ReadAsync(PagePlan plan, ListQuestion question, CancellationToken deadline)
    {
        var start = Start(question);
        var failed = new Dictionary<string, int>(StringComparer.Ordinal);
        while (true)
        {
            var known = failed.Count;
            var page = await ReadAsync(plan, question, start, failed, deadline).ConfigureAwait(false);
            if (failed.Count == known)
            {
                return page;
            }
        }
    }

    private async Task<PageRun> ReadAsync(
        PagePlan plan, ListQuestion question, ListPositions start, Dictionary<string, int> failed, CancellationToken deadline)
    {
        var streams = question.Shares
            .Select(share => new ListStream(plan, share, execution, start[share.Name], failed.TryGetValue(share.Department, out var reason) ? reason : null))
            .ToList();
        var merge = new ListMerge(streams, start);
        var rows = new List<PageRow>();
        var dropped = new HashSet<Cell>();
        var isMore = true;
        var known = failed.Count;
        for (var looked = 0; isMore && failed.Count == known && rows.Count < question.First && looked < execution.Context.Lists.LookedAt;)
        {
            var batch = await merge.TakeAsync(question.First - rows.Count, deadline).ConfigureAwait(false);
            looked += batch.Count;
            isMore = batch.Count > 0;
            await ReadRowsAsync(plan, batch, rows, dropped, failed, deadline).ConfigureAwait(false);
        }

        var hasNext = isMore && question.Shares.Count > 0 && await merge.HasMoreAsync(deadline).ConfigureAwait(false);
        var holes = streams.Where(stream => stream.Failure is not null).Select(stream => Hole(plan, stream)).ToList();
        var end = rows.Count > 0 && !hasNext && holes.Count == 0 ? rows[^1].After : merge.Position;
        return new PageRun(plan)
        {
            Rows = rows,
            Untold = [.. question.Untold, .. dropped, .. holes],
            IsThere = streams.Any(stream => stream.Failure is null) || rows.Count > 0,
            HasNext = hasNext,
            HasPrevious = question.After is not null,
            End = rows.Count > 0 || hasNext || holes.Count > 0 ? end : null,
            Binding = question.Binding,
            Opened = PlannedField.Reachable(plan.Grant).LastOrDefault(),
        };
    }

    private ListPositions Start(ListQuestion question) => question.After is not { } cursor
        ? ListPositions.Start
        : execution.Context.Cursors?.Open(cursor, question.Binding) is { } content && ListPositions.Read(content) is { } positions
            ? positions
            : throw ListQuestion.CursorFault();

    private async Task ReadRowsAsync(
        PagePlan plan,
        IReadOnlyList<(ListRow Row, ListPositions After)> batch,
        List<PageRow> rows,
        HashSet<Cell> dropped,
        Dictionary<string, int> failed,
        CancellationToken deadline)
    {
        var byType = batch.Select(each => each.Row).GroupBy(row => row.Type, row => row.Key, StringComparer.Ordinal).ToList();
        var runs = await Task.WhenAll(plan.Rows.Select(async stages => await Task.WhenAll(byType.Select(async keys =>
            (keys.Key, Run: await runner.RunAsync(stages[keys.Key], keys, deadline).ConfigureAwait(false)))).ConfigureAwait(false))).ConfigureAwait(false);
        var read = runs.Select(position => position.ToDictionary(entry => entry.Key, entry => entry.Run, StringComparer.Ordinal)).ToList();
        foreach (var run in read.SelectMany(position => position.Values))
        {
            if (run.Stage.Type.Home is { } home && run.Failure(home) is { } reason)
            {
                failed[home] = reason;
            }
        }

        foreach (var (row, after) in batch)
        {
            var records = read.ConvertAll(position => position[row.Type].Record(row.Key));
            if (records.FirstOrDefault(record => record.Refusal is not null)?.Refusal is { } refusal)
            {
                dropped.Add(CellReporter.OfRecord(refusal.Grant, plan.Field.Index, refusal.Reason, null) with { IsUncounted = true });
            }
            else if (!records.Any(record => record.IsAbsent))
            {
                rows.Add(new PageRow(row.Key, read.ConvertAll(position => position[row.Type]), after));
            }
        }
    }

    private static Cell Hole(PagePlan plan, ListStream stream) =>
        CellReporter.OfRecord(plan.Grant, plan.Field.Index, stream.Failure!.Value, null) with { Department = stream.Department };
}
