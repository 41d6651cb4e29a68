using Exchange.Federation.Execution.Prepared;

namespace Exchange.Federation.Execution;

/// <summary>
/// Tells where a place of a request stands in the caller's answer. A path ends where the caller selected nothing further. Used only when
/// something failed; not thread-safe.
/// </summary>
internal sealed class CallerPaths(ExecutablePlan plan, CellStore store, int root, ulong conditions)
{
    // WHY: objects are shared, so that ways to them can be many more than objects.
    private const int MaxVisits = 100_000;

    private int _visitsLeft = MaxVisits;

    /// <summary>The place of a part up to its first list: what can be said without looking at objects.</summary>
    public List<object> Place(ExecutablePart part)
    {
        var path = new List<object>();
        var types = plan.Output;
        foreach (var step in part.Path)
        {
            if (Shown(types, -1, step.Slot) is not { } entry)
            {
                break;
            }

            path.Add(entry.Field.Field.ResponseName);
            if (entry.Wrapping.Lists > 0 || entry.Selection is null)
            {
                break;
            }

            types = entry.Selection;
        }

        return path;
    }

    /// <summary>The paths of the root's fields that a part of it fetches and the caller selected.</summary>
    public IEnumerable<List<object>> Fields(ExecutablePart part)
    {
        var place = Place(part);
        return part.Path.Length > 0
            ? [place]
            : part.Selection.Fields
                .Select(field => Shown(plan.Output, root, field.Slot))
                .OfType<OutputEntry>()
                .Select(entry => new List<object> { entry.Field.Field.ResponseName });
    }

    /// <summary>
    /// The paths of <paramref name="rest"/>, a path inside the answer of <paramref name="part"/>, for every object that
    /// <paramref name="isMeant"/> picks.
    /// </summary>
    public List<List<object>> Of(ExecutablePart part, IReadOnlyList<object> rest, Func<int, bool> isMeant, int most)
    {
        var search = new Search(part, rest, isMeant, most);
        Walk(search, plan.Output, root, 0);
        return search.Found;
    }

    // INVARIANT: recursion follows the part's path and the lists of declared types.
    private void Walk(Search search, ByType<Output>? types, int handle, int step)
    {
        if (search.IsOver || --_visitsLeft < 0)
        {
            return;
        }

        if (step == search.Part.Path.Length)
        {
            if (search.IsMeant(handle))
            {
                var length = search.Path.Count;
                Follow(search, types, handle);
                search.Add();
                search.Path.RemoveRange(length, search.Path.Count - length);
            }

            return;
        }

        var (slot, followed) = (search.Part.Path[step].Slot, search.Part.Path[step].Types);
        if (followed is not null && followed.For(store, handle) is null)
        {
            return;
        }

        var entry = types is null ? null : Shown(types, handle, slot);
        if (entry is not null)
        {
            search.Path.Add(entry.Field.Field.ResponseName);
        }

        Into(search, entry, store.Slot(handle, slot), step);
        if (entry is not null)
        {
            search.Path.RemoveAt(search.Path.Count - 1);
        }
    }

    private void Into(Search search, OutputEntry? entry, Cell value, int step)
    {
        if (value.Kind == CellKind.Object)
        {
            Walk(search, entry?.Selection, value.Start, step + 1);
            return;
        }

        for (var i = 0; value.Kind == CellKind.List && i < value.Length && !search.IsOver; i++)
        {
            if (entry is not null)
            {
                search.Path.Add(i);
            }

            Into(search, entry, store.Item(in value, i), step);
            if (entry is not null)
            {
                search.Path.RemoveAt(search.Path.Count - 1);
            }
        }
    }

    // Appends what the caller sees of the rest; below a null, where no object tells its type, any type that has the field serves.
    private void Follow(Search search, ByType<Output>? types, int handle)
    {
        var selection = search.Part.Selection;
        var value = new Cell { Kind = CellKind.Object, Start = handle };
        foreach (var key in search.Rest)
        {
            if (key is int index)
            {
                search.Path.Add(index);
                value = value.Kind == CellKind.List && index < value.Length ? store.Item(in value, index) : default;
                continue;
            }

            var at = value.Kind == CellKind.Object ? value.Start : -1;
            var field = selection?.Find((string)key);
            if (field is null || types is null || Shown(types, at, field.Slot) is not { } entry)
            {
                return;
            }

            search.Path.Add(entry.Field.Field.ResponseName);
            value = at >= 0 ? store.Slot(at, field.Slot) : default;
            (selection, types) = (field.Selection, entry.Selection);
        }
    }

    private OutputEntry? Shown(ByType<Output> types, int handle, int slot) =>
        handle >= 0 && types.For(store, handle) is { } type
            ? type.Shown(slot, conditions)
            : types.All.Select(any => any.Shown(slot, conditions)).FirstOrDefault(entry => entry is not null);

    private sealed class Search(ExecutablePart part, IReadOnlyList<object> rest, Func<int, bool> isMeant, int most)
    {
        private readonly HashSet<string> _known = new(StringComparer.Ordinal);

        public ExecutablePart Part { get; } = part;

        public IReadOnlyList<object> Rest { get; } = rest;

        public Func<int, bool> IsMeant { get; } = isMeant;

        public List<object> Path { get; } = [];

        public List<List<object>> Found { get; } = [];

        public bool IsOver => Found.Count >= most;

        public void Add()
        {
            if (_known.Add(string.Join('/', Path)))
            {
                Found.Add([.. Path]);
            }
        }
    }
}
