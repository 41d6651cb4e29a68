using System.Threading.Channels;
using Exchange.Federation.Sources;
using Exchange.GraphQL.Values;

namespace Exchange.IntegrationTests.NonInterference;

/// <summary>A department that tells of events of the city, one at a time, and keeps what it was subscribed to.</summary>
internal sealed class CanaryEvents(string department) : IEventSource
{
    private readonly Lock _lock = new();
    private readonly List<EventSubscription> _subscriptions = [];
    private Channel<SourceEvent> _told = Channel.CreateUnbounded<SourceEvent>();

    public string Department => department;

    /// <summary>Whoever listens is told of this record.</summary>
    public void Tell(string type, string key) => Assert.True(_told.Writer.TryWrite(new SourceEvent(type, key)));

    /// <summary>The subscriptions since the last call.</summary>
    public IReadOnlyList<EventSubscription> TakeSubscriptions()
    {
        lock (_lock)
        {
            var taken = _subscriptions.ToList();
            _subscriptions.Clear();
            return taken;
        }
    }

    /// <summary>Whoever listened is told of nothing more.</summary>
    public void Fall()
    {
        lock (_lock)
        {
            _subscriptions.Clear();
            _told = Channel.CreateUnbounded<SourceEvent>();
        }
    }

    public ValueTask<IAsyncEnumerable<SourceEvent>> SubscribeAsync(EventSubscription subscription, CancellationToken cancellation)
    {
        lock (_lock)
        {
            _subscriptions.Add(subscription);
            return ValueTask.FromResult(_told.Reader.ReadAllAsync(cancellation));
        }
    }

    /// <summary>What a subscription says to the department.</summary>
    public static string Printed(EventSubscription subscription) =>
        $"{subscription.Field} {subscription.KeyField} {string.Join(' ', subscription.Arguments.Names.ToArray())} "
        + string.Join(' ', subscription.Arguments.Values.ToArray().Select(value => value.Kind == DatumKind.List
            ? string.Join(',', value.AsList().Select(item => item.AsString()))
            : value.AsString()));
}
