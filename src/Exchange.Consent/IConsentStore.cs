using System.Runtime.CompilerServices;
using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;

namespace Exchange.Consent;

/// <summary>What became of an append.</summary>
public enum AppendOutcome : byte
{
    /// <summary>The events are durable.</summary>
    Appended,

    /// <summary>Somebody came between: the consent does not have the expected version. Nothing was written.</summary>
    Conflict,
}

/// <summary>
/// An event that leaves something to do: one that closes owes its record to the access log, and one that puts in force what replaces another consent owes
/// the end of that.
/// </summary>
/// <param name="Consent">The consent.</param>
/// <param name="Version">The event's place in the consent's history.</param>
public sealed record OwedEvent(ConsentId Consent, int Version)
{
    /// <summary>Those of a consent's events that leave something to do.</summary>
    public static IEnumerable<ConsentEvent> Among(ConsentRecord record, IEnumerable<ConsentEvent> events) =>
        events.Where(happened => happened.Closes || IsReplacement(record, happened));

    /// <summary>Whether it puts in force what replaces another consent.</summary>
    public static bool IsReplacement(ConsentRecord record, ConsentEvent happened)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(happened);
        return happened.Type == ConsentEventType.Activate && record.Previous is not null;
    }
}

/// <summary>
/// Port: keeps consents. Records are immutable and events are only ever appended. Thread-safe. Failures of the medium are exceptions.
/// </summary>
public interface IConsentStore
{
    /// <summary>Every consent, in no order; a row that cannot be read is an exception, never left out.</summary>
    IAsyncEnumerable<ConsentHistory> LoadAllAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Every consent as it stands, in no order and in lists of some thousands, with its person as the store's pseudonym; a row that cannot be read is
    /// an exception, never left out.
    /// </summary>
    async IAsyncEnumerable<IReadOnlyList<(string Subject, StandingConsent Consent)>> LoadStandingAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var consent in LoadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return [(consent.Record.Subject, StandingConsent.Of(consent))];
        }
    }

    /// <summary>One consent, or null.</summary>
    ValueTask<ConsentHistory?> FindAsync(ConsentId id, CancellationToken cancellationToken);

    /// <summary>The consents of one person, oldest id first.</summary>
    /// <param name="subject">The person as the store's pseudonym (<see cref="ConsentRecord.Subject"/>).</param>
    /// <param name="cancellationToken">Stops the read.</param>
    ValueTask<IReadOnlyList<ConsentHistory>> ListBySubjectAsync(string subject, CancellationToken cancellationToken);

    /// <summary>
    /// The consents of one person to which something can still happen, oldest id first. One that cannot be read keeps none of the others back.
    /// </summary>
    /// <param name="subject">The person as the store's pseudonym.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    async ValueTask<ReadConsents> ListUnendedAsync(string subject, CancellationToken cancellationToken)
    {
        var all = await ListBySubjectAsync(subject, cancellationToken).ConfigureAwait(false);
        return ReadConsents.Of([.. all.Where(consent => !consent.State.IsFinal())]);
    }

    /// <summary>Consents that <paramref name="wanted"/> is about, by their last closing and id.</summary>
    async ValueTask<IReadOnlyList<ConsentHistory>> ListClosedAsync(ClosedConsents wanted, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        var found = new List<ConsentHistory>();
        await foreach (var consent in LoadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            if (wanted.Includes(consent))
            {
                found.Add(consent);
            }
        }

        return [.. found.OrderBy(ClosingPlace.Of).Take(wanted.Most)];
    }

    /// <summary>
    /// Consents that are given, count or are on hold although they have ended by themselves (<see cref="ConsentHistory.Ends"/>), by id. One that cannot
    /// be read keeps none of the others back.
    /// </summary>
    /// <param name="now">The time by which they have ended.</param>
    /// <param name="after">Only those whose id comes after this one; null for all.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    async ValueTask<ReadConsents> ListRunOutAsync(DateTimeOffset now, ConsentId? after, int most, CancellationToken cancellationToken)
    {
        var found = new List<ConsentHistory>();
        await foreach (var consent in LoadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            if (consent.State is ConsentState.Given or ConsentState.Active or ConsentState.Suspended && consent.Ends <= now
                && string.CompareOrdinal(consent.Record.Id.ToString(), after?.ToString() ?? "") > 0)
            {
                found.Add(consent);
            }
        }

        return ReadConsents.Of([.. found.OrderBy(consent => consent.Record.Id.ToString(), StringComparer.Ordinal).Take(most)]);
    }

    /// <summary>SHA-256 of a record's stored form, 64 lower-case hexadecimal digits.</summary>
    string HashOf(ConsentRecord record);

    /// <summary>
    /// Appends events in one transaction and makes them durable before it returns. With <paramref name="expectedVersion"/> 0 the record is
    /// created with them; otherwise the record is already there and is not changed. What they leave to do (<see cref="OwedEvent.Among"/>) is owed from then
    /// on, by the same transaction.
    /// </summary>
    /// <param name="record">The consent's record.</param>
    /// <param name="expectedVersion">How many events the consent has so far.</param>
    /// <param name="events">At least one; their versions follow on <paramref name="expectedVersion"/>.</param>
    /// <param name="cancellationToken">Stops it before the write; after that it has no effect.</param>
    ValueTask<AppendOutcome> AppendAsync(
        ConsentRecord record, int expectedVersion, IReadOnlyList<ConsentEvent> events, CancellationToken cancellationToken);

    /// <summary>
    /// The same for events that open: <paramref name="log"/> puts them on the access log once nobody can come between any more, and what it throws
    /// undoes the append. It is not called where somebody came between.
    /// </summary>
    ValueTask<AppendOutcome> AppendAsync(
        ConsentRecord record, int expectedVersion, IReadOnlyList<ConsentEvent> events, Func<Task> log, CancellationToken cancellationToken);

    /// <summary>Events that are stored and leave something to do, oldest first; where there are many, the oldest of them.</summary>
    /// <param name="owedBefore">Only those from before this instant; null for all.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    ValueTask<IReadOnlyList<OwedEvent>> ListOwedAsync(DateTimeOffset? owedBefore, CancellationToken cancellationToken);

    /// <summary>Strikes off an event of which nothing is left to do; nothing happens where that is done already.</summary>
    ValueTask StrikeOwedAsync(OwedEvent owed, CancellationToken cancellationToken);
}
