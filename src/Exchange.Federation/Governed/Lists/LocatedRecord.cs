using Exchange.Federation.Governed.Execution;
using Exchange.Federation.Governed.Planning;

namespace Exchange.Federation.Governed.Lists;

/// <summary>Finds who can have a record whose id carries its owner (<c>hotline:…</c>): only that department is asked, for each type it has.</summary>
internal static class LocatedRecord
{
    /// <summary>A look-up for each type that the record can be of; one that can be no one's names nobody, and no department is asked.</summary>
    public static IEnumerable<Lookup> Candidates(RootStep step, PlanExecution execution)
    {
        if (execution.Arguments.Refusals(step.Field).Count > 0)
        {
            return [Lookup.Of(step, [null], execution.Arguments.Refusals(step.Field), step.Reportable.Values.First())];
        }

        var id = execution.Arguments[step.Field].Values[0].AsString();
        var owner = id.IndexOf(':', StringComparison.Ordinal) is > 0 and var end ? id[..end] : "";
        var stages = step.Reportable.Values.Where(stage => stage.Type.Home == owner && step.Owners.Contains(owner)).ToList();
        return stages.Count == 0
            ? [Lookup.Of(step, [null], [], step.Reportable.Values.First())]
            : stages.Select(stage => Lookup.Of(step, [id], [], stage));
    }

    /// <summary>The look-up that found the record; where none did, one that says why.</summary>
    public static Lookup Found(IEnumerable<Lookup> candidates, PlanExecution execution)
    {
        var all = candidates.ToList();
        return all.FirstOrDefault(lookup => IsThere(lookup, execution)) ?? all.FirstOrDefault(lookup => HasFailed(lookup, execution)) ?? all[0];
    }

    private static bool IsThere(Lookup lookup, PlanExecution execution) =>
        lookup is { Run: { } run, Keys: [{ } key] } && run.Record(key) is { IsAbsent: false } && !HasFailed(lookup, execution);

    private static bool HasFailed(Lookup lookup, PlanExecution execution) =>
        lookup.Run is { } run && run.Failure(execution.ExistenceHome(run.Stage)) is not null;
}
