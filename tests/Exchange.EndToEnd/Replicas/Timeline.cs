using System.Collections.Concurrent;
using System.Diagnostics;

namespace Exchange.EndToEnd.Replicas;

/// <summary>What happened when, for the message of a failure. Thread-safe.</summary>
internal sealed class Timeline
{
    private const int Shown = 80;

    private readonly ConcurrentQueue<string> _lines = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    public void Add(string what)
    {
        _lines.Enqueue($"{_clock.Elapsed.TotalMilliseconds,10:0.0} ms  {what}");
        while (_lines.Count > Shown)
        {
            _lines.TryDequeue(out _);
        }
    }

    /// <summary>The latest lines, oldest first.</summary>
    public override string ToString() => string.Join('\n', _lines);
}
