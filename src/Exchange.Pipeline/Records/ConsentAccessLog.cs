using Exchange.Audit.Records;
using Exchange.Audit.Writing;
using Exchange.Consent;
using Exchange.Consent.Lifecycle;

namespace Exchange.Pipeline.Records;

/// <summary>Puts what happens to consents on the access log, by id and actor alone. Thread-safe.</summary>
public sealed class ConsentAccessLog(IAccessLog log) : IConsentLog
{
    /// <inheritdoc/>
    public async ValueTask<LogPlace?> RecordAsync(
        ConsentHistory consent, IReadOnlyList<Consent.Lifecycle.ConsentEvent> events, CancellationToken cancellationToken)
    {
        LogPlace? place = null;
        var isGiven = events.Any(step => step.Type == ConsentEventType.Give);
        foreach (var step in events)
        {
            if (Transition(step.Type, isGiven) is { } transition)
            {
                var receipt = await log.AppendAsync(
                    new Audit.Records.ConsentEvent
                    {
                        Time = step.At,
                        ConsentId = consent.Record.Id.ToString(),
                        Transition = transition,
                        Actor = step.By.Actor,
                    },
                    cancellationToken);
                place = new LogPlace(receipt.Sequence, receipt.Hash.ToString());
            }
        }

        return place;
    }

    // A consent that is requested, given and activated in one act is given; one that waits for a second person names the first one here.
    private static ConsentTransition? Transition(ConsentEventType type, bool isGiven) => type switch
    {
        ConsentEventType.Request => isGiven ? null : ConsentTransition.Requested,
        ConsentEventType.Activate => null,
        ConsentEventType.Give => ConsentTransition.Given,
        ConsentEventType.Withdraw => ConsentTransition.Withdrawn,
        ConsentEventType.Expire => ConsentTransition.Expired,
        ConsentEventType.Refuse => ConsentTransition.Refused,
        ConsentEventType.Lapse => ConsentTransition.Lapsed,
        ConsentEventType.Suspend => ConsentTransition.Suspended,
        ConsentEventType.Resume => ConsentTransition.Resumed,
        ConsentEventType.Supersede => ConsentTransition.Superseded,
        ConsentEventType.Invalidate => ConsentTransition.Invalidated,
        ConsentEventType.AskResume => ConsentTransition.ResumeAsked,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "An event of a consent that the access log does not know."),
    };
}
