using System.Diagnostics;
using Exchange.EndToEnd.Running;

namespace Exchange.EndToEnd.Federation;

/// <summary><c>exchange federate</c> in a process of its own. However a test ends, disposing ends the process by its id.</summary>
internal sealed class FederateProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;

    private FederateProcess(Process process) => _process = process;

    /// <summary>The line that it greets with.</summary>
    public string Greeting { get; private set; } = "";

    /// <summary>Its root address.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Starts a gateway on a free port and waits until it says where it listens.</summary>
    public static async Task<FederateProcess> StartAsync(string workingDirectory, params string[] input)
    {
        var start = ExchangeProgram.Start(workingDirectory, ["federate", .. input, "--urls", "http://127.0.0.1:0"]);
        var gateway = new FederateProcess(Process.Start(start)!);
        try
        {
            gateway.Greeting = await gateway._process.StandardOutput.ReadLineAsync(Cancel).AsTask().WaitAsync(Patience, Cancel)
                ?? throw new InvalidOperationException(await gateway._process.StandardError.ReadToEndAsync(Cancel));
            var url = gateway.Greeting.Split(' ', ',').First(word => word.StartsWith("http://", StringComparison.Ordinal));
            gateway.Address = new Uri(new Uri(url), "/");
            return gateway;
        }
        catch
        {
            await gateway.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends it in order and returns its exit code.</summary>
    public async Task<int> EndAsync()
    {
        Signal.Send(_process.Id, Signal.Terminate);
        await _process.WaitForExitAsync(Cancel).WaitAsync(Patience, Cancel);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }
}
