using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;

namespace Exchange.Consent;

/// <summary>
/// What a new consent does to the one that it replaces. It counts before the other ends, so that the person has one all along; that the other has yet to
/// end is owed by the same transaction, and whichever hub finds it still owed ends it. Thread-safe.
/// </summary>
internal sealed class Replacements(IConsentStore store, ConsentWrites writes, TimeProvider time)
{
    /// <summary>Why a consent cannot replace the one that it names; null where it can, or names none.</summary>
    public async ValueTask<string?> RefusalAsync(ConsentRecord record, CancellationToken cancellationToken)
    {
        if (record.Previous is not { } previous)
        {
            return null;
        }

        return await store.FindAsync(previous.Id, cancellationToken).ConfigureAwait(false) is not { } replaced
            || replaced.Record.Subject != record.Subject || store.HashOf(replaced.Record) != previous.Hash
            ? "The consent that this one replaces is not there."
            : replaced.State.IsFinal() || replaced.StateAt(time.GetUtcNow()) == ConsentState.Expired
                ? "The consent that this one replaces has ended: give one of its own." : null;
    }

    /// <summary>
    /// Ends what a consent replaces that counts by now. False where that ended by another at the same moment, so that the new one must not stand beside it
    /// and has ended as well.
    /// </summary>
    /// <exception cref="ReplacementUnsettledException">The new one counts, and the end of the other is owed.</exception>
    public async ValueTask<bool> EndPreviousAsync(ConsentOutcome given, ConsentHistory active, ConsentAct by)
    {
        if (active.Record.Previous is not { } previous)
        {
            return true;
        }

        try
        {
            var replaced = await writes.CloseAsync(previous.Id, Closing.Replacement(by), CancellationToken.None).ConfigureAwait(false);
            if (replaced.Consent is null)
            {
                await writes.CloseAsync(active.Record.Id, Closing.Invalidation(ConsentAct.OfHub), CancellationToken.None).ConfigureAwait(false);
            }

            // WHY not thrown: what is not struck off is looked at once more, and found done.
            var struck = store.StrikeOwedAsync(new OwedEvent(active.Record.Id, active.Version), CancellationToken.None).AsTask();
            await struck.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return replaced.Consent is not null;
        }
        catch (Exception fault)
        {
            // WHY everything: the new one counts by now, and whoever gave it must not be told that nothing was done.
            throw new ReplacementUnsettledException(given, fault);
        }
    }

    /// <summary>Ends what is owed since before an instant, of whichever hub; throws the first fault once all the others were tried.</summary>
    public async ValueTask SettleAsync(DateTimeOffset owedBefore, CancellationToken cancellationToken)
    {
        Exception? first = null;
        foreach (var owed in await store.ListOwedAsync(owedBefore, cancellationToken).ConfigureAwait(false))
        {
            try
            {
                await SettleAsync(owed, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                first ??= fault;
            }
        }

        if (first is not null)
        {
            throw first;
        }
    }

    private async ValueTask SettleAsync(OwedEvent owed, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(owed.Consent, cancellationToken).ConfigureAwait(false) is not { Record.Previous: { } previous } consent
            || !OwedEvent.IsReplacement(consent.Record, consent.Events[owed.Version - 1]))
        {
            return;
        }

        // WHY not where it was found invalid: it has replaced nothing then.
        if (consent.State != ConsentState.Invalidated)
        {
            var by = consent.Events.Last(happened => happened.Type == ConsentEventType.Give).By;
            await writes.CloseAsync(previous.Id, Closing.Replacement(by), cancellationToken).ConfigureAwait(false);
        }

        await store.StrikeOwedAsync(owed, cancellationToken).ConfigureAwait(false);
    }
}
