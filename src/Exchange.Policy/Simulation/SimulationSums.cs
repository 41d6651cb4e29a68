namespace Exchange.Policy.Simulation;

/// <summary>Adds up what became of cells. Persons are counted once each, whatever they are counted by.</summary>
internal sealed class SimulationSums
{
    private readonly Dictionary<LineKey, Sum> _lines = new();
    private readonly Dictionary<SimulatedOutcome, Sum> _totals = new();
    private long _accesses;
    private long _changed;
    private long _cells;
    private bool _isChanged;

    public long Unknown { get; set; }

    /// <summary>The next access begins.</summary>
    public void Begin()
    {
        _accesses++;
        _isChanged = false;
    }

    public void Add(RecordedAccess access, RecordedGroup group, RecordedCell cell, ReplayedCell replayed)
    {
        _cells++;
        if (replayed.Outcome is not { } outcome)
        {
            return;
        }

        _changed += _isChanged ? 0 : 1;
        _isChanged = true;
        var key = new LineKey(access.ClientId, access.Purpose, cell.Coordinate, outcome, cell.Reason ?? cell.Level, replayed.Would);
        Of(_lines, key).Add(_accesses, cell, group);
        Of(_totals, outcome).Add(_accesses, cell, group);
    }

    public SimulationReport Report() => new()
    {
        Accesses = _accesses,
        Changed = _changed,
        Cells = _cells,
        Unknown = Unknown,
        Totals = [.. _totals.OrderBy(total => total.Key)
            .Select(total => new SimulatedTotal(total.Key, total.Value.Accesses, total.Value.Records, total.Value.Persons))],
        Lines =
        [
            .. from line in _lines
               orderby line.Key.ClientId, line.Key.Purpose, line.Key.Coordinate.Value, line.Key.Outcome, line.Key.Was, line.Key.Would
               let sum = line.Value
               select new SimulatedLine(
                   line.Key.ClientId, line.Key.Purpose, line.Key.Coordinate, line.Key.Outcome, line.Key.Was, line.Key.Would,
                   sum.Accesses, sum.Records, sum.Persons),
        ],
    };

    private static Sum Of<TKey>(Dictionary<TKey, Sum> sums, TKey key)
        where TKey : notnull => sums.TryGetValue(key, out var sum) ? sum : sums[key] = new Sum();

    private readonly record struct LineKey(
        string ClientId, string? Purpose, Coordinate Coordinate, SimulatedOutcome Outcome, string Was, string? Would);

    private sealed class Sum
    {
        private readonly HashSet<string> _persons = new(StringComparer.Ordinal);
        private long _last;

        public long Accesses { get; private set; }

        public long Records { get; private set; }

        public int Persons => _persons.Count;

        public void Add(long access, RecordedCell cell, RecordedGroup group)
        {
            Accesses += access == _last ? 0 : 1;
            _last = access;
            Records += cell.Records;
            _persons.UnionWith(group.Subjects);
        }
    }
}
