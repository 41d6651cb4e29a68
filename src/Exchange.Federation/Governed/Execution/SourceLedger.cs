using Exchange.Federation.Sources;

namespace Exchange.Federation.Governed.Execution;

/// <summary>Keeps what each department was asked and how it answered. Thread-safe; lives for one request.</summary>
internal sealed class SourceLedger
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    public void Asked(string department, IEnumerable<string> coordinates, int keys)
    {
        lock (_lock)
        {
            var entry = For(department);
            entry.Coordinates.UnionWith(coordinates);
            entry.Requests++;
            entry.Keys += keys;
        }
    }

    public void Answered(string department, DateTimeOffset? asOf)
    {
        lock (_lock)
        {
            var entry = For(department);
            entry.AsOf = asOf is { } age && !(entry.AsOf <= age) ? age : entry.AsOf;
        }
    }

    public void Failed(string department, SourceFault fault)
    {
        lock (_lock)
        {
            Worsen(For(department), fault == SourceFault.Invalid ? SourceState.Invalid : SourceState.Unavailable);
        }
    }

    public void NotAsked(string department, IEnumerable<string> coordinates)
    {
        lock (_lock)
        {
            var entry = For(department);
            entry.Coordinates.UnionWith(coordinates);
            Worsen(entry, SourceState.Unavailable);
        }
    }

    public IReadOnlyList<SourceUse> Uses()
    {
        lock (_lock)
        {
            return
            [
                .. _entries.Select(pair => new SourceUse(
                    pair.Key, pair.Value.State, pair.Value.AsOf, [.. pair.Value.Coordinates], pair.Value.Requests, pair.Value.Keys)),
            ];
        }
    }

    private static void Worsen(Entry entry, SourceState state) => entry.State = state > entry.State ? state : entry.State;

    private Entry For(string department)
    {
        if (!_entries.TryGetValue(department, out var entry))
        {
            _entries[department] = entry = new Entry();
        }

        return entry;
    }

    private sealed class Entry
    {
        public SortedSet<string> Coordinates { get; } = new(StringComparer.Ordinal);

        public int Requests { get; set; }

        public int Keys { get; set; }

        public SourceState State { get; set; }

        public DateTimeOffset? AsOf { get; set; }
    }
}
