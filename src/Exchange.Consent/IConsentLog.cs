using Exchange.Consent.Lifecycle;

namespace Exchange.Consent;

/// <summary>Port: puts what happens to consents on the access log.</summary>
public interface IConsentLog
{
    /// <summary>Returns once the events are durable on the log; an exception means that they may not be.</summary>
    /// <param name="consent">The consent with the events at its end.</param>
    /// <param name="events">What happened.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    ValueTask RecordAsync(ConsentHistory consent, IReadOnlyList<ConsentEvent> events, CancellationToken cancellationToken);
}
