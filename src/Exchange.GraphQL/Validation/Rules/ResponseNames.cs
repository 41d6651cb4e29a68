namespace Exchange.GraphQL.Validation.Rules;

/// <summary>
/// Which place in a list of fields each response name has. Begins anew without being cleared. One instance serves one validation.
/// </summary>
internal sealed class ResponseNames
{
    private const int InitialSize = 64;

    private Slot[] _slots = new Slot[InitialSize];
    private int _list;
    private int _count;

    /// <summary>Begins another list.</summary>
    public void Begin()
    {
        _list++;
        _count = 0;
    }

    /// <summary>The place of <paramref name="name"/> in the list; <paramref name="place"/>, from now on, where it has none yet.</summary>
    public int FindOrAdd(string name, int place)
    {
        ref var slot = ref SlotOf(_slots, name);
        if (slot.List == _list)
        {
            return slot.Place;
        }

        slot = new Slot(_list, place, name);
        if (2 * ++_count > _slots.Length)
        {
            Grow();
        }

        return place;
    }

    private void Grow()
    {
        var slots = new Slot[2 * _slots.Length];
        foreach (ref readonly var slot in _slots.AsSpan())
        {
            if (slot.List == _list)
            {
                SlotOf(slots, slot.Name) = slot;
            }
        }

        _slots = slots;
    }

    private ref Slot SlotOf(Slot[] slots, string name)
    {
        // WHY: a hash that callers cannot foresee, so no list of names is slow to search.
        var at = name.GetHashCode();
        while (true)
        {
            ref var slot = ref slots[at++ & (slots.Length - 1)];
            if (slot.List != _list || slot.Name == name)
            {
                return ref slot;
            }
        }
    }

    private readonly record struct Slot(int List, int Place, string Name);
}
