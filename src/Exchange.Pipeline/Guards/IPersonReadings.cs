namespace Exchange.Pipeline.Guards;

/// <summary>A person whom a client read something of on a day, and the guard that counts it.</summary>
/// <param name="Guard">What counts it.</param>
/// <param name="Subject">The person's pseudonym for the store.</param>
public readonly record struct PersonReading(string Guard, string Subject);

/// <summary>What is asked of a client's day.</summary>
/// <param name="Day">The day of the city.</param>
/// <param name="ClientId">The client.</param>
/// <param name="Guards">The guards that are looked at.</param>
/// <param name="Subjects">The persons that are asked about.</param>
public sealed record ReadingQuestion(DateOnly Day, string ClientId, IReadOnlyCollection<string> Guards, IReadOnlyCollection<string> Subjects);

/// <summary>A client's day, as far as it was asked about.</summary>
/// <param name="Counts">By guard, how many persons it counts.</param>
/// <param name="Known">Of the persons asked about, what is counted already.</param>
public sealed record ReadingsOfDay(IReadOnlyDictionary<string, int> Counts, IReadOnlySet<PersonReading> Known);

/// <summary>Who was read by whom on a day, the same for all hubs of the city. Port. Thread-safe.</summary>
public interface IPersonReadings
{
    /// <summary>
    /// Reads a client's day and adds what <paramref name="decide"/> makes of it, as one step: no other hub's comes between.
    /// <paramref name="decide"/> may run more than once; its last run counts. Throws where nothing could be added.
    /// </summary>
    ValueTask NoteAsync(
        ReadingQuestion question, Func<ReadingsOfDay, IReadOnlyCollection<PersonReading>> decide, CancellationToken cancellation);
}

/// <summary>The readings of one hub without a store: they count for this process alone. Thread-safe.</summary>
public sealed class MemoryReadings : IPersonReadings
{
    private readonly Lock _lock = new();
    private readonly HashSet<(DateOnly Day, string ClientId, PersonReading Reading)> _noted = [];

    /// <inheritdoc/>
    public ValueTask NoteAsync(
        ReadingQuestion question, Func<ReadingsOfDay, IReadOnlyCollection<PersonReading>> decide, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(decide);
        lock (_lock)
        {
            _noted.RemoveWhere(noted => noted.Day < question.Day);
            var ofClient = _noted.Where(noted => noted.Day == question.Day && noted.ClientId == question.ClientId).Select(noted => noted.Reading).ToList();
            var counts = question.Guards.Distinct().ToDictionary(guard => guard, guard => ofClient.Count(reading => reading.Guard == guard));
            foreach (var reading in decide(new ReadingsOfDay(counts, ofClient.Where(reading => question.Subjects.Contains(reading.Subject)).ToHashSet())))
            {
                _noted.Add((question.Day, question.ClientId, reading));
            }
        }

        return ValueTask.CompletedTask;
    }
}
