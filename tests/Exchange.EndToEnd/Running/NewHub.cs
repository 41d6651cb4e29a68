using System.Diagnostics;

namespace Exchange.EndToEnd.Running;

/// <summary>A city's hub at its very first start, as <c>serve</c> runs it: where it listens and the code that it printed.</summary>
internal sealed class NewHub : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;

    private NewHub(Process process) => _process = process;

    /// <summary>Where it listens.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The line that names the code.</summary>
    public string Line { get; private set; } = "";

    /// <summary>The one-time code of the first administrator.</summary>
    public string Code => Line[(Line.LastIndexOf(' ') + 1)..];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Starts a hub on an empty folder and waits until it has printed its code.</summary>
    /// <param name="workingDirectory">The folder that it is started in.</param>
    /// <param name="data">The folder that it makes.</param>
    /// <param name="issuer">Its public address; null for none.</param>
    public static async Task<NewHub> StartAsync(string workingDirectory, string data, string? issuer = null)
    {
        var start = ExchangeProgram.Start(workingDirectory, ["serve", "--data", data, "--urls", "http://127.0.0.1:0"]);
        if (issuer is not null)
        {
            start.Environment["Exchange__Identity__Issuer"] = issuer;
        }

        var hub = new NewHub(Process.Start(start)!);
        try
        {
            await hub.HearAsync();
            return hub;
        }
        catch
        {
            await hub.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends it in order and returns what it wrote as errors.</summary>
    public async Task<string> EndAsync()
    {
        Signal.Send(_process.Id, Signal.Terminate);
        await _process.WaitForExitAsync(Cancel).WaitAsync(Patience, Cancel);
        return await _process.StandardError.ReadToEndAsync(Cancel);
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

    private async Task HearAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync(Cancel).AsTask().WaitAsync(Patience, Cancel) is { } line)
        {
            if (line.Contains("listens on ", StringComparison.Ordinal))
            {
                Address = line[(line.LastIndexOf(' ') + 1)..];
            }
            else if (line.Contains("/console/welcome", StringComparison.Ordinal))
            {
                Line = line;
                return;
            }
        }

        throw new InvalidOperationException("The hub ended without printing a code.");
    }
}
