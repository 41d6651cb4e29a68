using Exchange.Federation.Governed.Composition;
using Exchange.Federation.Governed.Lists;
using Exchange.Federation.Governed.Planning;
using Exchange.Federation.Sources;
using Exchange.GraphQL.Values;

namespace Exchange.Federation.Governed.Execution;

/// <summary>
/// Runs entity stages: facts, gates, then every department at once, each followed by the stages that its own links lead to. Thread-safe.
/// </summary>
internal sealed class StageRunner(PlanExecution execution)
{
    private readonly StageAdmission _admission = new(execution);
    private readonly AboutItems _about = new(execution);

    /// <summary>Runs a stage over the given keys, each asked once, and everything below it.</summary>
    public async Task<StageRun> RunAsync(EntityStage stage, IEnumerable<string> keys, CancellationToken deadline)
    {
        var records = keys.Distinct(StringComparer.Ordinal).Select(key => new RecordState(key, stage)).ToList();
        execution.Budget.RequireKeys(records.Count);
        var run = new StageRun(stage, records);
        await new StageGates(execution).AskAsync(stage, records, deadline).ConfigureAwait(false);
        foreach (var record in records)
        {
            execution.Decider.Decide(stage, record);
        }

        await _admission.RunAsync(run, deadline).ConfigureAwait(false);
        await FetchAllAsync(run, deadline).ConfigureAwait(false);
        return run;
    }

    private async Task FetchAllAsync(StageRun run, CancellationToken deadline)
    {
        var home = execution.ExistenceHome(run.Stage);
        var fetches = run.Stage.Fetches;
        if (home is not null && !fetches.Contains(new StageFetch(home, 0)))
        {
            fetches = [new StageFetch(home, 0), .. fetches];
        }

        if (home is not null && !execution.Sources.ContainsKey(home))
        {
            // WHY: where nobody can say that the record exists, no other department learns that somebody asked.
            fetches = [new StageFetch(home, 0)];
        }

        // INVARIANT: fetches stand in the order of rounds, so whatever one waits for was begun before it.
        var reads = new Dictionary<StageFetch, Task>();
        foreach (var fetch in fetches)
        {
            var needed = run.Stage.Read.Where(fetch.Asks).SelectMany(field => field.Inputs)
                .Select(input => reads.GetValueOrDefault(new StageFetch(input.Department!, input.Wave))).OfType<Task>().Distinct().ToList();
            reads[fetch] = ReadAsync(run, fetch, fetch == new StageFetch(home ?? "", 0), needed, deadline);
        }

        await Task.WhenAll([.. reads.Select(read => FollowAsync(run, read.Key, read.Value, deadline)), PagesAsync(run, deadline)])
            .ConfigureAwait(false);
        KnownKey.Fill(run, execution.Context.Guard);
    }

    private async Task PagesAsync(StageRun run, CancellationToken deadline)
    {
        var pages =
            from position in Enumerable.Range(0, run.Stage.Fields.Count)
            where run.Stage.Fields[position].Page is not null
            from record in run.Records
            where record.IsOpen && record.Slots[run.Stage.Fields[position].Slot].IsAsked
            select (position, record);
        await Task.WhenAll(pages.Select(async page =>
        {
            var field = run.Stage.Fields[page.position];
            var read = await new PageReader(execution, this)
                .ReadAsync(field.Page!, execution.Arguments[field.Field], page.record.Key, deadline).ConfigureAwait(false);
            page.record.Values[page.position] = new PageNode(read);
            page.record.Slots[field.Slot].HasValue = read.IsThere;
        })).ConfigureAwait(false);
    }

    private async Task ReadAsync(StageRun run, StageFetch fetch, bool isHome, List<Task> needed, CancellationToken deadline)
    {
        if (needed.Count > 0)
        {
            await Task.WhenAll(needed).ConfigureAwait(false);
            new InputCheck(run, execution.Context.Reasons).Drop(fetch);
        }

        var groups = execution.Requests.Groups(run, fetch, isHome ? run.Stage.Entry!.Coordinate : null);
        if (groups.Count == 0)
        {
            return;
        }

        var response = await AskAsync(run, fetch, groups, deadline).ConfigureAwait(false);
        if (response is not null)
        {
            Admit(run, fetch, isHome, groups, await _about.CutAsync(run, fetch, groups, response, deadline).ConfigureAwait(false));
        }
    }

    private async ValueTask<SourceResponse?> AskAsync(
        StageRun run, StageFetch fetch, List<MaskGroup> groups, CancellationToken deadline)
    {
        var department = fetch.Department;
        var coordinates = groups.SelectMany(group => RequestBuilder.Coordinates(group.Fields)).Distinct(StringComparer.Ordinal).ToList();
        if (!execution.Sources.TryGetValue(department, out var source))
        {
            execution.Ledger.NotAsked(department, coordinates);
            run.Fail(fetch, execution.Context.Reasons.SourceUnavailable);
            return null;
        }

        var request = new SourceRequest(execution.Context.AccessId, [.. groups.Select(group => Selection(run.Stage.Type, group))]);
        execution.Ledger.Asked(department, coordinates, groups.Sum(group => group.Records.Count));
        try
        {
            var response = await source.FetchAsync(request, deadline).AsTask().WaitAsync(deadline).ConfigureAwait(false);
            if (!IsParallel(request, response))
            {
                Fail(run, fetch, SourceFault.Invalid);
                return null;
            }

            execution.Ledger.Answered(department, response.AsOf);
            return response;
        }
        catch (Exception fault)
        {

            // WHY: whatever a source throws is that department's hole; other departments' cells must not suffer, and its text is never
            // passed on.
            Fail(run, fetch, fault is SourceException known ? known.Fault : SourceFault.Unavailable);
            return null;
        }
    }

    private static EntitySelection Selection(EntityType type, MaskGroup group) =>
        new(group.Joined?.Type ?? type.Name, type.KeyField, [.. group.Records.Select(record => record.Key)], group.Fields)
        {
            Representations = group.Joined is { } joined ? [.. group.Records.Select(joined.Of)] : null,
        };

    private void Fail(StageRun run, StageFetch fetch, SourceFault fault)
    {
        var reasons = execution.Context.Reasons;
        execution.Ledger.Failed(fetch.Department, fault);
        run.Fail(fetch, fault == SourceFault.Invalid ? reasons.InvalidSourceData : reasons.SourceUnavailable);
    }

    private static bool IsParallel(SourceRequest request, SourceResponse response) =>
        response.Selections.Count == request.Selections.Count
        && request.Selections.Zip(response.Selections).All(pair => pair.Second.Length == pair.First.Keys.Count);

    private void Admit(StageRun run, StageFetch fetch, bool isHome, List<MaskGroup> groups, SourceResponse response)
    {
        for (var selection = 0; selection < groups.Count; selection++)
        {
            for (var i = 0; i < groups[selection].Records.Count; i++)
            {
                var record = groups[selection].Records[i];
                var delivered = response.Selections[selection][i];
                record.IsAbsent |= isHome && delivered is null;
                if (delivered is not null)
                {
                    AdmitFields(run.Stage, fetch, groups[selection], record, delivered);
                }
            }
        }
    }

    // WHY by the group: a field of a record that was asked for by another key is in another selection, and this one says nothing of it.
    private void AdmitFields(EntityStage stage, StageFetch fetch, MaskGroup group, RecordState record, DatumObject delivered)
    {
        for (var i = 0; i < stage.Read.Count; i++)
        {
            var field = stage.Read[i];
            if (fetch.Asks(field) && record.Slots[field.Slot].IsAsked && field.Join?.Address == group.Joined?.Address)
            {
                record.Values[i] = execution.Admitter.Admit(field, delivered, record);
            }
        }
    }

    private async Task FollowAsync(StageRun run, StageFetch fetch, Task read, CancellationToken deadline)
    {
        await read.ConfigureAwait(false);
        var reached = new ReachedKeys();
        for (var i = 0; i < run.Stage.Fields.Count; i++)
        {
            if (fetch.Asks(run.Stage.Fields[i]))
            {
                foreach (var record in run.Records)
                {
                    reached.Collect(run.Stage.Fields[i], record.Values[i]);
                }
            }
        }

        await Task.WhenAll(reached.Links.Select(async link =>
            run.Follow(link.Link, link.Type, await RunAsync(link.Link.Targets[link.Type], link.Keys, deadline).ConfigureAwait(false))))
            .ConfigureAwait(false);
        if (reached.Links.Any(link => run.Followed(link.Link, link.Type).Records.Any(record => record.Refusal is { IsCut: true })))
        {
            CutLinks(run, fetch);
        }
    }

    private static void CutLinks(StageRun run, StageFetch fetch)
    {
        for (var i = 0; i < run.Stage.Fields.Count; i++)
        {
            if (fetch.Asks(run.Stage.Fields[i]))
            {
                foreach (var record in run.Records)
                {
                    record.Values[i] = new LinkCutter(run, record).Cut(run.Stage.Fields[i], record.Values[i]);
                }
            }
        }
    }
}
