using Exchange.Federation.Governed.Planning;

namespace Exchange.Federation.Governed.Execution;

/// <summary>
/// Takes links out of one record whose cut holds on the side of the record they lead to, as if its department had never given them: an item
/// is no item, and what then holds nothing is missing.
/// </summary>
internal sealed class LinkCutter(StageRun run, RecordState record)
{
    public Node? Cut(PlannedField field, Node? node)
    {
        for (var slot = field.Slot; slot < field.EndSlot; slot++)
        {
            ref var state = ref record.Slots[slot];
            var planned = run.Stage.Slots[slot];
            var isFollowed = planned.Targets.Count > 0 && state.Choice >= 0 && planned.Alternatives[state.Choice].IsFull;
            state.HasValue &= !isFollowed;
        }

        return Within(field, node);
    }

    private Node? Within(PlannedField field, Node? node) => CellAdmitter.OrMissing(field, Left(field, node), record);

    private Node? Left(PlannedField field, Node? node)
    {
        switch (node)
        {
            case KeyNode target when IsCut(field, target):
                return null;
            case KeyNode:
                record.Slots[field.Slot].HasValue = true;
                return node;
            case ListNode list:
                var items = list.Items.Where(item => item is KeyNode target ? !IsCut(field, target) : !GoesWithLink(field, item));
                return new ListNode([.. items.Select(item => Left(field, item))]);
            case ObjectNode holder:
                return new ObjectNode([.. holder.Fields.Select((inner, index) => Within(field.Children[index], inner))]);
            default:
                return node;
        }
    }

    private bool GoesWithLink(PlannedField field, Node? item) => item is ObjectNode holder
        && field.Children.Where((link, index) => link.Grant.CutsItem && holder.Fields[index] is KeyNode target && IsCut(link, target)).Any();

    private bool IsCut(PlannedField link, KeyNode target) =>
        run.Followed(link, target.Type).Record(target.Key).Refusal is { IsCut: true };
}
