using Exchange.Federation.Execution.Prepared;

namespace Exchange.Federation.Execution;

/// <summary>
/// Adds what an answer gave to objects of the result. What is already there stays; only nulls give way. Objects and lists that both sides
/// have are merged inside. Makes no cells, so references into the store stay good.
/// </summary>
internal static class AnswerMerger
{
    /// <summary>Adds the fields of one object to another one of the same shape.</summary>
    // INVARIANT: recursion follows the plan's selections; the objects are a graph without cycles, because only newer ones are put into older.
    public static void Merge(CellStore store, ReadSelection selection, int from, int into)
    {
        if (from == into)
        {
            return;
        }

        foreach (var field in selection.Fields)
        {
            Merge(store, field, in store.Slot(from, field.Slot), ref store.Slot(into, field.Slot));
        }
    }

    private static void Merge(CellStore store, ReadField field, in Cell found, ref Cell kept)
    {
        if (kept.Kind is CellKind.Missing)
        {
            kept = found;
        }
        else if (kept.Kind is CellKind.Null or CellKind.Misshapen)
        {
            kept = found.Kind is CellKind.Missing or CellKind.Null or CellKind.Misshapen ? kept : found;
        }
        else if (kept.Kind == CellKind.Object && found.Kind == CellKind.Object && field.Selection is { } selection)
        {
            Merge(store, selection, found.Start, kept.Start);
        }
        else if (kept.Kind == CellKind.List && found.Kind == CellKind.List && kept.Length == found.Length)
        {
            for (var i = 0; i < kept.Length; i++)
            {
                Merge(store, field, in store.Item(in found, i), ref store.Item(in kept, i));
            }
        }
    }
}
