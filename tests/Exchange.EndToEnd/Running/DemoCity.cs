using System.Runtime.Versioning;
using Exchange.EndToEnd.Running;

// Signals, file modes, bash and /proc: the program is looked at as an operator on Linux does.
[assembly: SupportedOSPlatform("linux")]
[assembly: AssemblyFixture(typeof(DemoCity))]

namespace Exchange.EndToEnd.Running;

/// <summary>
/// What all tests share: a demo that was started once on an empty folder and stopped (<see cref="RestedData"/>, for tests that go on
/// from a copy), and one that runs on a copy of it, for tests that only ask.
/// </summary>
public sealed class DemoCity : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private HubProcess? _hub;

    /// <summary>The folder of a hub that has run once and was stopped cleanly. Never to be written: take a copy.</summary>
    internal string RestedData => _folder.Of("first");

    /// <summary>What was seen of the first start and its end.</summary>
    internal FirstRun First { get; private set; } = null!;

    /// <summary>The running hub. Ask only; whatever changes a consent or ends a process needs one of its own.</summary>
    internal HubProcess Hub => _hub!;

    internal string WorkingDirectory => _folder.Location;

    public async ValueTask InitializeAsync()
    {
        var first = await HubProcess.StartAsync(WorkingDirectory, RestedData);
        await using (first)
        {
            var ports = first.Ports();
            var code = await first.EndAsync(Signal.Terminate);
            First = new FirstRun(first.Start, ports, code, first.Output, first.Error);
        }

        _hub = await HubProcess.StartAsync(WorkingDirectory, _folder.Take(RestedData, "running"));
    }

    public async ValueTask DisposeAsync()
    {
        if (_hub is not null)
        {
            await _hub.DisposeAsync();
        }

        _folder.Dispose();
    }
}

/// <summary>What was seen of a run that ended.</summary>
internal sealed record FirstRun(
    TimeSpan Start, IReadOnlyList<ListeningPort> Ports, int ExitCode, IReadOnlyList<string> Output, IReadOnlyList<string> Error);
