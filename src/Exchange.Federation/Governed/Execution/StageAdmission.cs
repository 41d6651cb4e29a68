using Exchange.Federation.Authorization;
using Exchange.Federation.Governed.Planning;

namespace Exchange.Federation.Governed.Execution;

/// <summary>Asks the request's <see cref="IRecordAdmission"/> about the records of a stage, and decides anew what it closes. Thread-safe.</summary>
internal sealed class StageAdmission(PlanExecution execution)
{
    /// <summary>Runs after the gates and before anything is fetched.</summary>
    public async ValueTask RunAsync(StageRun run, CancellationToken deadline)
    {
        if (execution.Context.Admission is not { } admission || !admission.Concerns(run.Stage.Type.Name))
        {
            return;
        }

        var open = run.Records.Where(record => record.IsOpen).ToList();
        if (open.Count == 0 && run.Stage.Entry is null)
        {
            return;
        }

        var asked = open.ConvertAll(record => new OpenRecord(record.Key, Watched(run.Stage, record, admission.Watched)));
        var admitted = await admission.AdmitAsync(run.Stage.Type.Name, asked, deadline).ConfigureAwait(false);
        for (var i = 0; i < open.Count; i++)
        {
            Take(run.Stage, open[i], admitted.Records[i]);
        }

        if (run.Stage.Entry is { } lookup && admitted.OthersReason is { } reason)
        {
            run.NobodyReason = reason;
            foreach (var record in run.Records.Where(record => record.Refusal is { IsPresence: false } && !open.Contains(record)))
            {
                record.Refusal = new Refusal(lookup, IsPresence: false, reason);
            }
        }
    }

    private void Take(EntityStage stage, RecordState record, in RecordAdmission verdict)
    {
        if (verdict.Reason != 0)
        {
            record.Refusal = Refused(stage, verdict.Reason);
        }
        else if (verdict.Closed.Count > 0)
        {
            record.Bar(verdict.Closed, verdict.ClosedReason);
            execution.Decider.Decide(stage, record);
        }
    }

    private static Refusal Refused(EntityStage stage, int reason) => stage.Entry is { } lookup
        ? new Refusal(lookup, IsPresence: false, reason)
        : new Refusal(stage.Presence ?? new FieldGrant { Coordinate = stage.Type.Name }, IsPresence: true, reason);

    private static HashSet<string> Watched(EntityStage stage, RecordState record, IReadOnlySet<string> watched) => watched.Count == 0
        ? []
        : [.. stage.Slots.Where(field => IsOpen(field, record) && watched.Contains(field.Coordinate)).Select(field => field.Coordinate)];

    private static bool IsOpen(PlannedField field, RecordState record) =>
        field.IsGoverned && (record.Slots[field.Slot].IsAsked || (field.Kind == PlannedKind.Hub && record.Slots[field.Slot].Choice >= 0));
}
