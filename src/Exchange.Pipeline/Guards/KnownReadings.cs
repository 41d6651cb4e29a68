namespace Exchange.Pipeline.Guards;

/// <summary>
/// What this hub knows of the readings of today, so that whoever is read again costs no store. It holds only what the store holds too: nothing in it
/// is ever taken back within a day. Thread-safe.
/// </summary>
internal sealed class KnownReadings
{
    private const int MostKept = 500_000;

    private readonly Lock _lock = new();
    private readonly HashSet<(string ClientId, PersonReading Reading)> _known = [];
    private readonly Dictionary<(string ClientId, string Guard), int> _counts = [];
    private DateOnly _day;

    /// <summary>What of these readings is known; and how many persons the guard counts at least.</summary>
    public (IReadOnlySet<PersonReading> Known, int Count) Of(
        DateOnly day, string clientId, IEnumerable<PersonReading> readings, string? guard)
    {
        lock (_lock)
        {
            return day != _day
                ? (new HashSet<PersonReading>(), 0)
                : (readings.Where(reading => _known.Contains((clientId, reading))).ToHashSet(),
                    guard is null ? 0 : _counts.GetValueOrDefault((clientId, guard)));
        }
    }

    /// <summary>Takes over what the store holds now.</summary>
    public void Learn(DateOnly day, string clientId, IEnumerable<PersonReading> readings, string? guard, int count)
    {
        lock (_lock)
        {
            if (day < _day)
            {
                return;
            }

            if (day > _day || _known.Count > MostKept)
            {
                (_day, var isNewDay) = (day, day > _day);
                _known.Clear();
                if (isNewDay)
                {
                    _counts.Clear();
                }
            }

            _known.UnionWith(readings.Select(reading => (clientId, reading)));
            if (guard is not null)
            {
                // WHY the larger: of two requests that end at once the later in here may have been the earlier in the store.
                _counts[(clientId, guard)] = Math.Max(count, _counts.GetValueOrDefault((clientId, guard)));
            }
        }
    }
}
