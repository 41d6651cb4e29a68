using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;
using Exchange.Consent.Replicas;
using Exchange.Policy.People;

namespace Exchange.Consent;

/// <summary>What became of an act on a consent: the consent as it now is, or why nothing happened.</summary>
/// <param name="Consent">The consent after the act; null when refused.</param>
/// <param name="Refusals">Why not, each in one sentence without personal values; empty when done.</param>
public sealed record ConsentOutcome(ConsentHistory? Consent, IReadOnlyList<string> Refusals)
{
    /// <summary>Whether there is no consent of that id.</summary>
    public bool IsUnknown { get; init; }
}

/// <summary>
/// The door of this room: giving, withdrawing and listing consents over the store, the index and the access log. Thread-safe.
/// </summary>
public sealed class Consents(
    IConsentStore store, ConsentIndex index, IConsentLog log, Pseudonyms pseudonyms, TimeProvider time, IReplicas replicas)
{
    // WHY: others can come between only a few times before something is wrong that trying again does not mend.
    private const int Attempts = 8;

    // WHY so many: every part of the index is rewritten once for all of them.
    private const int LoadedTogether = 1_000_000;

    private readonly OwedRecords _owed = new(store, log);

    private static ConsentOutcome IdTaken => new(null, ["There is a consent of this id already."]);

    /// <summary>
    /// Takes all stored consents into the index; before this returns nothing that needs consent is open. A consent whose person cannot be
    /// read under the store's keys is an <see cref="InvalidDataException"/>: it might be a refusal.
    /// </summary>
    public async ValueTask LoadAsync(CancellationToken cancellationToken)
    {
        var batch = new List<(PersonKey, StandingConsent)>();
        await foreach (var consent in store.LoadStandingAsync(cancellationToken).ConfigureAwait(false))
        {
            batch.Add((SubjectOf(consent.Record), consent));
            if (batch.Count == LoadedTogether)
            {
                index.Apply(batch);
                batch.Clear();
            }
        }

        index.Apply(batch);
    }

    /// <summary>
    /// Enters a closing that the access log has and the store lacks, because the store was restored from a backup older than the log. It is on
    /// the log, so that none is owed. Called before a gate opens.
    /// </summary>
    /// <param name="id">The consent.</param>
    /// <param name="closing">What happened; an event that <see cref="ConsentEvent.Closes"/>.</param>
    /// <param name="at">When, in the precision of the log: whole microseconds.</param>
    /// <param name="by">Who did it, and which entry of the log says so.</param>
    /// <param name="cancellationToken">Stops it before the write.</param>
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

            var events = new[] { closed.Events[^1] };
            if (await store.AppendAsync(closed.Record, consent.Version, events, cancellationToken).ConfigureAwait(false) == AppendOutcome.Appended)
            {
                index.Apply(SubjectOf(closed), closed);
                await store.StrikeOwedAsync(new OwedEvent(id, closed.Version), CancellationToken.None).ConfigureAwait(false);
                return true;
            }
        }

        throw new IOException("A consent is being changed by others again and again while the access log is compared; start the hub again.");
    }

    /// <summary>Takes one consent into the index as the store has it now; for changes that another hub made.</summary>
    public async ValueTask RefreshAsync(ConsentId id, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } consent)
        {
            index.Apply(SubjectOf(consent), consent);
        }
    }

    /// <summary>
    /// Takes over consents that were given elsewhere, for example those of a paper archive: each on the access log, then all in the store by
    /// <paramref name="import"/>, then in force.
    /// </summary>
    /// <exception cref="ArgumentException">One of the drafts cannot count; nothing was taken over.</exception>
    public async ValueTask TakeOverAsync(
        IReadOnlyList<ArchivedConsent> archive,
        Func<IReadOnlyList<ConsentHistory>, CancellationToken, Task> import,
        CancellationToken cancellationToken)
    {
        var at = time.GetUtcNow();
        var consents = archive.Select(entry => entry.ToHistory(pseudonyms.ForStore(entry.Draft.Subject), at)).ToList();
        await Task.WhenAll(consents.Select(consent => log.RecordAsync(consent, consent.Events, cancellationToken).AsTask())).ConfigureAwait(false);
        await import(consents, cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < consents.Count; i++)
        {
            index.Apply(archive[i].Draft.Subject, consents[i]);
        }
    }

    /// <summary>The consents of one person, oldest first.</summary>
    public ValueTask<IReadOnlyList<ConsentHistory>> ListAsync(PersonKey subject, CancellationToken cancellationToken) =>
        store.ListBySubjectAsync(pseudonyms.ForStore(subject), cancellationToken);

    /// <summary>One consent, or null.</summary>
    public ValueTask<ConsentHistory?> FindAsync(ConsentId id, CancellationToken cancellationToken) =>
        store.FindAsync(id, cancellationToken);

    /// <summary>
    /// A person says yes (or, by <see cref="ConsentDraft.Decision"/>, a lasting no). It is on the access log and in the store before it
    /// counts.
    /// </summary>
    public async ValueTask<ConsentOutcome> GiveAsync(ConsentDraft draft, ConsentAct by, CancellationToken cancellationToken)
    {
        var mistakes = draft.Mistakes();
        if (mistakes.Count > 0)
        {
            return new ConsentOutcome(null, mistakes);
        }

        var at = time.GetUtcNow();
        var asked = ConsentHistory.Request(draft.ToRecord(pseudonyms.ForStore(draft.Subject)), at, by);
        var given = asked.Give(at, by);
        if (given.Next?.Activate(at).Next is not { } active)
        {
            return new ConsentOutcome(null, [given.Refusal!]);
        }

        if (await store.FindAsync(draft.Id, cancellationToken).ConfigureAwait(false) is not null)
        {
            return IdTaken;
        }

        // INVARIANT: opening is on the log first; a log that cannot take it keeps it closed.
        await log.RecordAsync(active, active.Events, cancellationToken).ConfigureAwait(false);
        if (await store.AppendAsync(active.Record, 0, active.Events, cancellationToken).ConfigureAwait(false) == AppendOutcome.Conflict)
        {
            return IdTaken;
        }

        index.Apply(draft.Subject, active);
        return new ConsentOutcome(active, []);
    }

    /// <summary>
    /// Puts every withdrawal on the access log that is in the store without being known to be there, of whichever hub. Called when a hub starts
    /// and stops; throws what store and log throw, losing nothing.
    /// </summary>
    public ValueTask RecordOwedAsync(CancellationToken cancellationToken) => _owed.RecordAsync(owedBefore: null, cancellationToken);

    /// <summary>
    /// The same for withdrawals from before <paramref name="owedBefore"/>, so that those which this or another hub is just recording are left
    /// to it. Called now and then.
    /// </summary>
    public ValueTask RecordOwedAsync(DateTimeOffset owedBefore, CancellationToken cancellationToken) =>
        _owed.RecordAsync(owedBefore, cancellationToken);

    /// <summary>
    /// A person takes a consent back. Once this returns no answer of any hub on this store contains what it opened; that holds for a
    /// refusal too, because the consent may have been withdrawn a moment ago. Closing waits for no log: one that fails leaves it closed
    /// and the failure is passed on; the record is owed then (<see cref="RecordOwedAsync(CancellationToken)"/>).
    /// </summary>
    /// <exception cref="ReplicasUnsettledException">It is withdrawn in the store, but not every hub is known to have closed it.</exception>
    public async ValueTask<ConsentOutcome> WithdrawAsync(ConsentId id, ConsentAct by, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await store.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } consent)
            {
                return new ConsentOutcome(null, ["There is no consent of this id."]) { IsUnknown = true };
            }

            var step = consent.Withdraw(time.GetUtcNow(), by);
            if (step.Next is not { } withdrawn)
            {
                index.Apply(SubjectOf(consent), consent);
                await replicas.SettledAsync(cancellationToken).ConfigureAwait(false);
                return new ConsentOutcome(null, [step.Refusal!]);
            }

            ConsentEvent[] events = [withdrawn.Events[^1]];
            var appended = await store.AppendAsync(withdrawn.Record, consent.Version, events, cancellationToken).ConfigureAwait(false);
            if (appended == AppendOutcome.Appended)
            {
                index.Apply(SubjectOf(withdrawn), withdrawn);
                await CloseEverywhereAsync(withdrawn, events).ConfigureAwait(false);
                return new ConsentOutcome(withdrawn, []);
            }
        }

        throw new IOException("The consent is being changed by others again and again; nothing was withdrawn. Try once more.");
    }

    // Side by side, and each to its end whatever becomes of the other; that others may still be open is the worse news and is told first.
    private async Task CloseEverywhereAsync(ConsentHistory withdrawn, IReadOnlyList<ConsentEvent> events)
    {
        var recorded = RecordAsync(withdrawn, events);
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

    private async Task RecordAsync(ConsentHistory withdrawn, IReadOnlyList<ConsentEvent> events)
    {
        await log.RecordAsync(withdrawn, events, CancellationToken.None).ConfigureAwait(false);

        // WHY not thrown: it is withdrawn and on record; what is not struck off comes on record once more, no worse.
        var struck = store.StrikeOwedAsync(new OwedEvent(withdrawn.Record.Id, withdrawn.Version), CancellationToken.None).AsTask();
        await struck.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static bool IsSameInLog(DateTimeOffset stored, DateTimeOffset logged) =>
        stored.UtcTicks / TimeSpan.TicksPerMicrosecond == logged.UtcTicks / TimeSpan.TicksPerMicrosecond;

    private PersonKey SubjectOf(ConsentHistory consent) => SubjectOf(consent.Record);

    private PersonKey SubjectOf(ConsentRecord record) => pseudonyms.TryOpenStore(record.Subject, out var subject)
        ? subject
        : throw new InvalidDataException(
            $"The person of consent {record.Id} cannot be read: the store's pseudonym keys are not those it was written under.");
}
