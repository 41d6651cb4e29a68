using Exchange.GraphQL.Values;

namespace Exchange.Federation.Sources;

/// <summary>
/// A department's stream of events. Port: adapters of departments that can push implement it. Thread-safe. It tells only that a record came to
/// be, by type and key: what may be read of it is decided and fetched for each event like any other record.
/// </summary>
public interface IEventSource
{
    /// <summary>The department's code.</summary>
    string Department { get; }

    /// <summary>
    /// Returns once the department has been asked: the events from then on, to be read once, until <paramref name="cancellation"/> ends them.
    /// Throws <see cref="SourceException"/> when it cannot be subscribed to; reading throws it when the stream breaks, and the reader decides
    /// whether to subscribe again.
    /// </summary>
    ValueTask<IAsyncEnumerable<SourceEvent>> SubscribeAsync(EventSubscription subscription, CancellationToken cancellation);
}

/// <summary>What is asked of a department's stream.</summary>
/// <param name="AccessId">The id of the access record of the opening, for the department's own log.</param>
/// <param name="Field">The field of the subscription root.</param>
/// <param name="Arguments">Its coerced arguments: the department filters, so that nothing else is sent.</param>
/// <param name="KeyField">The key field of the records, the one field beside their type that is asked for.</param>
public sealed record EventSubscription(string AccessId, string Field, DatumObject Arguments, string KeyField);

/// <summary>A record that came to be.</summary>
/// <param name="Type">Its entity type.</param>
/// <param name="Key">Its key towards departments.</param>
public readonly record struct SourceEvent(string Type, string Key);
