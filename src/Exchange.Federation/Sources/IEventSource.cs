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
    /// The events from now on, until <paramref name="cancellation"/> ends them. Throws <see cref="SourceException"/> when the department cannot
    /// be subscribed to, or its stream breaks: the reader decides whether to subscribe again.
    /// </summary>
    IAsyncEnumerable<SourceEvent> SubscribeAsync(EventSubscription subscription, CancellationToken cancellation);
}

/// <summary>What is asked of a department's stream.</summary>
/// <param name="AccessId">The id of the access record of the opening, for the department's own log.</param>
/// <param name="Field">The field of the subscription root.</param>
/// <param name="Arguments">Its coerced arguments: the department filters, so that nothing else is sent.</param>
public sealed record EventSubscription(string AccessId, string Field, DatumObject Arguments);

/// <summary>A record that came to be.</summary>
/// <param name="Type">Its entity type.</param>
/// <param name="Key">Its key towards departments.</param>
public readonly record struct SourceEvent(string Type, string Key);
