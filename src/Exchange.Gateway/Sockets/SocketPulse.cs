using Exchange.Gateway.Streams;

namespace Exchange.Gateway.Sockets;

/// <summary>
/// Watches the time on one WebSocket: that it says in time who it is, answers pings, does something, and does not do too much. Thread-safe.
/// </summary>
internal sealed class SocketPulse(SocketWriter writer, SocketOperations operations, ConnectionLimits limits, TimeProvider time)
{
    private readonly TaskCompletionSource _initialised = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _lastArrival = time.GetTimestamp();
    private long _second = time.GetTimestamp();
    private int _inSecond;

    /// <summary>The client has begun to say who it is.</summary>
    public void Initialised() => _initialised.TrySetResult();

    /// <summary>Something arrived; false where it is too much. For the connection's reader.</summary>
    public bool Arrived()
    {
        var now = time.GetTimestamp();
        Volatile.Write(ref _lastArrival, now);
        if (time.GetElapsedTime(_second, now) >= TimeSpan.FromSeconds(1))
        {
            (_second, _inSecond) = (now, 0);
        }

        return ++_inSecond <= limits.MessagesPerSecond;
    }

    /// <summary>Runs until the connection is cut, or closes it.</summary>
    public async Task BeatAsync()
    {
        try
        {
            await Task.WhenAny(_initialised.Task, Task.Delay(limits.Init, time, writer.Over));
            if (!_initialised.Task.IsCompleted)
            {
                await writer.CloseAsync(SocketClose.InitTimeout);
                return;
            }

            using var beat = new PeriodicTimer(limits.Ping, time);
            while (await beat.WaitForNextTickAsync(writer.Over))
            {
                if (Verdict() is { } close)
                {
                    await writer.CloseAsync(close);
                    return;
                }

                await writer.SendAsync(ServerMessage.Ping);
            }
        }
        catch (OperationCanceledException)
        {
            // The connection is over.
        }
    }

    private SocketClose? Verdict() =>
        time.GetElapsedTime(Volatile.Read(ref _lastArrival)) >= 2 * limits.Ping ? SocketClose.Silent
        : operations.IdleFor >= limits.Idle ? SocketClose.Idle
        : null;
}
