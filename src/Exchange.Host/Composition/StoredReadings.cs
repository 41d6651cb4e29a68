using System.Collections.Frozen;
using Exchange.Pipeline.Guards;
using Exchange.Storage.Stores;

namespace Exchange.Host.Composition;

/// <summary>The persons that clients read in a day, in the store that all hubs share. Thread-safe.</summary>
internal sealed class StoredReadings(PersonReadingStore store) : IPersonReadings
{
    public async ValueTask NoteAsync(
        ReadingQuestion question, Func<ReadingsOfDay, IReadOnlyCollection<PersonReading>> decide, CancellationToken cancellation) =>
        await store.NoteAsync(
            question.Day.DayNumber,
            question.ClientId,
            question.Guards,
            question.Subjects,
            day =>
            [
                .. decide(new ReadingsOfDay(day.Counts, day.Known.Select(known => new PersonReading(known.Guard, known.Subject)).ToFrozenSet()))
                    .Select(added => new CountedReading(added.Guard, added.Subject)),
            ],
            cancellation);
}
