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

        await TakeAsync(consent).ConfigureAwait(false);
        return (place, true);
    }

    /// <summary>Closes a consent and what says the same; see <see cref="Consents.WithdrawAsync"/> for what its end promises.</summary>
    public async ValueTask<ConsentOutcome> CloseAsync(ConsentId id, Closing closing, CancellationToken cancellationToken)
    {
        var alike = new List<ConsentHistory>();
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await store.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } consent)
            {
                return ConsentOutcome.Unknown;
            }

            // WHY first: what an act on a consent whose term is over does to the others must not depend on whether anybody has entered that.
            if (await EnterEndAsync(consent).ConfigureAwait(false))
            {
                continue;
            }

            var step = closing.Act(consent, time.GetUtcNow());
            if (step.Next is not { } closed)
            {
                await TakeAsync(consent).ConfigureAwait(false);
                await CloseEverywhereAsync(alike).ConfigureAwait(false);
                return ConsentOutcome.Refused(step.Refusal!);
            }

            // INVARIANT: the named one last. Whoever asks again after a fault finds it as it was, and closes what is left. What cannot be read keeps
            // nothing else open, and is told of at the end: to ask again would not mend it.
            var (others, faults) = await CloseAlikeAsync(consent, closing, cancellationToken).ConfigureAwait(false);
            alike.AddRange(others);
            if (await IsStoredAsync(closed, cancellationToken).ConfigureAwait(false))
            {
                await CloseEverywhereAsync([closed, .. alike]).ConfigureAwait(false);
                return faults.Count == 0 ? new ConsentOutcome(closed, []) { AlsoClosed = alike } : throw new UnreadableConsentsException(faults);
            }
        }

        throw Contended();
    }

    /// <summary>
    /// Enters what the passing of time ended some minutes ago (<see cref="ConsentHistory.EndMargin"/>), unless somebody comes between, who may have
    /// entered it.
    /// </summary>
    /// <returns>Whether there was such an end to enter.</returns>
    public async ValueTask<bool> EnterEndAsync(ConsentHistory consent)
    {
        var now = time.GetUtcNow();
        if (consent.End(now - ConsentHistory.EndMargin).Next is null || consent.End(now).Next is not { } ended)
        {
            return false;
        }

        // WHY not the index: by its term it counts for nobody any more, whose clock says so; the others take it as they read it.
        var appended = await store.AppendAsync(ended.Record, consent.Version, [ended.Events[^1]], CancellationToken.None).ConfigureAwait(false);
        if (appended == AppendOutcome.Appended)
        {
            await RecordAsync(ended).ConfigureAwait(false);
        }

        return true;
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
                await TakeAsync(closed).ConfigureAwait(false);
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

    /// <summary>Takes a consent into the index as it was read.</summary>
    public async ValueTask TakeAsync(ConsentHistory consent)
    {
        var subject = SubjectOf(consent.Record);

        // WHY read again: what the index took although it knew a newer version may be older than what another request has stored in between.
        if (index.Apply(subject, consent) == IndexChange.WentBack
            && await store.FindAsync(consent.Record.Id, CancellationToken.None).ConfigureAwait(false) is { } stored)
        {
            index.Apply(subject, stored);
        }
    }

    private static InvalidDataException Unreadable(ConsentId id) => new(
        $"The person of consent {id} cannot be read: the store's pseudonym keys are not those it was written under.");

    private static bool IsSameInLog(DateTimeOffset stored, DateTimeOffset logged) =>
        stored.UtcTicks / TimeSpan.TicksPerMicrosecond == logged.UtcTicks / TimeSpan.TicksPerMicrosecond;

    // Whether that is entered the next time anybody looks.
    private static bool HasExpired(ConsentHistory consent, DateTimeOffset now) =>
        consent.End(now - ConsentHistory.EndMargin).Next is { State: ConsentState.Expired };

    private static IOException Contended() =>
        new("The consent is being changed by others again and again; nothing was acknowledged as closed. Try once more.");

    private async ValueTask<(IReadOnlyList<ConsentHistory> Closed, IReadOnlyList<Exception> Faults)> CloseAlikeAsync(
        ConsentHistory named, Closing closing, CancellationToken cancellationToken)
    {
        if (closing.Other is not { } act)
        {
            return ([], []);
        }

        var closed = new List<ConsentHistory>();
        var others = await store.ListUnendedAsync(named.Record.Subject, cancellationToken).ConfigureAwait(false);
        foreach (var other in others.Consents)
        {
            if (other.Record.Id != named.Record.Id
                && await CloseOtherAsync(other, (found, at) => act(named, found, at), cancellationToken).ConfigureAwait(false) is { } ended)
            {
                closed.Add(ended);
            }
        }

        return (closed, others.Faults);
    }

    private async ValueTask<ConsentHistory?> CloseOtherAsync(
        ConsentHistory? other, Func<ConsentHistory, DateTimeOffset, ConsentStep?> act, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var now = time.GetUtcNow();
            if (other is null || HasExpired(other, now) || act(other, now)?.Next is not { } closed)
            {
                return null;
            }

            if (await IsStoredAsync(closed, cancellationToken).ConfigureAwait(false))
            {
                return closed;
            }

            other = await store.FindAsync(other.Record.Id, cancellationToken).ConfigureAwait(false);
        }

        throw Contended();
    }

    private async ValueTask<bool> IsStoredAsync(ConsentHistory closed, CancellationToken cancellationToken)
    {
        var appended = await store.AppendAsync(closed.Record, closed.Version - 1, [closed.Events[^1]], cancellationToken).ConfigureAwait(false);
        if (appended == AppendOutcome.Conflict)
        {
            return false;
        }

        await TakeAsync(closed).ConfigureAwait(false);
        return true;
    }

    // Side by side, and each to its end whatever becomes of the other; that others may still be open is the worse news and is told first.
    private async Task CloseEverywhereAsync(IReadOnlyList<ConsentHistory> closed)
    {
        var recorded = Task.WhenAll(closed.Select(RecordAsync));
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

    private async Task RecordAsync(ConsentHistory closed)
    {
        await log.RecordAsync(closed, [closed.Events[^1]], CancellationToken.None).ConfigureAwait(false);

        // WHY not thrown: it is closed and on record; what is not struck off comes on record once more, no worse.
        var struck = store.StrikeOwedAsync(new OwedEvent(closed.Record.Id, closed.Version), CancellationToken.None).AsTask();
        await struck.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
