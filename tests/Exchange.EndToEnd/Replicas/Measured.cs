using System.Collections.Concurrent;

namespace Exchange.EndToEnd.Replicas;

/// <summary>Times of one kind, for the output of a test. Thread-safe.</summary>
internal sealed class Measured(string what)
{
    private readonly ConcurrentQueue<TimeSpan> _times = new();

    public TimeSpan Median => Sorted() is { Count: > 0 } sorted ? sorted[sorted.Count / 2] : TimeSpan.Zero;

    public TimeSpan Worst => _times.IsEmpty ? TimeSpan.Zero : _times.Max();

    public void Add(TimeSpan time) => _times.Enqueue(time);

    public override string ToString() =>
        $"{what}: median {Median.TotalMilliseconds:0} ms, worst {Worst.TotalMilliseconds:0} ms of {_times.Count}";

    private List<TimeSpan> Sorted() => [.. _times.Order()];
}
