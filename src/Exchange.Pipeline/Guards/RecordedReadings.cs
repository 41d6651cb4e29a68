using Exchange.Audit.Records;
using Exchange.Policy;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;

namespace Exchange.Pipeline.Guards;

/// <summary>
/// Counts again whom the access log says was read today, for a store that was restored from before: as budgets and combinations count, and never
/// less. Not thread-safe.
/// </summary>
/// <param name="snapshot">The policies and the standard in force.</param>
/// <param name="now">The time.</param>
public sealed class RecordedReadings(HubSnapshot snapshot, DateTimeOffset now)
{
    // WHY: a record is written when its request ends, and tells when it began.
    private static readonly TimeSpan LongestRequest = TimeSpan.FromHours(1);

    private readonly DateOnly _day = CityDay.Of(snapshot.Policies, now);
    private readonly Dictionary<string, HashSet<PersonReading>> _byReader = new(StringComparer.Ordinal);

    /// <summary>Whether an access of today cannot stand before this one on the log.</summary>
    public bool IsBefore(AccessRecord record) => CityDay.Of(snapshot.Policies, record.Time + LongestRequest) < _day;

    /// <summary>Takes an access; in any order.</summary>
    public void Take(AccessRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (CityDay.Of(snapshot.Policies, record.Time) != _day || CallerGuards.Of(snapshot.Policies, Class(record)) is not { CountAnything: true } guards)
        {
            return;
        }

        var reader = ReaderName.Of(record.Caller.ClientId, record.Caller.Officer);
        if (!_byReader.TryGetValue(reader, out var readings))
        {
            _byReader.Add(reader, readings = []);
        }

        if (guards.Budget is { } budget)
        {
            readings.UnionWith(Counted(record).Select(subject => new PersonReading(budget.Guard, subject)));
        }

        foreach (var group in record.Disclosures)
        {
            var read = group.Cells.Where(WasRead).Select(cell => cell.Coordinate).ToHashSet(StringComparer.Ordinal);
            var noted = PersonGuard.FieldsOf(guards).Where(field => read.Contains(field.Value)).Select(CallerCombination.Guard);
            readings.UnionWith(group.Subjects.SelectMany(_ => noted, (subject, guard) => new PersonReading(guard, subject)));
        }
    }

    /// <summary>Adds what is not counted yet.</summary>
    /// <returns>How many readings were added.</returns>
    public async Task<int> CountAsync(IPersonReadings readings, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(readings);
        var added = 0;
        foreach (var (reader, read) in _byReader.Where(entry => entry.Value.Count > 0))
        {
            List<PersonReading> missing = [];
            await readings.NoteAsync(
                new ReadingQuestion(
                    _day, reader, [.. read.Select(each => each.Guard).Distinct()], [.. read.Select(each => each.Subject).Distinct()]),
                day => missing = [.. read.Where(each => !day.Known.Contains(each))],
                cancellation);
            added += missing.Count;
        }

        return added;
    }

    // Who was admitted as a record, whatever was open of her; and who stands on the record for nothing but facts: an item was about her, or the answer
    // was discarded. WHY she too: the log does not say which of the items were given. Nor does it say that an item was about somebody to whom its link was
    // refused; so where items were given at all, only a look-up's refusal keeps one from counting.
    private IEnumerable<string> Counted(AccessRecord record)
    {
        var refusals = record.Disclosures.SelectMany(group => group.Cells).Any(IsOfItem) ? (Func<DisclosedCell, bool>)IsLookupRefusal : IsRefusal;
        var refused = record.Disclosures.Where(group => group.Cells.Any(refusals)).SelectMany(group => group.Subjects).ToHashSet(StringComparer.Ordinal);
        var admitted = record.Disclosures.Where(group => !group.Cells.All(cell => IsRefusal(cell) || cell.Outcome == CellOutcome.FetchedToDecide))
            .SelectMany(group => group.Subjects);
        return admitted.Concat(record.Disclosures.SelectMany(group => group.Subjects).Where(subject => !refused.Contains(subject)));
    }

    // Of a record that was refused as a whole there is the cell of the look-up or that of presence, and no other.
    private static bool IsRefusal(DisclosedCell cell) => IsLookupRefusal(cell) || cell is { Outcome: CellOutcome.Withheld, Coordinate: "Person.pid" };

    private static bool IsLookupRefusal(DisclosedCell cell) =>
        cell.Outcome == CellOutcome.Withheld && cell.Coordinate.StartsWith("Query.", StringComparison.Ordinal);

    private bool IsOfItem(DisclosedCell cell) => WasRead(cell) && snapshot.AboutPersons.Keys.Any(list => new Coordinate(cell.Coordinate).IsOf(list));

    private static bool WasRead(DisclosedCell cell) => cell.Outcome is CellOutcome.Disclosed or CellOutcome.Reduced or CellOutcome.FetchedToJoin;

    // The log has no registrations; that a purpose was not registered is on it by what came out.
    private CallerClass Class(AccessRecord record)
    {
        var (caller, words) = (record.Caller, snapshot.Policies.Vocabulary);
        var isRegistered = caller.Purpose is not null
            && !record.Disclosures.SelectMany(group => group.Cells).Any(cell => cell.Reason == ReasonCode.PurposeNotRegistered.Code());
        return new CallerClass(
            new DepartmentId(caller.Department),
            caller.Roles,
            words.StateOf(caller.Purpose, isRegistered ? [caller.Purpose!] : []),
            caller.Purpose,
            caller.RegionCode,
            words.AcceptsCase(caller.Purpose, caller.CaseNumber),
            caller.Emergency);
    }
}
