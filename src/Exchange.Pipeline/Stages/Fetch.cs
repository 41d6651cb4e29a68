using Exchange.Consent;
using Exchange.Consent.Replicas;
using Exchange.Federation.Authorization;
using Exchange.Federation.Governed.Execution;
using Exchange.Federation.Governed.Lists;
using Exchange.Federation.Governed.Planning;
using Exchange.GraphQL.Execution;
using Exchange.Pipeline.Answers;
using Exchange.Pipeline.Callers;
using Exchange.Pipeline.Gates;
using Exchange.Pipeline.Guards;
using Exchange.Pipeline.Telemetry;
using Exchange.Policy.Decisions;
using Exchange.Policy.People;

namespace Exchange.Pipeline.Stages;

/// <summary>What Fetch gives: the result to disclose, and all that was asked to get it.</summary>
/// <param name="Tree">The result of the last run.</param>
/// <param name="Sources">How the departments took part in all runs, discarded ones included.</param>
/// <param name="FactKeys">Whose facts were fetched in any run.</param>
/// <param name="Ground">What the last run stands on; null where it changed under every run, and then nothing may leave.</param>
internal sealed record Fetched(
    ResultTree Tree,
    IReadOnlyList<SourceUse> Sources,
    IReadOnlyList<(string Type, string Key)> FactKeys,
    FetchGround? Ground)
{
    /// <summary>Which fields of which records were fetched to decide in any run.</summary>
    public IReadOnlyList<(string Type, string Key, string Coordinate)> RecordFacts { get; init; } = [];

    /// <summary>What changed under the last run, where none holds.</summary>
    public GroundChange Change { get; init; }

    /// <summary>The gates that were asked, at the position of their bit.</summary>
    public required IReadOnlyList<IGate> Gates { get; init; }
}

/// <summary>
/// Stage 5: plan → result tree. Gates are asked per record before anything is sent; a department that fails is a recorded hole. A consent
/// that is withdrawn meanwhile, or a lease that is lost, discards the run: the same plan runs again, every gate asked anew. What a brake closes
/// meanwhile is in the plan, so that it does not run again. Thread-safe.
/// </summary>
internal sealed class Fetch(
    CurrentSnapshot current,
    Pseudonyms pseudonyms,
    ConsentIndex consents,
    ReplicaLease lease,
    CursorKey cursors,
    ListLimits lists,
    IPersonReadings readings)
{
    private const int MaxRepeats = 3;

    private readonly KnownReadings _known = new();

    private static readonly ExecutorReasons Reasons = new(
        (int)ReasonCode.SourceUnavailable, (int)ReasonCode.InvalidSourceData, (int)ReasonCode.NotPermitted, (int)ReasonCode.NotAvailable);

    public async Task<Fetched> RunAsync(
        HubSnapshot snapshot,
        Caller caller,
        QueryPlan plan,
        VariableValues variables,
        EventReport? report,
        string accessId,
        DateTimeOffset now,
        CancellationToken deadline)
    {
        using var span = PipelineTelemetry.Stage("Fetch");
        var context = new FetchContext
        {
            AccessId = accessId,
            Now = now,
            Variables = variables,
            Scalars = snapshot.Scalars,
            Shown = IntrospectionAccess.Shown(snapshot, caller, plan.Operation),
            Hub = new HubFields(snapshot, caller, pseudonyms),
            Guard = new CellGuard(snapshot.Standard),
            Reasons = Reasons,
            Report = report,
            GateRequest = new GateRequest(caller.Person, caller.CasePersons, NamedPlaces.Only(snapshot, plan.Operation, variables)),
            Admission = Admission(snapshot, caller, now),
            Lists = lists,
            Cursors = new CallerCursors(cursors, caller),
        };
        var runs = new FetchRuns(plan.Grants.Gates);
        GroundChange change;
        do
        {
            var ground = FetchGround.Now(snapshot, consents, lease, plan);
            runs.Add(SuppressedCells.ToldOf(await snapshot.Executor.ExecuteAsync(plan, context, deadline), snapshot.Counted));
            change = ground.ChangeSince(current, consents, lease);
            if (change == GroundChange.None || runs.HasStopped)
            {
                return runs.Settled(ground);
            }
        }
        while (runs.Count <= MaxRepeats && !current.IsBraked(snapshot));

        return runs.Unsettled(change);
    }

    private PersonGuard? Admission(HubSnapshot snapshot, Caller caller, DateTimeOffset now) =>
        CallerGuards.Of(snapshot.Policies, caller.Class) is { CountAnything: true } guards
            ? new PersonGuard(
                guards, readings, _known, pseudonyms, ReaderName.Of(caller.Client.ClientId, caller.Client.Officer), CityDay.Of(snapshot, now))
            : null;
}
