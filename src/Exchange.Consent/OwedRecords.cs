namespace Exchange.Consent;

/// <summary>
/// Closing events that are in the store and may not be on the access log: a hub was killed between the two, the store did not say what became
/// of them, or the log could not take them. The store keeps them until the log has them. Thread-safe.
/// </summary>
internal sealed class OwedRecords(IConsentStore store, IConsentLog log)
{
    /// <summary>Records what is owed and strikes it off; throws what store and log throw, losing nothing.</summary>
    public async ValueTask RecordAsync(DateTimeOffset? owedBefore, CancellationToken cancellationToken)
    {
        while (await store.ListOwedAsync(owedBefore, cancellationToken).ConfigureAwait(false) is { Count: > 0 } page)
        {
            var left = 0;
            foreach (var owed in page)
            {
                left += await IsRecordedAsync(owed, cancellationToken).ConfigureAwait(false) ? 0 : 1;
            }

            if (left == page.Count)
            {
                return;
            }
        }
    }

    private async ValueTask<bool> IsRecordedAsync(OwedEvent owed, CancellationToken cancellationToken)
    {
        var consent = await store.FindAsync(owed.Consent, cancellationToken).ConfigureAwait(false);
        if (consent is null || consent.Version < owed.Version)
        {
            throw new InvalidDataException(
                $"The access log is owed version {owed.Version} of consent {owed.Consent}, which the store does not hold: restore a backup.");
        }

        // WHY: what it owes is the end of another consent, and that may wait for hubs that a start must not wait for; it is on record already.
        if (OwedEvent.IsReplacement(consent.Record, consent.Events[owed.Version - 1]))
        {
            return false;
        }

        // WHY even where another hub may be recording it at this moment: a record twice is a nuisance, a lost one a defect.
        await log.RecordAsync(consent, [consent.Events[owed.Version - 1]], cancellationToken).ConfigureAwait(false);
        await store.StrikeOwedAsync(owed, cancellationToken).ConfigureAwait(false);
        return true;
    }
}
