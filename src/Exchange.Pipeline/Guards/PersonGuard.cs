using System.Collections.Frozen;
using Exchange.Federation.Authorization;
using Exchange.Pipeline.Gates;
using Exchange.Policy;
using Exchange.Policy.Decisions;
using Exchange.Policy.People;

namespace Exchange.Pipeline.Guards;

/// <summary>
/// Counts the persons that one caller reads: budgets and combinations over a day, the same for all hubs, before any department is asked. Where it
/// cannot be counted nobody is read. One request's own; thread-safe.
/// </summary>
internal sealed class PersonGuard(
    CallerGuards guards, IPersonReadings readings, KnownReadings known, Pseudonyms pseudonyms, string clientId, DateOnly day) : IRecordAdmission
{
    private static readonly RecordAdmission Unavailable = new((int)ReasonCode.SourceUnavailable, FrozenSet<string>.Empty, 0);

    private readonly string[] _guards =
    [
        .. guards.Budget is { } budget ? (IEnumerable<string>)[budget.Guard] : [],
        .. FieldsOf(guards).Select(CallerCombination.Guard),
    ];

    /// <inheritdoc/>
    public IReadOnlySet<string> Watched { get; } = FieldsOf(guards).Select(field => field.Value).ToFrozenSet(StringComparer.Ordinal);

    /// <inheritdoc/>
    public bool Concerns(string type) => type == SubjectFacts.PersonType;

    /// <inheritdoc/>
    public async ValueTask<AdmittedRecords> AdmitAsync(string type, IReadOnlyList<OpenRecord> records, CancellationToken cancellation)
    {
        try
        {
            var verdict = await DecideAsync([.. records.Select(record => (Subject(record.Key), record.Watched))], cancellation);

            // WHY the others too: while a used-up budget still told a person of another region, or nobody, from one who is here, it would be a way to
            // ask for nothing who exists.
            return new AdmittedRecords(verdict.Records, verdict.IsExhausted ? (int)ReasonCode.BudgetExceeded : null);
        }
        catch (Exception)
        {
            // WHY everything: whatever keeps the day from being counted, nobody is read uncounted, and nobody else's cells must suffer.
            return new AdmittedRecords([.. records.Select(_ => Unavailable)], (int)ReasonCode.SourceUnavailable);
        }
    }

    private async ValueTask<ReadingVerdict> DecideAsync(
        IReadOnlyList<(string Subject, IReadOnlySet<string> Open)> records, CancellationToken cancellation)
    {
        var about = records.SelectMany(record => _guards, (record, guard) => new PersonReading(guard, record.Subject));
        var (seen, count) = known.Of(day, clientId, about, guards.Budget?.Guard);
        var held = new ReadingsOfDay(guards.Budget is { } counting ? new Dictionary<string, int> { [counting.Guard] = count } : [], seen);
        var verdict = ReadingVerdict.Of(guards, held, records);

        // WHY not by the hub's own knowledge where anything is new to it: another hub may have counted her, or the last place, meanwhile.
        if (verdict.IsCertain && (records.Count > 0 || verdict.IsExhausted || guards.Budget is null))
        {
            return verdict;
        }

        string[] subjects = [.. records.Select(record => record.Subject).Distinct(StringComparer.Ordinal)];
        await readings.NoteAsync(
            new ReadingQuestion(day, clientId, _guards, subjects),
            found =>
            {
                held = found;
                verdict = ReadingVerdict.Of(guards, found, records);
                return verdict.Added;
            },
            cancellation);
        known.Learn(day, clientId, [.. held.Known, .. verdict.Added], guards.Budget?.Guard, verdict.Count);
        return verdict;
    }

    /// <summary>The fields whose readings are noted, each once.</summary>
    public static IEnumerable<Coordinate> FieldsOf(CallerGuards guards) =>
        guards.OverDay.SelectMany(combination => combination.Combination.Groups).SelectMany(group => group).Distinct();

    private string Subject(string key) => PersonKey.TryFromCitizenNo(key, out var person)
        ? pseudonyms.ForStore(person)
        : throw new InvalidOperationException("A person who is open has a number.");
}
