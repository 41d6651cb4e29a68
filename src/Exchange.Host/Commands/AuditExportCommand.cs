using System.CommandLine;
using Exchange.Audit.Verification;
using Exchange.Audit.Writing;
using Exchange.Host.Composition;

namespace Exchange.Host.Commands;

/// <summary><c>exchange audit export</c>: the access records as NDJSON on standard output.</summary>
internal static class AuditExportCommand
{
    public static Command Create(Func<Stream> output)
    {
        var data = Options.Folder();
        var command = new Command("export", "Write the access records as NDJSON.") { data };
        command.SetAction(async (result, cancellation) =>
        {
            await using var stream = output();
            try
            {
                await AccessLogExporter.ExportAsync(AuditVerifyCommand.AuditFolder(result.GetValue(data)!), stream, cancellation);
            }
            catch (AuditUnavailableException exception)
            {
                throw new HubException(exception.Message, exception);
            }

            return CommandLine.Success;
        });
        return command;
    }
}
