using System.Diagnostics;
using Exchange.EndToEnd.Running;

namespace Exchange.EndToEnd.Starting;

/// <summary>A test run that is killed leaves no hub behind.</summary>
public sealed class AbandonedRunTests : IDisposable
{
    private const int Killed = 128 + 9;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_hub_ends_with_the_run_that_started_it_though_it_stands_still()
    {
        var data = _folder.Of("data");
        using var hub = Process.Start(ExchangeProgram.Start(_folder.Location, ["demo", "--data", data, "--urls", "http://127.0.0.1:0"]))!;
        while (!Directory.Exists(data))
        {
            Assert.False(hub.HasExited);
            await Task.Yield();
        }

        Signal.Send(hub.Id, Signal.Stop);

        // What the kernel does for a run that is killed.
        hub.StandardInput.Close();

        await hub.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Killed, hub.ExitCode);
    }
}
