using Exchange.Consent.Lifecycle;

namespace Exchange.Consent;

/// <summary>Where an event stands on the access log: what a receipt names as its proof.</summary>
/// <param name="Sequence">The number of the entry, from 1.</param>
/// <param name="Hash">The chain's hash over it and everything before it, lower-case hex.</param>
public sealed record LogPlace(long Sequence, string Hash);

/// <summary>Port: puts what happens to consents on the access log.</summary>
public interface IConsentLog
{
    /// <summary>
    /// Returns once the events are durable on the log, with the place of the last that has one; an exception means that they may not be.
    /// </summary>
    /// <param name="consent">The consent with the events at its end.</param>
    /// <param name="events">What happened.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    ValueTask<LogPlace?> RecordAsync(ConsentHistory consent, IReadOnlyList<ConsentEvent> events, CancellationToken cancellationToken);
}
