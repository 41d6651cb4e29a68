using System.Collections.Concurrent;
using System.Threading.Channels;
using Exchange.Federation.Governed.Execution;
using Exchange.Federation.Sources;

namespace Exchange.Pipeline.Streams;

/// <summary>
/// Reads what the owners of one subscription report, in order of arrival, and keeps it until the caller takes it. A stream that ends is told
/// once, then taken up again in the background. Ends every stream when it is disposed. <see cref="NextAsync"/> is for one reader.
/// </summary>
internal sealed class EventReader : IAsyncDisposable
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);
    private const int MaxKeyLength = 128;

    private readonly CancellationTokenSource _leaving = new();
    private readonly ConcurrentDictionary<string, bool> _silent = new(StringComparer.Ordinal);
    private readonly Channel<EventReport> _queue;
    private readonly EventFilter _filter;
    private readonly string _accessId;
    private readonly StreamLimits _limits;
    private readonly TimeProvider _time;
    private readonly List<Task> _pumps = [];
    private volatile bool _hasOverflowed;

    private EventReader(EventFilter filter, string accessId, StreamLimits limits, TimeProvider time)
    {
        _filter = filter;
        _accessId = accessId;
        _limits = limits;
        _time = time;
        _queue = Channel.CreateBounded<EventReport>(new BoundedChannelOptions(limits.Queue) { SingleReader = true });
    }

    /// <summary>The owners that were asked, and whether they took the subscription.</summary>
    public IReadOnlyList<(string Department, bool IsOpen)> Asked { get; private set; } = [];

    /// <summary>Whether any owner tells of events.</summary>
    public bool IsOpen => Asked.Any(owner => owner.IsOpen);

    /// <summary>Whether more events waited than may, so that the stream is over.</summary>
    public bool HasOverflowed => _hasOverflowed;

    /// <summary>Asks every owner that has a stream, all at once, for as long as <paramref name="deadline"/> lets it.</summary>
    public static async Task<EventReader> OpenAsync(
        IReadOnlyDictionary<string, IEventSource> sources,
        EventFilter filter,
        string accessId,
        StreamLimits limits,
        TimeProvider time,
        CancellationToken deadline)
    {
        var reader = new EventReader(filter, accessId, limits, time);
        foreach (var owner in filter.Owners.Where(owner => !sources.ContainsKey(owner)))
        {
            reader._silent[owner] = true;
        }

        var asked = filter.Owners.Where(sources.ContainsKey).Select(owner => sources[owner]).ToList();
        var streams = await Task.WhenAll(asked.Select(source => reader.TrySubscribeAsync(source, deadline)));
        reader.Asked = [.. asked.Select((source, index) => (source.Department, streams[index] is not null))];
        if (reader.IsOpen)
        {
            reader._pumps.AddRange(asked.Select((source, index) => reader.PumpAsync(source, streams[index])));
        }

        return reader;
    }

    /// <summary>The next report; null when the stream is over or <paramref name="cancellation"/> ends it.</summary>
    public async ValueTask<EventReport?> NextAsync(CancellationToken cancellation)
    {
        try
        {
            return await _queue.Reader.WaitToReadAsync(cancellation) && _queue.Reader.TryRead(out var report) ? report : null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        await Task.WhenAll(_pumps);
        _leaving.Dispose();
    }

    private async Task<IAsyncEnumerable<SourceEvent>?> TrySubscribeAsync(IEventSource source, CancellationToken deadline)
    {
        try
        {
            var subscription = new EventSubscription(_accessId, _filter.Field, _filter.ArgumentsFor(source.Department), _filter.KeyField);
            return await source.SubscribeAsync(subscription, _leaving.Token).AsTask().WaitAsync(deadline);
        }
        catch (Exception)
        {
            // WHY everything: whatever a source throws is that department's hole, and its text is never passed on.
            return null;
        }
    }

    private async Task PumpAsync(IEventSource source, IAsyncEnumerable<SourceEvent>? stream)
    {
        var pause = _limits.Pause;
        while (!_leaving.IsCancellationRequested)
        {
            if (stream is not null && await ForwardAsync(source.Department, stream))
            {
                pause = _limits.Pause;
            }

            TellSilence(source.Department);
            try
            {
                await Task.Delay(pause, _time, _leaving.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            stream = await TrySubscribeAsync(source, _leaving.Token);
        }
    }

    // Whether any event came before the stream ended.
    private async Task<bool> ForwardAsync(string department, IAsyncEnumerable<SourceEvent> stream)
    {
        var hasTold = false;
        try
        {
            await foreach (var told in stream.WithCancellation(_leaving.Token))
            {
                if (!_filter.Accepts(department, told.Type) || told.Key is not { Length: > 0 and <= MaxKeyLength })
                {
                    // WHY: a department that tells of what is not its own, or was not asked for, is not listened to further.
                    return hasTold;
                }

                hasTold = true;
                _silent.TryRemove(department, out _);
                Tell(new EventReport { Department = department, Event = told, Silent = Silent() });
            }
        }
        catch (Exception)
        {
            // WHY everything: as above; leaving ends here too.
        }

        return hasTold;
    }

    private void TellSilence(string department)
    {
        if (_silent.TryAdd(department, true) && !_leaving.IsCancellationRequested)
        {
            Tell(new EventReport { Department = department, Silent = [department] });
        }
    }

    private void Tell(EventReport report)
    {
        if (!_queue.Writer.TryWrite(report))
        {
            _hasOverflowed = true;
            _queue.Writer.TryComplete();
        }
    }

    private List<string> Silent() => [.. _silent.Keys.Order(StringComparer.Ordinal)];
}
