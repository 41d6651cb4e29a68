using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Exchange.Demo.GridCentre;

/// <summary>
/// What happens in the city while somebody listens: two events a second, the last of them kept to be read by id. Thread-safe.
/// </summary>
internal sealed class EventFeed : IDisposable
{
    private const int MaxKept = 10_000;
    private const int MaxWaiting = 1_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, CityEvent> _byId = new(StringComparer.Ordinal);
    private readonly Queue<string> _oldest = new();
    private readonly List<Channel<CityEvent>> _listeners = [];
    private readonly EventSequence _sequence;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _interval;
    private readonly ITimer _timer;

    /// <summary>Makes a feed that is silent until somebody listens; <see cref="Timeout.InfiniteTimeSpan"/> keeps it silent.</summary>
    public EventFeed(EventSequence sequence, TimeProvider clock, TimeSpan interval)
    {
        _sequence = sequence;
        _clock = clock;
        _interval = interval;
        _timer = clock.CreateTimer(_ => Tell(_sequence.Next), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>An event that was told, or null when there is none or it is no longer kept.</summary>
    public CityEvent? Find(string eventId)
    {
        lock (_lock)
        {
            return _byId.GetValueOrDefault(eventId);
        }
    }

    /// <summary>All that were told and are kept.</summary>
    public IReadOnlyList<CityEvent> Kept()
    {
        lock (_lock)
        {
            return [.. _byId.Values];
        }
    }

    /// <summary>Reports an event of this kind at this place now; gives its id.</summary>
    public string Report(string kind, string addressCode) => Tell(now => _sequence.Next(kind, addressCode, now));

    /// <summary>The events from now on. Whoever is too slow loses the oldest.</summary>
    public IAsyncEnumerable<CityEvent> Listen()
    {
        var bounds = new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropOldest };
        var channel = Channel.CreateBounded<CityEvent>(bounds);
        lock (_lock)
        {
            _listeners.Add(channel);
            Pace();
        }

        return ReadAsync(channel);
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private async IAsyncEnumerable<CityEvent> ReadAsync(
        Channel<CityEvent> channel, [EnumeratorCancellation] CancellationToken cancellation = default)
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
                _listeners.Remove(channel);
                Pace();
            }
        }
    }

    private void Pace()
    {
        var pace = _listeners.Count > 0 ? _interval : Timeout.InfiniteTimeSpan;
        _timer.Change(pace, pace);
    }

    private string Tell(Func<DateTimeOffset, CityEvent> make)
    {
        lock (_lock)
        {
            var told = make(_clock.GetUtcNow());
            _byId[told.EventId] = told;
            _oldest.Enqueue(told.EventId);
            if (_oldest.Count > MaxKept)
            {
                _byId.Remove(_oldest.Dequeue());
            }

            _listeners.ForEach(channel => channel.Writer.TryWrite(told));
            return told.EventId;
        }
    }
}
