using Exchange.Federation.Governed.Planning;
using Exchange.GraphQL.TypeSystem;
using Exchange.GraphQL.Values;

namespace Exchange.Federation.Governed.Execution;

/// <summary>
/// Takes over what a department delivered: only what was asked for, of the graph's shape, accepted by the standard, at the open level;
/// cut values are dropped here. The depth is that of the plan, never that of the delivered value. Thread-safe.
/// </summary>
internal sealed class CellAdmitter(FetchContext context, ExecutorLimits limits)
{
    private const int MaxKeyLength = 128;

    /// <summary>Admits one asked field of a record from the object that holds it.</summary>
    public Node? Admit(PlannedField field, DatumObject holder, RecordState record)
    {
        if (IsWhole(field, record, static (record, part) => record.IsCut(part)))
        {
            return null;
        }

        // WHY: an object of which everything asked for is cut is null like a missing one; an object of nulls, or a list of them, would
        // tell. So would an empty one: where a cut leaves null, what holds no value is null for everybody.
        var node = Admit(field, field.Field.Definition.Type, holder[field.RequestName], record);
        return OrMissing(field, node, record);
    }

    /// <summary>The node; null where a cut would leave null and the node holds no value.</summary>
    public static Node? OrMissing(PlannedField field, Node? node, RecordState record) =>
        node is null || Holds(node) || !IsWhole(field, record, static (_, part) => part.Grant.CutGates != 0) ? node : null;

    private static bool Holds(Node? node) => node switch
    {
        null => false,
        ListNode list => list.Items.Any(Holds),
        ObjectNode holder => holder.Fields.Any(Holds),
        _ => true,
    };

    // Whether the field, or everything asked for inside it, is of that kind.
    private static bool IsWhole(PlannedField field, RecordState record, Func<RecordState, PlannedField, bool> isOfKind)
    {
        ref readonly var slot = ref record.Slots[field.Slot];
        if (isOfKind(record, field))
        {
            return true;
        }

        if (field.Kind != PlannedKind.Object && (field.Kind != PlannedKind.Link || field.Alternatives[slot.Choice].IsFull))
        {
            return false;
        }

        foreach (var child in field.Children)
        {
            if (record.Slots[child.Slot].IsAsked && !IsWhole(child, record, isOfKind))
            {
                return false;
            }
        }

        return true;
    }

    private Node? Admit(PlannedField field, GraphQLType type, Datum value, RecordState record)
    {
        switch (type)
        {
            case NonNullType required:
                return Admit(field, required.Inner, value, record) ?? Refuse(field, record);
            case var _ when value.IsNull:
                return null;
            case ListType list:
                return value.Kind == DatumKind.List && value.AsList().Length <= limits.MaxListItems
                    ? new ListNode([.. value.AsList().Select(item => Admit(field, list.Item, item, record))])
                    : Refuse(field, record);
            default:
                return field.Kind == PlannedKind.Leaf ? Leaf(field, type.Named, value, record) : Composite(field, value, record);
        }
    }

    private Node Leaf(PlannedField field, NamedType type, Datum value, RecordState record)
    {
        if (LeafShape.Fit(type, value, context.Scalars) is not { } shaped)
        {
            return Refuse(field, record);
        }

        ref var slot = ref record.Slots[field.Slot];
        var admission = field.IsGoverned ? context.Guard.Admit(field.Coordinate, slot.Level, shaped) : new CellAdmission(true, shaped);
        if (!admission.IsValid || admission.Value.IsNull)
        {
            return Refuse(field, record);
        }

        slot.HasValue = true;
        return new LeafNode(admission.Value);
    }

    private Node Composite(PlannedField field, Datum value, RecordState record)
    {
        if (value.Kind != DatumKind.Object)
        {
            return Refuse(field, record);
        }

        ref var slot = ref record.Slots[field.Slot];
        if (field.Kind == PlannedKind.Link && field.Alternatives[slot.Choice].IsFull)
        {
            return Link(field, value.AsObject(), record);
        }

        slot.HasValue = true;
        var nodes = new Node?[field.Children.Count];
        for (var i = 0; i < nodes.Length; i++)
        {
            var child = field.Children[i];
            nodes[i] = record.Slots[child.Slot].IsAsked ? Admit(child, value.AsObject(), record) : null;
        }

        return new ObjectNode(nodes);
    }

    // WHY: a key goes on to other departments, so it must be one that could be a key.
    private static bool IsKey(Datum value) => value.Kind == DatumKind.String && value.AsString() is { Length: > 0 and <= MaxKeyLength };

    private static Node Link(PlannedField field, DatumObject target, RecordState record)
    {
        var key = target[field.TargetKey];
        var type = field.IsAbstract ? target["__typename"] : Datum.From(field.Field.Definition.Type.Named.Name);
        if (!IsKey(key) || type.Kind != DatumKind.String || !field.Targets.ContainsKey(type.AsString()))
        {
            return Refuse(field, record);
        }

        record.Slots[field.Slot].HasValue = true;
        return new KeyNode(type.AsString(), key.AsString());
    }

    private static Node Refuse(PlannedField field, RecordState record)
    {
        record.Slots[field.Slot].HasInvalid = true;
        foreach (var child in field.Children)
        {
            if (record.Slots[child.Slot].IsAsked)
            {
                Refuse(child, record);
            }
        }

        return Node.Invalid;
    }
}
