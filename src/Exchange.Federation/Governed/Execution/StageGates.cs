using Exchange.Federation.Authorization;
using Exchange.Federation.Governed.Planning;

namespace Exchange.Federation.Governed.Execution;

/// <summary>
/// Asks the gates of a stage about its records in three rounds: those that need nothing, those that need facts, and those that need a field of the
/// record itself. A later round fetches only for records that it can still open something of. Thread-safe.
/// </summary>
internal sealed class StageGates(PlanExecution execution)
{
    /// <summary>Asks all gates of the stage about all records.</summary>
    public async Task AskAsync(EntityStage stage, IReadOnlyList<RecordState> records, CancellationToken deadline)
    {
        foreach (var record in records)
        {
            execution.Gates.AskAtOnce(stage, record);
        }

        await AskByFactsAsync(stage, records, deadline).ConfigureAwait(false);
        await AskByReadsAsync(stage, records, deadline).ConfigureAwait(false);
    }

    private async Task AskByFactsAsync(EntityStage stage, IReadOnlyList<RecordState> records, CancellationToken deadline)
    {
        var factual = execution.Gates.Factual(stage);
        if (factual == 0)
        {
            return;
        }

        var unasked = factual | execution.Gates.Reading(stage);
        var open = records.Where(record => !execution.Decider.IsRefused(stage, record, unasked)).ToList();
        if (open.Count == 0)
        {
            return;
        }

        var facts = await execution.Facts.FetchAsync(stage.Type.Name, open.ConvertAll(record => record.Key), deadline).ConfigureAwait(false);
        for (var i = 0; i < open.Count; i++)
        {
            execution.Gates.AskByFacts(stage, open[i], facts[i]);
        }
    }

    private async Task AskByReadsAsync(EntityStage stage, IReadOnlyList<RecordState> records, CancellationToken deadline)
    {
        var reading = execution.Gates.Reading(stage);
        if (reading == 0)
        {
            return;
        }

        var open = records.Where(record => execution.Decider.HangsOn(stage, record, reading)).ToList();
        foreach (var read in open.Count == 0 ? [] : execution.Plan.ReadsOf(stage))
        {
            var answers = await execution.Reads.FetchAsync(read, stage, open.ConvertAll(record => record.Key), deadline).ConfigureAwait(false);
            for (var i = 0; i < open.Count; i++)
            {
                execution.Gates.AskByRead(stage, open[i], read, answers[i]);
            }
        }
    }
}
