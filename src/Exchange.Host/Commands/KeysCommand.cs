using System.CommandLine;
using Exchange.Host.Composition;
using Exchange.Identity.Keys;
using Exchange.Storage;
using Exchange.Storage.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.Host.Commands;

/// <summary>
/// <c>exchange keys rotate|retire pseudonyms</c>: begins a version of departments' pseudonyms, or ends the oldest. Hubs follow at their next start.
/// </summary>
internal static class KeysCommand
{
    private const string Pseudonyms = "pseudonyms";

    public static Command Create(TextWriter output) => new("keys", "The hub's keys.")
    {
        Act(
            "rotate",
            "Make departments' pseudonyms under a new key from each hub's next start on.",
            async (files, cancellation) => await output.WriteLineAsync(
                $"Departments' pseudonyms are made under version {await files.RotateAsync(cancellation)} once each hub on this store is started "
                + "anew; those of earlier versions stay readable.")),
        Act(
            "retire",
            "End the oldest version of departments' pseudonyms.",
            async (files, cancellation) => await output.WriteLineAsync(
                $"Pseudonyms of version {await files.RetireAsync(cancellation)} name nobody any more once each hub on this store is started anew.")),
    };

    private static Command Act(string name, string description, Func<PseudonymKeyFiles, CancellationToken, Task> act)
    {
        var data = Options.Folder();
        var which = new Argument<string>("keys") { Description = $"Which keys: {Pseudonyms}." };
        which.AcceptOnlyFromAmong(Pseudonyms);
        var command = new Command(name, description) { which, data };
        command.SetAction((result, cancellation) => RunAsync(result.GetValue(data)!, act, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string data, Func<PseudonymKeyFiles, CancellationToken, Task> act, CancellationToken cancellation)
    {
        var options = HubOptions.Read(data, "");
        DataFolder.Prepare(options.Folder);
        try
        {
            await using var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddExchangeStorage(options.Storage)
                .BuildServiceProvider();
            await StorageSetup.MigrateAsync(services, cancellation);
            var ledger = new KeyLedger(new KeyFolder(options.Keys), services.GetRequiredService<SettingStore>());
            await act(new PseudonymKeyFiles(ledger), cancellation);
            return CommandLine.Success;
        }
        catch (Exception exception) when (StartFault.Explain(exception, options) is { } fault)
        {
            throw fault;
        }
    }
}
