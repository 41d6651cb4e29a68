using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Exchange.EndToEnd.Calls;

namespace Exchange.EndToEnd.Running;

/// <summary>A demo hub in a process of its own on free ports. However a test ends, disposing ends the process by its id.</summary>
internal sealed class HubProcess : IAsyncDisposable
{
    private const string LastLine = "Ctrl-C stops the hub";

    // A machine that runs ten other things at once is slow, not broken; what the start may take is asserted where it is measured.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _error = new();
    private readonly TaskCompletionSource _greeted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Stopwatch _age = Stopwatch.StartNew();

    private HubProcess(Process process, string data)
    {
        _process = process;
        Data = data;
        _process.EnableRaisingEvents = true;
        _process.Exited += (_, _) => _greeted.TrySetException(
            new InvalidOperationException($"The hub ended before it was ready. {string.Join(' ', _error)}"));
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Add(_error, line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The folder given as <c>--data</c>.</summary>
    public string Data { get; }

    public int Id => _process.Id;

    /// <summary>How long it took from the start of the process until everything was ready.</summary>
    public TimeSpan Start { get; private set; }

    public IReadOnlyList<string> Output => [.. _output];

    public IReadOnlyList<string> Error => [.. _error];

    /// <summary>Where the hub can be called; set once it is ready.</summary>
    public HubClient Client { get; private set; } = null!;

    /// <summary>Starts a demo and waits until it says that it is ready and is.</summary>
    /// <param name="workingDirectory">Where it starts.</param>
    /// <param name="data">Its data folder.</param>
    /// <param name="settings">Settings by their names, for example <c>Storage:Provider</c>; null for none.</param>
    public static async Task<HubProcess> StartAsync(
        string workingDirectory, string data, IReadOnlyDictionary<string, string>? settings = null)
    {
        var start = ExchangeProgram.Start(workingDirectory, ["demo", "--data", data, "--urls", "http://127.0.0.1:0"]);
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
        {
            start.Environment[$"Exchange__{name.Replace(":", "__", StringComparison.Ordinal)}"] = value;
        }

        var hub = new HubProcess(Process.Start(start)!, data);
        try
        {
            await hub._greeted.Task.WaitAsync(Patience);
            hub.Client = new HubClient(DemoCredentials.Read(data));
            Assert.Equal(HttpStatusCode.OK, await hub.Client.StatusAsync("/healthz/ready"));
            hub.Start = hub._age.Elapsed;
            return hub;
        }
        catch
        {
            await hub.DisposeAsync();
            throw;
        }
    }

    /// <summary>Every TCP port that the process listens on: the hub's and its stubs'.</summary>
    public IReadOnlyList<ListeningPort> Ports() => ListeningPort.Of(Id);

    /// <summary>Sends a signal and returns the exit code.</summary>
    public async Task<int> EndAsync(int signal)
    {
        Signal.Send(Id, signal);
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    /// <summary>Ends the process as a power cut does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        Client?.Dispose();
        _process.Dispose();
    }

    private static void Add(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null)
        {
            lines.Enqueue(line);
        }
    }

    private void Hear(string? line)
    {
        Add(_output, line);
        if (line?.StartsWith(LastLine, StringComparison.Ordinal) == true)
        {
            _greeted.TrySetResult();
        }
    }
}
