using System.Diagnostics;

namespace Exchange.EndToEnd.Running;

/// <summary>What a command said and how it ended.</summary>
internal sealed record CommandOutcome(int ExitCode, string Output, string Error)
{
    public IReadOnlyList<string> OutputLines => Lines(Output);

    public IReadOnlyList<string> ErrorLines => Lines(Error);

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>The <c>exchange</c> program, as it lies beside the tests.</summary>
internal static class ExchangeProgram
{
    private static readonly string Assembly = Path.Combine(AppContext.BaseDirectory, "exchange.dll");

    // WHY: a test run that is killed cannot end what it has started. The pipe from it closes however it ends, and what waits there ends the
    // program then; "exec" leaves the program the id that the watch knows, and a watch whose parent is another by then is too late.
    private const string Watched =
        """
        exec 3<&0 </dev/null
        { read -r -u 3; read -r _ _ _ parent _ </proc/$BASHPID/stat; [ "$parent" != $$ ] || kill -KILL $$; } >/dev/null 2>&1 &
        exec 3<&- "$@"
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The folder that the program takes <c>schemas/</c> and <c>policies/</c> from where the working directory has none.</summary>
    public static string Documents => AppContext.BaseDirectory;

    /// <summary>
    /// How to start the program in a working directory, both streams read by the caller. It ends with the test run, also with one that is killed.
    /// </summary>
    public static ProcessStartInfo Start(string workingDirectory, IEnumerable<string> words) => new(
        "bash", ["-c", Watched, "watched", "dotnet", Assembly, .. words])
    {
        WorkingDirectory = workingDirectory,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };

    /// <summary>Runs one command to its end.</summary>
    public static Task<CommandOutcome> RunAsync(string workingDirectory, params string[] words) =>
        RunAsync(Start(workingDirectory, words));

    /// <summary>Runs one command to its end by <c>dotnet run</c>, as the README says, out of what is built.</summary>
    public static Task<CommandOutcome> RunFromSourceAsync(string workingDirectory, params string[] words) =>
        RunAsync(new ProcessStartInfo(
            "dotnet", ["run", "--project", Path.Combine(Repository(), "src", "Exchange.Host"), "-c", Configuration, "--no-build", "--", .. words])
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });

    private static string Configuration =>
        AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Exchange.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        }

        return folder.FullName;
    }

    /// <summary>Runs one command to its end, as prepared by <see cref="Start"/>.</summary>
    public static async Task<CommandOutcome> RunAsync(ProcessStartInfo start)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var error = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return new CommandOutcome(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
