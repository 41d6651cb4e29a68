namespace Exchange.UnitTests.Fixtures;

/// <summary>The monotonic clock of one machine, which moves when told to; timers fire in the call that moves it.</summary>
internal sealed class MachineClock(long offset) : TimeProvider
{
    private readonly List<DrivenTimer> _timers = [];
    private long _ticks = offset;

    /// <summary>While it is stopped time passes but no timer fires: the process does not run.</summary>
    public bool IsStopped { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _ticks;

    public override DateTimeOffset GetUtcNow() => new(_ticks, TimeSpan.Zero);

    public void Advance(TimeSpan by)
    {
        _ticks += by.Ticks;
        Fire();
    }

    /// <summary>Fires what is due.</summary>
    public void Fire()
    {
        while (!IsStopped && _timers.Find(timer => timer.Due <= _ticks) is { } due)
        {
            _timers.Remove(due);
            due.Callback(due.State);
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new DrivenTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class DrivenTimer(MachineClock clock, TimerCallback callback, object? state) : ITimer
    {
        public long Due { get; private set; }

        public TimerCallback Callback => callback;

        public object? State => state;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock._timers.Remove(this);
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                Due = clock._ticks + dueTime.Ticks;
                clock._timers.Add(this);
            }

            return true;
        }

        public void Dispose() => clock._timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
