using Exchange.Consent;
using Exchange.Consent.Lifecycle;
using Exchange.Storage;

namespace Exchange.Console.Consents;

/// <summary>Issues the signed receipt of a consent when it is put in force, and finds it again. Thread-safe.</summary>
internal sealed class ConsentReceipts(ConsolePorts ports)
{
    /// <summary>The receipt of what an act has put in force; nothing for an act that has put nothing in force.</summary>
    public async Task IssueAsync(ConsentOutcome outcome, CancellationToken cancellation)
    {
        try
        {
            if (outcome is { Consent: { } consent, Place: { } place })
            {
                await IssueAsync(consent, place, cancellation);
            }
        }
        catch (Exception fault) when (StorageFault.IsOutage(fault))
        {
            // WHY: the consent is in force and on record whether or not its receipt could be kept; whoever asks gets one without its place.
        }
    }

    /// <summary>The receipt of a consent with its version; null where it was never in force.</summary>
    public async Task<ReceiptView?> FindAsync(ConsentHistory consent, CancellationToken cancellation)
    {
        if (InForce(consent) is not { } version)
        {
            return null;
        }

        var signed = await ports.Receipts.FindAsync(consent.Record.Id, version, cancellation)
            ?? (PlaceOf(consent, version) is { } place
                ? await IssueAsync(consent, place, cancellation)

                // WHY not kept: the first that is kept counts, and the act that put it in force may be about to keep one with its place.
                : Sign(consent, version, null, ports.Time.GetUtcNow()));
        return new ReceiptView(consent.Record.Id.ToString(), version, signed);
    }

    private async Task<string> IssueAsync(ConsentHistory consent, LogPlace place, CancellationToken cancellation)
    {
        var now = ports.Time.GetUtcNow();
        var version = InForce(consent) ?? throw new ArgumentException("The consent was never in force.", nameof(consent));
        return await ports.Receipts.AddAsync(consent.Record.Id, version, Sign(consent, version, place, now), now, cancellation);
    }

    private string Sign(ConsentHistory consent, int version, LogPlace? place, DateTimeOffset now)
    {
        var asItWas = ConsentHistory.Fold(consent.Record, [.. consent.Events.Take(version)]);
        return ports.SignReceipt(ReceiptDocument.Write(asItWas, place, now));
    }

    // Of one that was taken over; what came later is on the log at another place.
    private static LogPlace? PlaceOf(ConsentHistory consent, int version) =>
        consent.Events[version - 1].Type == ConsentEventType.Activate ? consent.Record.Proof?.Place : null;

    private static int? InForce(ConsentHistory consent) =>
        consent.Events.LastOrDefault(happened => happened.Type is ConsentEventType.Activate or ConsentEventType.Resume)?.Version;
}

/// <summary>A signed receipt.</summary>
/// <param name="Id">The consent's id.</param>
/// <param name="Version">The version that it is about.</param>
/// <param name="Receipt">A JWS in compact form, verified with <c>/.well-known/jwks.json</c>.</param>
public sealed record ReceiptView(string Id, int Version, string Receipt);
