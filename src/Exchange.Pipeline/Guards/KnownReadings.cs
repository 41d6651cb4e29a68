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
    private readonly HashSet<(string ClientId, string Guard)> _exhausted = [];
    private DateOnly _day;

    /// <summary>What of these readings is known; and the guards whose budget is known to be used up.</summary>
    public (IReadOnlySet<PersonReading> Known, IReadOnlySet<string> Exhausted) Of(
        DateOnly day, string clientId, IEnumerable<PersonReading> readings, IEnumerable<string> guards)
    {
        lock (_lock)
        {
            return day != _day
                ? (new HashSet<PersonReading>(), new HashSet<string>())
                : (readings.Where(reading => _known.Contains((clientId, reading))).ToHashSet(),
                    guards.Where(guard => _exhausted.Contains((clientId, guard))).ToHashSet(StringComparer.Ordinal));
        }
    }

    /// <summary>Takes over what the store holds now.</summary>
    public void Learn(DateOnly day, string clientId, IEnumerable<PersonReading> readings, IEnumerable<string> exhausted)
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
                    _exhausted.Clear();
                }
            }

            _known.UnionWith(readings.Select(reading => (clientId, reading)));
            _exhausted.UnionWith(exhausted.Select(guard => (clientId, guard)));
        }
    }
}
