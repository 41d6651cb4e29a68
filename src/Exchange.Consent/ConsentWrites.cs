using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;
using Exchange.Consent.Replicas;
using Exchange.Policy.People;

namespace Exchange.Consent;

/// <summary>
/// The two orders in which consents change. What opens is on the access log, then in the store, then in the index; what closes is in the store,
/// then in the index of every hub, and then acknowledged whether or not the log could take it. Thread-safe.
/// </summary>
internal sealed class ConsentWrites(
    IConsentStore store, ConsentIndex index, IConsentLog log, Pseudonyms pseudonyms, TimeProvider time, IReplicas replicas)
{
    // WHY: others can come between only a few times before something is wrong that trying again does not mend.
    private const int Attempts = 8;

    /// <summary>Puts a new consent in force, or what opens it.</summary>
    /// <param name="consent">The consent as it will be.</param>
    /// <param name="known">How many of its events are stored.</param>
    /// <param name="cancellationToken">Stops it before the write.</param>
    /// <returns>Where it stands on the log, and whether it was stored; false where somebody came between.</returns>
    public async ValueTask<(LogPlace? Place, bool IsStored)> OpenAsync(ConsentHistory consent, int known, CancellationToken cancellationToken)
    {
        ConsentEvent[] events = [.. consent.Events.Skip(known)];
        LogPlace? place = null;

        // INVARIANT: opening is on the log first; a log that cannot take it keeps it closed. Of several at once only the one that counts is there.
        var appended = await store.AppendAsync(
            consent.Record,
            known,
            events,
            async () => place = await log.RecordAsync(consent, events, cancellationToken).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
        if (appended == AppendOutcome.Conflict)
        {
            return (null, false);
        }

        index.Apply(SubjectOf(consent.Record), consent);
        return (place, true);
    }

    /// <summary>Closes a consent by an act; see <see cref="Consents.WithdrawAsync"/> for what its end promises.</summary>
    public async ValueTask<ConsentOutcome> CloseAsync(
        ConsentId id, Func<ConsentHistory, DateTimeOffset, ConsentStep> act, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await store.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } consent)
            {
                return ConsentOutcome.Unknown;
            }

            var step = act(consent, time.GetUtcNow());
            if (step.Next is not { } closed)
            {
                index.Apply(SubjectOf(consent.Record), consent);
                await replicas.SettledAsync(cancellationToken).ConfigureAwait(false);
                return ConsentOutcome.Refused(step.Refusal!);
            }

            ConsentEvent[] events = [closed.Events[^1]];
            var appended = await store.AppendAsync(closed.Record, consent.Version, events, cancellationToken).ConfigureAwait(false);
            if (appended == AppendOutcome.Appended)
            {
                index.Apply(SubjectOf(closed.Record), closed);
                await CloseEverywhereAsync(closed, events).ConfigureAwait(false);
                return new ConsentOutcome(closed, []);
            }
        }

        throw new IOException("The consent is being changed by others again and again; nothing was closed. Try once more.");
    }

    /// <summary>Enters a closing that is on the log already.</summary>
    /// <returns>Whether the store lacked it.</returns>
    public async ValueTask<bool> ReplayAsync(
        ConsentId id, ConsentEventType closing, DateTimeOffset at, ConsentAct by, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            // A consent that the store lacks altogether opens nothing.
            if (await store.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } consent
                || consent.Events.Any(known => known.Type == closing && IsSameInLog(known.At, at))
                || consent.Replay(closing, at, by).Next is not { } closed)
            {
                return false;
            }

            ConsentEvent[] events = [closed.Events[^1]];
            if (await store.AppendAsync(closed.Record, consent.Version, events, cancellationToken).ConfigureAwait(false) == AppendOutcome.Appended)
            {
                index.Apply(SubjectOf(closed.Record), closed);
                await store.StrikeOwedAsync(new OwedEvent(id, closed.Version), CancellationToken.None).ConfigureAwait(false);
                return true;
            }
        }

        throw new IOException("A consent is being changed by others again and again while the access log is compared; start the hub again.");
    }

    /// <summary>The person that a record is about.</summary>
    /// <exception cref="InvalidDataException">It was written under other keys.</exception>
    public PersonKey SubjectOf(ConsentRecord record) =>
        pseudonyms.TryOpenStore(record.Subject, out var subject) ? subject : throw Unreadable(record.Id);

    /// <summary>The persons that many consents are about, each at the place of its consent.</summary>
    /// <exception cref="InvalidDataException">One was written under other keys.</exception>
    public void SubjectsOf(IReadOnlyList<(string Subject, StandingConsent Consent)> consents, Span<PersonKey> people)
    {
        var unreadable = pseudonyms.OpenStore(consents.Select(consent => consent.Subject).ToArray(), people);
        if (unreadable >= 0)
        {
            throw Unreadable(consents[unreadable].Consent.Id);
        }
    }

    private static InvalidDataException Unreadable(ConsentId id) => new(
        $"The person of consent {id} cannot be read: the store's pseudonym keys are not those it was written under.");

    private static bool IsSameInLog(DateTimeOffset stored, DateTimeOffset logged) =>
        stored.UtcTicks / TimeSpan.TicksPerMicrosecond == logged.UtcTicks / TimeSpan.TicksPerMicrosecond;

    // Side by side, and each to its end whatever becomes of the other; that others may still be open is the worse news and is told first.
    private async Task CloseEverywhereAsync(ConsentHistory closed, IReadOnlyList<ConsentEvent> events)
    {
        var recorded = RecordAsync(closed, events);
        try
        {
            await replicas.SettledAsync(CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            await recorded.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await recorded.ConfigureAwait(false);
    }

    private async Task RecordAsync(ConsentHistory closed, IReadOnlyList<ConsentEvent> events)
    {
        await log.RecordAsync(closed, events, CancellationToken.None).ConfigureAwait(false);

        // WHY not thrown: it is closed and on record; what is not struck off comes on record once more, no worse.
        var struck = store.StrikeOwedAsync(new OwedEvent(closed.Record.Id, closed.Version), CancellationToken.None).AsTask();
        await struck.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
