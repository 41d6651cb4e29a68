using System.CommandLine;
using Exchange.Host.Composition;
using Exchange.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.Host.Commands;

/// <summary>
/// <c>exchange migrate</c>: brings the store to this release's schema, without starting the hub; with <c>--script</c> prints the SQL for whoever
/// runs it, and touches nothing.
/// </summary>
internal static class MigrateCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var data = Options.Folder();
        var script = new Option<bool>("--script") { Description = "Print the SQL instead (PostgreSql, SqlServer); needs no connection." };
        var command = new Command("migrate", "Bring the store to this release's schema.") { data, script };
        command.SetAction((result, cancellation) => result.GetValue(script)
            ? PrintAsync(output, error)
            : RunAsync(output, result.GetValue(data)!, cancellation));
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

    private static async Task<int> PrintAsync(TextWriter output, TextWriter error)
    {
        var provider = HubOptions.ReadProvider(HubOptions.Environment());
        if (MigrationScript.For(provider) is { } script)
        {
            await output.WriteAsync(script);
            return CommandLine.Success;
        }

        await error.WriteLineAsync(
            $"--script: there is no script for {provider}; set Storage:Provider to PostgreSql or SqlServer, or run exchange migrate without --script.");
        return CommandLine.WrongUsage;
    }
}
