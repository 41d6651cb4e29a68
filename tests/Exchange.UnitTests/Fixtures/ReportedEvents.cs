using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Exchange.Federation.Sources;

namespace Exchange.UnitTests.Fixtures;

/// <summary>A department's stream in memory: a test reports records and breaks it at will.</summary>
internal sealed class ReportedEvents(string department) : IEventSource
{
    private readonly Lock _lock = new();
    private readonly List<EventSubscription> _subscriptions = [];
    private readonly List<Channel<SourceEvent>> _open = [];

    public string Department => department;

    public bool IsDown { get; set; }

    /// <summary>Every subscription there ever was.</summary>
    public IReadOnlyList<EventSubscription> Subscriptions
    {
        get
        {
            lock (_lock)
            {
                return [.. _subscriptions];
            }
        }
    }

    /// <summary>How many are read now.</summary>
    public int Open
    {
        get
        {
            lock (_lock)
            {
                return _open.Count;
            }
        }
    }

    public ValueTask<IAsyncEnumerable<SourceEvent>> SubscribeAsync(EventSubscription subscription, CancellationToken cancellation)
    {
        lock (_lock)
        {
            _subscriptions.Add(subscription);
            if (IsDown)
            {
                throw new SourceException(department, SourceFault.Unavailable, "secret");
            }

            var channel = Channel.CreateUnbounded<SourceEvent>();
            _open.Add(channel);
            return new(ReadAsync(channel, cancellation));
        }
    }

    public void Report(string type, string key) => OnAll(channel => channel.Writer.TryWrite(new SourceEvent(type, key)));

    public void Break() => OnAll(channel => channel.Writer.TryComplete(new SourceException(department, SourceFault.Unavailable, "secret")));

    private void OnAll(Action<Channel<SourceEvent>> act)
    {
        lock (_lock)
        {
            _open.ForEach(act);
        }
    }

    private async IAsyncEnumerable<SourceEvent> ReadAsync(Channel<SourceEvent> channel, [EnumeratorCancellation] CancellationToken cancellation)
    {
        try
        {
            await foreach (var told in channel.Reader.ReadAllAsync(cancellation))
            {
                yield return told;
            }
        }
        finally
        {
            lock (_lock)
            {
                _open.Remove(channel);
            }
        }
    }
}
