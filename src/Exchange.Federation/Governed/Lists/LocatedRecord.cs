using Exchange.Federation.Governed.Execution;
using Exchange.Federation.Governed.Planning;

namespace Exchange.Federation.Governed.Lists;

/// <summary>
/// Finds who can have a record whose id carries its owner (<c>hotline:…</c>): only that department is asked, for each type it has of which something
/// is open to the caller.
/// </summary>
internal static class LocatedRecord
{
    /// <summary>A look-up for each type that the record can be of; none for an id that can be no one's.</summary>
    public static IEnumerable<Lookup> Candidates(RootStep step, PlanExecution execution)
    {
        if (execution.Arguments.Refusals(step.Field).Count > 0)
        {
            return [Lookup.Of(step, [null], execution.Arguments.Refusals(step.Field), step.Reportable.Values.First())];
        }

        var id = execution.Arguments[step.Field].Values[0].AsString();
        var owner = id.IndexOf(':', StringComparison.Ordinal) is > 0 and var end ? id[..end] : "";
        return step.Reportable.Values.Where(stage => stage.Type.Home == owner && step.Owners.Contains(owner))
            .Select(stage => Lookup.Of(step, [id], [], stage));
    }

    /// <summary>
    /// The look-up that found the record; where none did, one that says why; null for an id that can be no one's. What is refused and what is not
    /// there come to the same: whether a record is there decides nothing here unless something of it is open.
    /// </summary>
    public static Lookup? Found(IEnumerable<Lookup> candidates, PlanExecution execution)
    {
        var all = candidates.ToList();
        return all.FirstOrDefault(lookup => IsThere(lookup, execution))
            ?? all.FirstOrDefault(lookup => HasFailed(lookup, execution))
            ?? all.Where(IsRefused).MaxBy(lookup => lookup.Run!.Record(lookup.Keys[0]!).Refusal!.Reason)
            ?? all.FirstOrDefault();
    }

    private static bool IsThere(Lookup lookup, PlanExecution execution) =>
        lookup is { Run: { } run, Keys: [{ } key] } && run.Record(key) is { IsAbsent: false, IsOpen: true } && !HasFailed(lookup, execution);

    private static bool IsRefused(Lookup lookup) => lookup is { Run: { } run, Keys: [{ } key] } && !run.Record(key).IsOpen;

    private static bool HasFailed(Lookup lookup, PlanExecution execution) =>
        lookup.Run is { } run && run.Failure(execution.ExistenceHome(run.Stage)) is not null;
}
