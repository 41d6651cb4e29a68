using Exchange.Federation.Governed.Planning;
using Exchange.GraphQL.TypeSystem;
using Exchange.GraphQL.Values;

namespace Exchange.Federation.Governed.Execution;

/// <summary>
/// Answers the key field of a record that a link reached from the key that the link gave, where the record's home did not:
/// it is open, and the hub holds it.
/// </summary>
internal static class KnownKey
{
    public static void Fill(StageRun run, ICellGuard guard)
    {
        if (run.Stage.Entry is not null)
        {
            return;
        }

        for (var i = 0; i < run.Stage.Fields.Count; i++)
        {
            var field = run.Stage.Fields[i];
            if (field.Kind == PlannedKind.Leaf && field.Field.Definition.Name == run.Stage.Type.KeyField && field.Grant.CutGates == 0)
            {
                foreach (var record in run.Records.Where(record => record.Values[i] is null && record.Slots[field.Slot].IsAsked))
                {
                    record.Values[i] = Admit(field, record, guard);
                }
            }
        }
    }

    private static LeafNode? Admit(PlannedField field, RecordState record, ICellGuard guard)
    {
        ref var slot = ref record.Slots[field.Slot];
        var admission = guard.Admit(field.Coordinate, slot.Level, Datum.From(record.Key));
        slot.HasValue = admission is { IsValid: true, Value.IsNull: false };
        return slot.HasValue && field.Field.Definition.Type.Named is ScalarType ? new LeafNode(admission.Value) : null;
    }
}
