namespace Exchange.Storage.Replicas;

/// <summary>A sign that is kept until somebody waits for it. Setting it is thread-safe; one waits at a time.</summary>
internal sealed class ChangeSignal
{
    private TaskCompletionSource _set = New();

    public void Set() => Volatile.Read(ref _set).TrySetResult();

    /// <summary>Returns at the sign, after the period, or when told to stop; never throws.</summary>
    public async Task WaitAsync(TimeSpan period, TimeProvider time, CancellationToken cancellationToken)
    {
        var waited = Volatile.Read(ref _set);
        await waited.Task.WaitAsync(period, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (waited.Task.IsCompleted)
        {
            Volatile.Write(ref _set, New());
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
