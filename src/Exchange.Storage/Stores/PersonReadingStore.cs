using System.Collections.Frozen;
using System.Data;
using System.Data.Common;
using Exchange.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Storage.Stores;

/// <summary>A person whom a client read something of on a day, and the guard that counts it.</summary>
/// <param name="Guard">What counts it.</param>
/// <param name="Subject">The person's pseudonym in this store.</param>
public readonly record struct CountedReading(string Guard, string Subject);

/// <summary>What a day's readings of one client are.</summary>
/// <param name="Counts">By guard, how many persons it counts.</param>
/// <param name="Known">Of the persons asked about, what is counted already.</param>
public sealed record CountedDay(IReadOnlyDictionary<string, int> Counts, IReadOnlySet<CountedReading> Known);

/// <summary>
/// Who was read by which client on which day of the city, for guards that count persons. Thread-safe; each call is one unit of work that no other
/// hub's comes between.
/// </summary>
public sealed class PersonReadingStore
{
    private const int Attempts = 40;
    private const int Lanes = 16;
    private const int SubjectsPerQuery = 500;
    private const int DaysKept = 1;

    private readonly IDbContextFactory<ExchangeContext> _contexts;

    // WHY: two requests of one hub that count for one client would only make each other start anew.
    private readonly SemaphoreSlim[] _lanes = [.. Enumerable.Range(0, Lanes).Select(_ => new SemaphoreSlim(1))];
    private int _prunedDay;

    internal PersonReadingStore(IDbContextFactory<ExchangeContext> contexts) => _contexts = contexts;

    /// <summary>
    /// Reads a client's day and adds what <paramref name="decide"/> makes of it, all in one step: of two hubs that decide at the same moment one sees
    /// what the other added. <paramref name="decide"/> may run more than once; its last run counts.
    /// </summary>
    /// <param name="day">The day, as <see cref="DateOnly.DayNumber"/>; what is older than the day before is removed.</param>
    /// <param name="clientId">The client.</param>
    /// <param name="guards">The guards that are looked at.</param>
    /// <param name="subjects">The persons that are asked about.</param>
    /// <param name="decide">Gives what is to be added, of these guards and persons.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="StorageConflictException">Other hubs wrote the same day all the time; nothing was added.</exception>
    public async Task NoteAsync(
        int day,
        string clientId,
        IReadOnlyCollection<string> guards,
        IReadOnlyCollection<string> subjects,
        Func<CountedDay, IReadOnlyCollection<CountedReading>> decide,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(decide);
        var lane = _lanes[(uint)StringComparer.Ordinal.GetHashCode(clientId) % Lanes];
        await lane.WaitAsync(cancellationToken);
        try
        {
            await PruneAsync(day, cancellationToken);
            for (var attempt = 1; !await TryNoteAsync(day, clientId, guards, subjects, decide, cancellationToken); attempt++)
            {
                if (attempt == Attempts)
                {
                    throw new StorageConflictException($"the readings of {clientId} were changed by other hubs at the same moment.");
                }
            }
        }
        finally
        {
            lane.Release();
        }
    }

    private async Task<bool> TryNoteAsync(
        int day,
        string clientId,
        IReadOnlyCollection<string> guards,
        IReadOnlyCollection<string> subjects,
        Func<CountedDay, IReadOnlyCollection<CountedReading>> decide,
        CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        try
        {
            // INVARIANT: what is counted and what is added are one step; the database ends one of two that would count the same place.
            await using var transaction = await context.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken);
            var added = decide(await ReadAsync(context, day, clientId, guards, subjects, cancellationToken));
            context.PersonReadings.AddRange(added.Select(reading => new PersonReadingRow
            {
                Day = day, ClientId = clientId, Guard = reading.Guard, Subject = reading.Subject,
            }));
            await context.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return true;
        }
        catch (Exception cause) when (ContextWrites.IsConflict(cause) || IsLostRace(cause))
        {
            return false;
        }
    }

    private static async Task<CountedDay> ReadAsync(
        ExchangeContext context,
        int day,
        string clientId,
        IReadOnlyCollection<string> guards,
        IReadOnlyCollection<string> subjects,
        CancellationToken cancellationToken)
    {
        var ofDay = context.PersonReadings.AsNoTracking().Where(row => row.Day == day && row.ClientId == clientId);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var guard in guards)
        {
            counts[guard] = await ofDay.CountAsync(row => row.Guard == guard, cancellationToken);
        }

        var known = new List<CountedReading>();
        foreach (var some in subjects.Distinct(StringComparer.Ordinal).Chunk(SubjectsPerQuery))
        {
            var rows = await ofDay.Where(row => guards.Contains(row.Guard) && some.Contains(row.Subject))
                .Select(row => new { row.Guard, row.Subject }).ToListAsync(cancellationToken);
            known.AddRange(rows.Select(row => new CountedReading(row.Guard, row.Subject)));
        }

        return new CountedDay(counts, known.ToFrozenSet());
    }

    private async Task PruneAsync(int day, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _prunedDay) >= day)
        {
            return;
        }

        // WHY not yesterday's: at midnight another hub's clock may stand a moment behind.
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        await context.PersonReadings.Where(row => row.Day < day - DaysKept).ExecuteDeleteAsync(cancellationToken);
        Volatile.Write(ref _prunedDay, day);
    }

    private static bool IsLostRace(Exception cause) =>
        StorageFault.Cause(cause) is { } fault && (fault.SqlState is "40001" or "40P01" || SqlServer.SqlServerFault.IsLostRace(fault));
}
