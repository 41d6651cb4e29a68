using System.CommandLine;
using Exchange.Host.Composition;
using Exchange.Host.Federation;

namespace Exchange.Host.Commands;

/// <summary>
/// <c>exchange federate</c>: a federation gateway for development, in which every field is open to every program of this machine; for a
/// department that tries its service before it joins.
/// </summary>
internal static class FederateCommand
{
    public static Command Create(TextWriter output)
    {
        var urls = Options.LoopbackUrls();
        var subgraphs = Options.Subgraphs();
        var supergraph = Options.Supergraph();
        var command = new Command("federate", "Run a federation gateway for development: no policies, this machine only.") { urls, subgraphs, supergraph };
        Options.RequireOneOf(command, subgraphs, supergraph);
        command.SetAction((result, cancellation) => HubRun.UntilStoppedAsync(
            () => RunAsync(output, result.GetValue(urls)!, new SupergraphInput(result.GetValue(subgraphs), result.GetValue(supergraph)), cancellation),
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(TextWriter output, string urls, SupergraphInput input, CancellationToken cancellation)
    {
        var supergraph = await input.ReadAsync(TimeProvider.System, cancellation);
        await using var gateway = await OpenGateway.StartAsync(supergraph, urls, cancellation);
        await output.WriteLineAsync(
            $"Exchange {HubVersion.Text} federates {supergraph.Subgraphs.Count} subgraphs at {gateway.Address}/graphql, for development: "
            + "every field is open, and nothing is written to disk.");
        await output.FlushAsync(cancellation);
        await gateway.WaitForShutdownAsync(cancellation);
        return CommandLine.Success;
    }
}
