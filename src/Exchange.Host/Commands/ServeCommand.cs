using System.CommandLine;
using Exchange.Host.Composition;
using Exchange.Identity.Accounts.Administration;
using Exchange.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.Host.Commands;

/// <summary><c>exchange serve</c>: the hub of a city, on its own sources.</summary>
internal static class ServeCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var urls = Options.Urls();
        var data = Options.Folder();
        var command = new Command("serve", "Run the hub.") { urls, data };
        command.SetAction((result, cancellation) => HubRun.UntilStoppedAsync(
            () => RunAsync(output, error, result.GetValue(urls)!, result.GetValue(data)!, cancellation), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(TextWriter output, TextWriter error, string urls, string data, CancellationToken cancellation)
    {
        var options = HubOptions.Read(data, urls);
        var documents = CityDocuments.ReadValid(DocumentFolders.Find());
        await using var sources = new ConfiguredSources(options.Configuration, documents, TimeProvider.System);
        await using var hub = await HubServer.StartAsync(
            options, documents, _ => Task.FromResult(sources.Open()), static (_, _) => Task.CompletedTask, cancellation);
        await output.WriteLineAsync($"Exchange {HubVersion.Text} listens on {hub.Address}");
        foreach (var department in sources.Unconfigured)
        {
            await error.WriteLineAsync(
                $"warning: {department} has no source: set Sources:{department}:Url, :Connection or :Folder; its fields answer SOURCE_UNAVAILABLE");
        }

        if (hub.PolicyDifference is { } difference)
        {
            await error.WriteLineAsync($"warning: {difference}");
        }

        if (StorageSetup.FindWarning(options.Storage) is { } warning)
        {
            await error.WriteLineAsync($"warning: {warning}");
        }

        if (StorageSetup.FindServerWarning(hub.Services) is { } risk)
        {
            await error.WriteLineAsync($"warning: {risk}");
        }

        if (options.AreKeysBesideData)
        {
            await error.WriteLineAsync(
                $"warning: the keys lie beside the data in {options.Keys}; set Keys:Path to a folder that is not backed up with it");
        }

        if (await hub.Services.GetRequiredService<FirstAdministrator>().OfferAsync(cancellation) is { } code)
        {
            // The only place where the code is ever shown: no log and no telemetry has it.
            var place = options.Issuer?.TrimEnd('/') ?? hub.Address;
            await output.WriteLineAsync(
                $"There is no account yet. Within a day, become the first account administrator at {place}/console/welcome with the code {code}");
        }

        await hub.WaitForShutdownAsync(cancellation);
        return CommandLine.Success;
    }
}
