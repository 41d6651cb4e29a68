using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Exchange.Conformance.Running;

/// <summary>Runs a script of the suites folder under Node and reads the JSON lines that it prints.</summary>
internal static class NodeSuite
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    /// <summary>The lines of standard output. Throws with what the script said when it fails or takes too long.</summary>
    public static async Task<IReadOnlyList<JsonElement>> RunAsync(
        string script, string? input, CancellationToken cancellation, params string[] arguments)
    {
        RequirePackages(script);
        using var process = Start(script, arguments);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var problems = process.StandardError.ReadToEndAsync(limit.Token);
            await process.StandardInput.WriteAsync(input.AsMemory(), limit.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(limit.Token);
            Assert.True(process.ExitCode == 0, $"{script} ended with {process.ExitCode}: {await problems}");
            return [.. (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static void RequirePackages(string script)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Suites, script))!;
        Assert.True(
            Directory.Exists(Path.Combine(folder, "node_modules")),
            $"The npm packages of {script} are not installed: run \"bash tests/run.sh\", or \"npm ci\" in {folder}.");
    }

    private static Process Start(string script, string[] arguments)
    {
        var start = new ProcessStartInfo("node")
        {
            WorkingDirectory = Repository.Suites,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.ArgumentList.Add(script);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new InvalidOperationException("Node 20 is needed to run the conformance suites: https://nodejs.org");
        }
    }
}
