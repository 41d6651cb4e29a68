namespace Exchange.Host.Commands;

/// <summary>A hub that runs until it is told to stop.</summary>
internal static class HubRun
{
    /// <summary>Runs a hub. Being told to stop (Ctrl-C, SIGTERM) is no fault, even while the hub still starts.</summary>
    public static async Task<int> UntilStoppedAsync(Func<Task<int>> run, CancellationToken stop)
    {
        try
        {
            return await run();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return CommandLine.Success;
        }
    }
}
