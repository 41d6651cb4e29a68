using System.CommandLine;
using Exchange.Host.Composition;

namespace Exchange.Host.Commands;

/// <summary>The <c>exchange</c> command line. Exit codes: 0 success, 1 a finding, 2 wrong usage.</summary>
public static class CommandLine
{
    /// <summary>All went well.</summary>
    public const int Success = 0;

    /// <summary>A finding, or a fault with one clear line.</summary>
    public const int Finding = 1;

    /// <summary>The words of the command are wrong, or name what is not there.</summary>
    public const int WrongUsage = 2;

    // WHY: a hub that is told to stop finishes the requests that run and closes its log; two seconds, the default, can be too short.
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Runs one command. Never prints a stack trace.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        var result = Root(output, error).Parse(args);
        if (result.Errors.Count > 0)
        {
            foreach (var problem in result.Errors)
            {
                await error.WriteLineAsync(problem.Message);
            }

            await error.WriteLineAsync("exchange --help lists the commands, exchange COMMAND --help their options.");
            return WrongUsage;
        }

        try
        {
            return await result.InvokeAsync(new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = StopTimeout,
            });
        }
        catch (HubException exception)
        {
            await error.WriteLineAsync(exception.Message);
            return exception.IsWrongUsage ? WrongUsage : Finding;
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("exchange was told to stop before it was done.");
            return Finding;
        }
        catch (Exception exception)
        {
            // WHY: a message of a library may quote data or a path of a person; the type tells the operator where to look.
            await error.WriteLineAsync($"exchange stopped on an unexpected {exception.GetType().Name}. This is a defect of the hub: please report it.");
            return Finding;
        }
    }

    private static RootCommand Root(TextWriter output, TextWriter error)
    {
        var policy = new Command("policy", "Sharing policies.")
        {
            PolicyExplainCommand.Create(output),
            PolicyTestCommand.Create(output),
            PolicyDiffCommand.Create(output),
            PolicySimulateCommand.Create(output),
            PolicyExportCommand.Create(output),
        };
        var schema = new Command("schema", "The graph's schema.")
        {
            SchemaPrintCommand.Create(output),
            SchemaDiffCommand.Create(output),
            SchemaComposeCommand.Create(output),
            SchemaPlanCommand.Create(output),
        };
        var audit = new Command("audit", "The access log.") { AuditVerifyCommand.Create(output), AuditExportCommand.Create(System.Console.OpenStandardOutput) };
        return new RootCommand("Exchange: one governed graph over the departments of a city.")
        {
#if !NO_DEMO
            DemoCommand.Create(output, error),
#endif
            ServeCommand.Create(output, error),
            FederateCommand.Create(output),
            MigrateCommand.Create(output, error),
            KeysCommand.Create(output),
            CheckCommand.Create(output),
            policy,
            schema,
            audit,
        };
    }
}
