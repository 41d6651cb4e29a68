using Exchange.Federation.Authorization;
using Exchange.Federation.Governed.Lists;
using Exchange.Federation.Governed.Planning;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.TypeSystem;
using Exchange.GraphQL.Values;

namespace Exchange.Federation.Governed.Execution;

/// <summary>Answers the root fields. Used by one thread.</summary>
internal sealed class RootBuilder(PlanExecution execution, ResponseBuilder response)
{
    private readonly List<(Cell Cell, ResultPath Path)> _cells = [];

    /// <summary>The response data; <paramref name="lookups"/> and <paramref name="pages"/> are by field index.</summary>
    public Datum Build(ILookup<int, Lookup> lookups, IReadOnlyDictionary<int, PageRun> pages)
    {
        var roots = execution.Plan.Roots;
        var values = new Datum[roots.Count];
        var isWhole = true;
        for (var i = 0; i < values.Length; i++)
        {
            var path = ResultPath.Field(null, roots[i].Field.ResponseName);
            values[i] = roots[i].Kind == RootStepKind.List
                ? Page(roots[i], pages[roots[i].Field.Index], path)
                : Answer(roots[i], lookups, path);
            _cells.AddRange(roots[i].Untold.Select(kind =>
                (CellReporter.OfRecord(kind, roots[i].Field.Index, kind.ClosedReason, null) with { IsUncounted = true }, path)));
            isWhole &= !(values[i].IsNull && roots[i].Field.Definition.Type.IsNonNull);
        }

        if (_cells.Count > 0)
        {
            response.Add(new ResultRecord(execution.Plan.Operation.RootType.Name, null, null, _cells));
        }

        return isWhole ? Datum.From(new DatumObject([.. roots.Select(root => root.Field.ResponseName)], values)) : Datum.Null;
    }

    private Datum Page(RootStep step, PageRun page, ResultPath path)
    {
        if (page.Errors.Count > 0)
        {
            response.Add(page.Errors, path);
            return Datum.Null;
        }

        _cells.AddRange(page.Untold.Select(cell => (cell, path)));
        if (page.IsThere)
        {
            _cells.Add((CellReporter.OfRecord(step.Grant, step.Field.Index, 0, page.Opened), path));
        }

        return new PageBuilder(page, response, execution.Context.Cursors).Build(path);
    }

    private Datum Answer(RootStep step, ILookup<int, Lookup> lookups, ResultPath path) => step.Kind switch
    {
        RootStepKind.TypeName => Datum.From(execution.Plan.Operation.RootType.Name),
        RootStepKind.Introspection =>
            Introspection.Resolve(execution.Plan.Operation, step.Field, execution.Context.Variables, execution.Context.Shown),
        RootStepKind.Hub => Hub(step, path),
        RootStepKind.Lookup => Records(lookups[step.Field.Index].Single(), path),
        RootStepKind.Located => LocatedRecord.Found(lookups[step.Field.Index], execution) is { } found ? Records(found, path) : Datum.Null,
        RootStepKind.Hole => Hole(step, step.Owners, path),
        RootStepKind.Reported => Reported(step, lookups, path),
        _ => Withhold(step, path, step.Grant.ClosedReason, step.Grant.Department),
    };

    private Datum Hub(RootStep step, ResultPath path)
    {
        var chosen = execution.Gates.Choose(step.Grant.Alternatives, passed: 0, undecided: 0, step.Grant.ClosedReason, out var reason);
        if (chosen < 0)
        {
            return Withhold(step, path, reason, step.Grant.Department);
        }

        _cells.Add((CellReporter.OfRecord(step.Grant, step.Field.Index, 0, step.Grant.Alternatives[chosen]), path));
        return execution.Context.Hub.Root(step.Field);
    }

    private Datum Reported(RootStep step, ILookup<int, Lookup> lookups, ResultPath path)
    {
        if (lookups[step.Field.Index].SingleOrDefault() is not { } lookup)
        {
            return Hole(step, execution.Context.Report?.Silent ?? step.Owners, path);
        }

        foreach (var owner in execution.Context.Report!.Silent)
        {
            execution.Ledger.NotAsked(owner, [step.Grant.Coordinate]);
        }

        return Records(lookup, path);
    }

    private Datum Hole(RootStep step, IReadOnlyList<string> owners, ResultPath path)
    {
        foreach (var owner in owners)
        {
            execution.Ledger.NotAsked(owner, [step.Grant.Coordinate]);
            Withhold(step, path, execution.Context.Reasons.SourceUnavailable, owner);
        }

        return owners.Count == 0 ? Withhold(step, path, execution.Context.Reasons.SourceUnavailable, null) : Datum.Null;
    }

    private Datum Withhold(RootStep step, ResultPath path, int reason, string? department)
    {
        _cells.Add((CellReporter.OfRecord(step.Grant, step.Field.Index, reason, null) with { Department = department }, path));
        return Datum.Null;
    }

    private Datum Records(Lookup lookup, ResultPath path)
    {
        if (lookup.Errors.Count > 0)
        {
            response.Add(lookup.Errors, path);
            return Datum.Null;
        }

        if (!lookup.IsList)
        {
            return Record(lookup, lookup.Keys.Count == 0 ? null : lookup.Keys[0], path);
        }

        var items = lookup.Keys.Select((key, index) => Record(lookup, key, ResultPath.Item(path, index))).ToArray();
        var item = ((ListType)lookup.Step.Field.Definition.Type.Nullable).Item;
        return item.IsNonNull && items.Any(value => value.IsNull) ? Datum.Null : Datum.From(items);
    }

    private Datum Record(Lookup lookup, string? key, ResultPath path)
    {
        var run = lookup.Run!;
        var grant = lookup.Step.Grant;
        var refusal = key is null ? execution.Decider.RefuseNobody(run.Stage) : run.Record(key).Refusal;
        if (refusal is not null)
        {
            return Refuse(lookup, key, path, refusal.Grant, refusal.IsPresence ? -1 : lookup.Step.Field.Index,
                key is null ? run.NobodyReason ?? refusal.Reason : refusal.Reason);
        }

        if (key is null)
        {
            return Datum.Null;
        }

        var record = run.Record(key);
        if (run.Failure(execution.ExistenceHome(run.Stage)) is { } failure)
        {
            return Refuse(lookup, key, path, grant, lookup.Step.Field.Index, failure);
        }

        var opened = (CellReporter.OfRecord(grant, lookup.Step.Field.Index, 0, record.Entry), path);
        if (record.IsAbsent)
        {
            response.Add(ResponseBuilder.Told(run, record, path, [opened]));
            return Datum.Null;
        }

        return response.Record(run, key, path, [opened]);
    }

    private Datum Refuse(Lookup lookup, string? key, ResultPath path, FieldGrant grant, int index, int reason)
    {
        var cell = CellReporter.OfRecord(grant, index, reason, null);
        response.Add(key is null
            ? new ResultRecord(lookup.Run!.Stage.Type.Name, key, path, [(cell, path)])
            : ResponseBuilder.Told(lookup.Run!, lookup.Run!.Record(key), path, [(cell, path)]));
        return Datum.Null;
    }
}
