using System.CommandLine;
using Exchange.Host.Composition;
using Exchange.Host.DemoCity;
using Exchange.Storage;

namespace Exchange.Host.Commands;

/// <summary><c>exchange demo</c>: the hub with the synthetic city of Anhe and the stub sources of its departments.</summary>
internal static class DemoCommand
{
    private static readonly TimeSpan CivilAffairsLatency = TimeSpan.FromMilliseconds(300);

    public static Command Create(TextWriter output, TextWriter error)
    {
        var urls = Options.Urls();
        var data = Options.Folder();
        var size = new Option<string>("--size") { Description = "How large the city is: small, city or metropolis.", DefaultValueFactory = _ => "small" };
        size.AcceptOnlyFromAmong("small", "city", "metropolis");
        var command = new Command("demo", "Run the hub with a synthetic city.") { urls, data, size };
        command.SetAction((result, cancellation) => HubRun.UntilStoppedAsync(
            () => RunAsync(output, error, result.GetValue(urls)!, result.GetValue(data)!, result.GetValue(size)!, cancellation), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        TextWriter output, TextWriter error, string urls, string data, string size, CancellationToken cancellation)
    {
        await using var hub = await DemoHub.StartAsync(HubOptions.Read(data, urls), size, CivilAffairsLatency, cancellation);
        foreach (var line in DemoBanner.Lines(hub.Credentials, data))
        {
            await output.WriteLineAsync(line);
        }

        if (hub.PolicyDifference is { } difference)
        {
            await error.WriteLineAsync($"warning: {difference}");
        }

        if (StorageSetup.FindServerWarning(hub.Services) is { } risk)
        {
            await error.WriteLineAsync($"warning: {risk}");
        }

        await output.FlushAsync(cancellation);
        await hub.WaitForShutdownAsync(cancellation);
        return CommandLine.Success;
    }
}
