using Exchange.Federation.Governed.Planning;

namespace Exchange.Federation.Governed.Execution;

/// <summary>
/// Takes out of a request, before it is written, the fields of those records for which what they need is not there, and says why on each. Used by
/// the one task that sends the request, when what it waited for has been read.
/// </summary>
internal sealed class InputCheck(StageRun run, ExecutorReasons reasons)
{
    public void Drop(StageFetch fetch)
    {
        foreach (var field in run.Stage.Read.Where(field => fetch.Asks(field) && field.Inputs.Count > 0))
        {
            foreach (var record in run.Records.Where(record => record.Slots[field.Slot].IsAsked))
            {
                if (Missing(field, record) is { } reason)
                {
                    Withhold(field, record, reason);
                }
            }
        }
    }

    // Of several inputs that are not there, the reason of the first is told.
    private int? Missing(PlannedField field, RecordState record) =>
        field.Inputs.Where(input => !JoinedRecords.IsWhole(record.Values[run.Stage.PositionOf(input)]))
            .Select(input => (int?)Why(input, record)).FirstOrDefault();

    // WHY: one that was cut and one that the department does not have are alike, or the difference would tell.
    private int Why(PlannedField input, RecordState record)
    {
        ref readonly var slot = ref record.Slots[input.Slot];
        return slot is { Choice: < 0, Reason: > 0 } ? slot.Reason
            : run.Failure(input.Department, input.Wave) ?? (IsInvalid(input, record) ? reasons.InvalidSourceData : reasons.MissingInput);
    }

    private static bool IsInvalid(PlannedField input, RecordState record) =>
        record.Slots[input.Slot].HasInvalid || input.Children.Any(part => IsInvalid(part, record));

    private void Withhold(PlannedField field, RecordState record, int reason)
    {
        ref var slot = ref record.Slots[field.Slot];
        slot.IsAsked = false;
        if (field.IsGoverned || run.Stage.Inputs.Contains(field))
        {
            (slot.Choice, slot.Reason) = (SlotState.Withheld, reason);
        }

        foreach (var part in field.Children.Where(part => record.Slots[part.Slot].IsAsked))
        {
            Withhold(part, record, reason);
        }
    }
}
