using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;
using Exchange.Consent.Replicas;
using Exchange.Policy;
using Exchange.Policy.People;

namespace Exchange.Consent;

/// <summary>
/// The door of this room: giving, withdrawing and listing consents over the store, the index and the access log. Thread-safe.
/// </summary>
public sealed class Consents
{
    private const int EndedTogether = 500;

    // WHY so many: every part of the index is rewritten once for all of them.
    private const int LoadedTogether = 4_000_000;

    private readonly IConsentStore _store;
    private readonly ConsentIndex _index;
    private readonly IConsentLog _log;
    private readonly Pseudonyms _pseudonyms;
    private readonly TimeProvider _time;
    private readonly OwedRecords _owed;
    private readonly ConsentWrites _writes;
    private readonly Replacements _replacements;

    /// <summary>Puts the room together.</summary>
    public Consents(IConsentStore store, ConsentIndex index, IConsentLog log, Pseudonyms pseudonyms, TimeProvider time, IReplicas replicas)
    {
        (_store, _index, _log, _pseudonyms, _time) = (store, index, log, pseudonyms, time);
        _owed = new OwedRecords(store, log);
        _writes = new ConsentWrites(store, index, log, pseudonyms, time, replicas);
        _replacements = new Replacements(store, _writes, time);
    }

    /// <summary>
    /// Takes all stored consents into the index; before this returns nothing that needs consent is open. A consent whose person cannot be
    /// read under the store's keys is an <see cref="InvalidDataException"/>: it might be a refusal.
    /// </summary>
    public async ValueTask LoadAsync(CancellationToken cancellationToken)
    {
        var (batch, taken, back) = (new List<(PersonKey, StandingConsent)>(), new List<(PersonKey, StandingConsent)>(), new List<ConsentId>());
        var people = Array.Empty<PersonKey>();
        var taking = Task.FromResult<IReadOnlyList<ConsentId>>([]);
        try
        {
            await foreach (var page in _store.LoadStandingAsync(cancellationToken).ConfigureAwait(false))
            {
                people = people.Length >= page.Count ? people : new PersonKey[page.Count];
                _writes.SubjectsOf(page, people);
                for (var place = 0; place < page.Count; place++)
                {
                    batch.Add((people[place], page[place].Consent));
                }

                if (batch.Count >= LoadedTogether)
                {
                    // WHY beside: otherwise nothing is read while so many are taken.
                    back.AddRange(await taking.ConfigureAwait(false));
                    (batch, taken) = (taken, batch);
                    taking = TakeAsync(taken);
                    batch.Clear();
                }
            }
        }
        finally
        {
            await ((Task)taking).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        back.AddRange(await taking.ConfigureAwait(false));

        // WHY once more: a hub that loads again while it runs may have taken newer ones meanwhile than those that were under way here.
        foreach (var id in back.Concat(_index.Apply(batch)))
        {
            await RefreshAsync(id, cancellationToken).ConfigureAwait(false);
        }

        Task<IReadOnlyList<ConsentId>> TakeAsync(List<(PersonKey, StandingConsent)> read) => Task.Run(() => _index.Apply(read), CancellationToken.None);
    }

    /// <summary>
    /// Takes one consent into the index as the store has it now; for changes that another hub made. One whose end was noted is closed by its term, once
    /// this hub's clock has come to it.
    /// </summary>
    public async ValueTask RefreshAsync(ConsentId id, CancellationToken cancellationToken)
    {
        if (await _store.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } consent && !consent.HasRunOut(_time.GetUtcNow()))
        {
            await _writes.TakeAsync(consent).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Enters a closing that the access log has and the store lacks, because the store was restored from a backup older than the log. It is on
    /// the log, so that none is owed. Called before a gate opens.
    /// </summary>
    /// <param name="id">The consent.</param>
    /// <param name="closing">What happened; an event that <see cref="ConsentEvent.Closes"/>.</param>
    /// <param name="at">When, in the precision of the log: whole microseconds.</param>
    /// <param name="by">Who did it.</param>
    /// <param name="cancellationToken">Stops it before the write.</param>
    /// <returns>Whether the store lacked it.</returns>
    public ValueTask<bool> ReplayAsync(
        ConsentId id, ConsentEventType closing, DateTimeOffset at, ConsentAct by, CancellationToken cancellationToken) =>
        _writes.ReplayAsync(id, closing, at, by, cancellationToken);

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
        var at = _time.GetUtcNow();
        var given = archive.Select(entry => entry.ToHistory(_pseudonyms.ForStore(entry.Draft.Subject), at)).ToList();
        var consents = await Task.WhenAll(given.Select(consent => RecordedAsync(consent, cancellationToken))).ConfigureAwait(false);
        await import(consents, cancellationToken).ConfigureAwait(false);
        _index.Apply([.. archive.Zip(consents, (entry, consent) => (entry.Draft.Subject, StandingConsent.Of(consent)))]);
    }

    // The consent with the place of its giving, which its receipt names.
    private async Task<ConsentHistory> RecordedAsync(ConsentHistory consent, CancellationToken cancellationToken)
    {
        var opening = ConsentHistory.Fold(consent.Record, [.. consent.Events.TakeWhile(happened => !happened.Closes)]);
        var place = await _log.RecordAsync(opening, opening.Events, cancellationToken).ConfigureAwait(false);
        if (opening.Version < consent.Version)
        {
            await _log.RecordAsync(consent, [.. consent.Events.Skip(opening.Version)], cancellationToken).ConfigureAwait(false);
        }

        return ConsentHistory.Fold(consent.Record with { Proof = new ConsentProof(Signature: null, place) }, consent.Events);
    }

    /// <summary>The consents of one person, oldest first.</summary>
    public ValueTask<IReadOnlyList<ConsentHistory>> ListAsync(PersonKey subject, CancellationToken cancellationToken) =>
        _store.ListBySubjectAsync(_pseudonyms.ForStore(subject), cancellationToken);

    /// <summary>Consents that counted for a department and do not any more, oldest end first: what it has to stop and delete.</summary>
    public ValueTask<IReadOnlyList<ConsentHistory>> ListClosedAsync(ClosedConsents wanted, CancellationToken cancellationToken) =>
        _store.ListClosedAsync(wanted, cancellationToken);

    /// <summary>One consent, or null.</summary>
    public ValueTask<ConsentHistory?> FindAsync(ConsentId id, CancellationToken cancellationToken) =>
        _store.FindAsync(id, cancellationToken);

    /// <summary>Whether a record is about this person.</summary>
    public bool IsAbout(ConsentRecord record, PersonKey person)
    {
        ArgumentNullException.ThrowIfNull(record);
        return _pseudonyms.TryOpenStore(record.Subject, out var subject) && subject == person;
    }

    /// <summary>The hash by which a newer record names this one (<see cref="PreviousConsent.Hash"/>).</summary>
    public string HashOf(ConsentRecord record) => _store.HashOf(record);

    /// <summary>
    /// A person says yes (or, by <see cref="ConsentDraft.Decision"/>, a lasting no). It is on the access log and in the store before it
    /// counts. A consent that it replaces (<see cref="ConsentDraft.Previous"/>) ends with it.
    /// </summary>
    public async ValueTask<ConsentOutcome> GiveAsync(ConsentDraft draft, ConsentAct by, CancellationToken cancellationToken)
    {
        var (asked, refused) = await RequestAsync(draft, by, cancellationToken).ConfigureAwait(false);
        return asked is null ? refused! : await GiveAsync(asked, known: 0, by, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// What a person said is entered and counts for nothing until somebody else confirms it: the first of four eyes.
    /// </summary>
    public async ValueTask<ConsentOutcome> AskAsync(ConsentDraft draft, ConsentAct by, CancellationToken cancellationToken)
    {
        var (asked, refused) = await RequestAsync(draft, by, cancellationToken).ConfigureAwait(false);
        if (asked is null)
        {
            return refused!;
        }

        var (_, isStored) = await _writes.OpenAsync(asked, 0, cancellationToken).ConfigureAwait(false);
        return isStored ? new ConsentOutcome(asked, []) : IdTaken;
    }

    /// <summary>
    /// The person, or a second officer on seeing the evidence, confirms what was asked; from now on it counts. Refused to the one who asked.
    /// </summary>
    public async ValueTask<ConsentOutcome> ConfirmAsync(ConsentId id, ConsentAct by, CancellationToken cancellationToken)
    {
        if (await _store.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } asked)
        {
            return ConsentOutcome.Unknown;
        }

        return by.Actor == asked.Events[0].By.Actor && by.Channel != ConsentChannel.Self
            ? ConsentOutcome.Refused("Whoever entered a consent does not confirm it: a second officer or the person does.")
            : await GiveAsync(asked, asked.Version, by, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Lets a consent count again that was put on hold; on the access log and in the store before it does. The person does so at once; of officers the
    /// first one's call asks, and a second one's agrees, but not where the person placed the hold.
    /// </summary>
    public async ValueTask<ConsentOutcome> ResumeAsync(ConsentId id, ConsentAct by, CancellationToken cancellationToken)
    {
        if (await _store.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } held)
        {
            return ConsentOutcome.Unknown;
        }

        if (by.Channel != ConsentChannel.Self && held.IsHeldByPerson)
        {
            return ConsentOutcome.Refused("An officer did not put it on hold: the person lets it count again, or gives a new one.");
        }

        var at = _time.GetUtcNow();
        var asked = held.ResumeAsked(at);
        if (by.Channel != ConsentChannel.Self && asked?.By.Actor == by.Actor)
        {
            return ConsentOutcome.Refused("Whoever asked that a consent count again does not agree to it: a second officer or the person does.");
        }

        // INVARIANT: opening takes the person, or two officers.
        var step = by.Channel == ConsentChannel.Self || asked is not null ? held.Resume(at, by) : held.AskResume(at, by);
        return step.Next is { } next
            ? await StoredAsync(next, held.Version, cancellationToken).ConfigureAwait(false)
            : ConsentOutcome.Refused(step.Refusal!);
    }

    /// <summary>
    /// Enters what the passing of time ended some minutes ago (<see cref="ConsentHistory.EndMargin"/>) and nobody has entered yet, of whichever hub: in the
    /// store, then on the access log. Called now and then.
    /// </summary>
    /// <exception cref="UnreadableConsentsException">Some cannot be read; the ends of all others are entered.</exception>
    public async ValueTask EnterEndsAsync(CancellationToken cancellationToken)
    {
        var faults = new List<Exception>();
        for (ConsentId? after = null; ;)
        {
            var ended = _time.GetUtcNow() - ConsentHistory.EndMargin;
            var page = await _store.ListRunOutAsync(ended, after, EndedTogether, cancellationToken).ConfigureAwait(false);
            faults.AddRange(page.Faults);
            foreach (var consent in page.Consents)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await _writes.EnterEndAsync(consent).ConfigureAwait(false);
            }

            if (page.Last is not { } last)
            {
                break;
            }

            after = last;
        }

        if (faults.Count > 0)
        {
            throw new UnreadableConsentsException(faults);
        }
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
    /// Ends what was replaced before <paramref name="owedBefore"/> and has not ended, because a hub was killed, or could not store it or have it confirmed by
    /// every hub. Called now and then; throws the first fault once all were tried.
    /// </summary>
    public ValueTask SettleReplacementsAsync(DateTimeOffset owedBefore, CancellationToken cancellationToken) =>
        _replacements.SettleAsync(owedBefore, cancellationToken);

    /// <summary>
    /// A person takes a consent back, or refuses what is only asked for, and with it every other that says the same (decision 0027). Once this returns no
    /// answer of any hub on this store contains what it opened; that holds for a refusal too, because the consent may have been withdrawn a moment ago.
    /// Closing waits for no log: one that fails leaves it closed and the failure is passed on; the record is owed then
    /// (<see cref="RecordOwedAsync(CancellationToken)"/>).
    /// </summary>
    /// <exception cref="ReplicasUnsettledException">It is withdrawn in the store, but not every hub is known to have closed it.</exception>
    /// <exception cref="UnreadableConsentsException">
    /// It is withdrawn and settled; another consent of the person, which may say the same, cannot be read.
    /// </exception>
    public ValueTask<ConsentOutcome> WithdrawAsync(ConsentId id, ConsentAct by, CancellationToken cancellationToken) =>
        _writes.CloseAsync(id, Closing.Withdrawal(by), cancellationToken);

    /// <summary>Puts a consent on hold, and every other that says the same; closes as <see cref="WithdrawAsync"/> does.</summary>
    public ValueTask<ConsentOutcome> SuspendAsync(ConsentId id, ConsentAct by, CancellationToken cancellationToken) =>
        _writes.CloseAsync(id, Closing.Hold(by), cancellationToken);

    /// <summary>A consent is found never to have been valid; closes it alone, as <see cref="WithdrawAsync"/> does.</summary>
    public ValueTask<ConsentOutcome> InvalidateAsync(ConsentId id, ConsentAct by, CancellationToken cancellationToken) =>
        _writes.CloseAsync(id, Closing.Invalidation(by), cancellationToken);

    /// <summary>A person who was asked says no, to this and to whatever else asks for the same.</summary>
    public ValueTask<ConsentOutcome> RefuseAsync(ConsentId id, ConsentAct by, CancellationToken cancellationToken) =>
        _writes.CloseAsync(id, Closing.Refusal(by), cancellationToken);

    private static ConsentOutcome IdTaken => ConsentOutcome.Refused("There is a consent of this id already.");

    private static ConsentOutcome Changed => ConsentOutcome.Refused(
        "The consent, or the one that it replaces, was changed by somebody else at this moment: look at it again.");

    private async ValueTask<(ConsentHistory? Asked, ConsentOutcome? Refused)> RequestAsync(
        ConsentDraft draft, ConsentAct by, CancellationToken cancellationToken)
    {
        var mistakes = draft.Mistakes();
        if (mistakes.Count > 0)
        {
            return (null, new ConsentOutcome(null, mistakes));
        }

        return await _store.FindAsync(draft.Id, cancellationToken).ConfigureAwait(false) is null
            ? (ConsentHistory.Request(draft.ToRecord(_pseudonyms.ForStore(draft.Subject)), _time.GetUtcNow(), by), null)
            : (null, IdTaken);
    }

    private async ValueTask<ConsentOutcome> GiveAsync(ConsentHistory asked, int known, ConsentAct by, CancellationToken cancellationToken)
    {
        var at = _time.GetUtcNow();
        var given = asked.Give(at, by);
        if (given.Next?.Activate(at).Next is not { } active)
        {
            return ConsentOutcome.Refused(given.Refusal!);
        }

        if (await _replacements.RefusalAsync(active.Record, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return ConsentOutcome.Refused(refusal);
        }

        var outcome = await StoredAsync(active, known, cancellationToken).ConfigureAwait(false);
        return outcome.Consent is null || await _replacements.EndPreviousAsync(outcome, active, by).ConfigureAwait(false) ? outcome : Changed;
    }

    private async ValueTask<ConsentOutcome> StoredAsync(ConsentHistory open, int known, CancellationToken cancellationToken)
    {
        var (place, isStored) = await _writes.OpenAsync(open, known, cancellationToken).ConfigureAwait(false);
        return isStored
            ? new ConsentOutcome(open, []) { Place = open.State == ConsentState.Active ? place : null }
            : known == 0 ? IdTaken : Changed;
    }
}
