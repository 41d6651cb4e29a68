using Exchange.Federation.Execution.Prepared;

namespace Exchange.Federation.Execution;

/// <summary>Writes objects of the result as representations (Apollo Federation, <c>_entities(representations:)</c>). Not thread-safe.</summary>
internal sealed class RepresentationWriter(CellStore store, PooledBytes body)
{
    private bool _hasKey;
    private bool _identifies;

    /// <summary>
    /// Writes one object; false where its key is not whole, so that it cannot be asked for. What was written then has to be taken back.
    /// </summary>
    public bool TryWrite(Represented representation, int handle)
    {
        _hasKey = _identifies = false;
        body.Write(representation.Start);
        foreach (var field in representation.Fields)
        {
            if (!TryWrite(field, field.Key, handle))
            {
                return false;
            }
        }

        body.Write((byte)'}');

        // WHY: a key may be null in part, but a key of nothing but nulls names no entity.
        return _identifies || !_hasKey;
    }

    private bool TryWrite(RepresentedField field, ReadOnlySpan<byte> key, int handle)
    {
        ref readonly var value = ref store.Slot(handle, field.Slot);
        body.Write(key);
        _hasKey |= field.IsKey;
        return !(field.IsKey && value.Kind is CellKind.Missing or CellKind.Misshapen) && TryWrite(field, in value, 0);
    }

    // INVARIANT: recursion follows the plan's input fields and the lists of declared types.
    private bool TryWrite(RepresentedField field, in Cell value, int level)
    {
        switch (value.Kind)
        {
            case CellKind.Missing or CellKind.Null or CellKind.Misshapen:
                body.Write("null"u8);
                return !(field.IsKey && field.Wrapping.Refuses(level));
            case CellKind.List:
                return TryWriteItems(field, in value, level + 1);
            case CellKind.Object:
                return TryWriteObject(field, value.Start);
            default:
                _identifies |= field.IsKey;
                body.Write(store.Text(in value));
                return true;
        }
    }

    private bool TryWriteItems(RepresentedField field, in Cell list, int level)
    {
        body.Write((byte)'[');
        for (var i = 0; i < list.Length; i++)
        {
            if (i > 0)
            {
                body.Write((byte)',');
            }

            if (!TryWrite(field, in store.Item(in list, i), level))
            {
                return false;
            }
        }

        body.Write((byte)']');
        return true;
    }

    private bool TryWriteObject(RepresentedField field, int handle)
    {
        body.Write((byte)'{');
        var isFirst = true;
        if (field.SendsTypeName && field.Type!.Of(store, handle) is { Length: > 0 } name)
        {
            body.Write("\"__typename\":"u8);
            body.Write(name);
            isFirst = false;
        }

        foreach (var child in field.ChildrenOf(store, handle))
        {
            if (!TryWrite(child, isFirst ? child.Key.AsSpan(1) : child.Key, handle))
            {
                return false;
            }

            isFirst = false;
        }

        body.Write((byte)'}');
        return true;
    }
}
