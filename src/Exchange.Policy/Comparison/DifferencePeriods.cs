using Exchange.Policy.Standard;

namespace Exchange.Policy.Comparison;

/// <summary>
/// Gathers how the cells of one asker differ, time by time, so that neighbouring times at which a cell differs in the same way are one difference.
/// Used by one thread.
/// </summary>
internal sealed class DifferencePeriods(SpaceAsker asker)
{
    private readonly List<CellDifference> _ended = [];
    private readonly Dictionary<(Coordinate Field, Coordinate? JoinedFor), CellDifference> _open = [];
    private readonly HashSet<(Coordinate Field, Coordinate? JoinedFor)> _noted = [];
    private DateTimeOffset? _time;

    /// <summary>Turns to the next time; null for now.</summary>
    public void Turn(DateTimeOffset? time)
    {
        EndUnnoted();
        _noted.Clear();
        _time = time;
    }

    /// <summary>Notes how a cell differs at this time; null for not at all.</summary>
    public void Note(GovernedField field, Coordinate? joinedFor, CellChange? change)
    {
        var cell = (field.Coordinate, joinedFor);
        if (change is null || !_noted.Add(cell))
        {
            return;
        }

        if (_open.TryGetValue(cell, out var open) && open.Change.Key == change.Key)
        {
            return;
        }

        if (open is not null)
        {
            _ended.Add(open with { Until = _time });
        }

        _open[cell] = new CellDifference(asker, field, joinedFor, change, _time, null);
    }

    /// <summary>Every difference; what still differs at the last time differs for ever.</summary>
    public IEnumerable<CellDifference> End()
    {
        EndUnnoted();
        return _ended.Concat(_open.Values);
    }

    private void EndUnnoted()
    {
        foreach (var cell in _open.Keys.Where(cell => !_noted.Contains(cell)).ToList())
        {
            _ended.Add(_open[cell] with { Until = _time });
            _open.Remove(cell);
        }
    }
}
