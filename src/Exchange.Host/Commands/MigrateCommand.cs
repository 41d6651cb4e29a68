using System.CommandLine;
using Exchange.Host.Composition;
using Exchange.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.Host.Commands;

/// <summary><c>exchange migrate</c>: brings the store to this release's schema, without starting the hub.</summary>
internal static class MigrateCommand
{
    public static Command Create(TextWriter output)
    {
        var data = Options.Folder();
        var command = new Command("migrate", "Bring the store to this release's schema.") { data };
        command.SetAction((result, cancellation) => RunAsync(output, result.GetValue(data)!, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(TextWriter output, string data, CancellationToken cancellation)
    {
        var options = HubOptions.Read(data, "");
        DataFolder.Prepare(options.Folder);
        try
        {
            await using var services = new ServiceCollection().AddExchangeStorage(options.Storage).BuildServiceProvider();
            await StorageSetup.MigrateAsync(services, cancellation);
        }
        catch (StorageException exception)
        {
            throw new HubException(exception.Message, exception);
        }

        await output.WriteLineAsync("The store is at this release's schema.");
        return CommandLine.Success;
    }
}
