using System.CommandLine;
using Exchange.Audit.Verification;

namespace Exchange.Host.Commands;

/// <summary><c>exchange audit export</c>: the access records as NDJSON on standard output.</summary>
internal static class AuditExportCommand
{
    public static Command Create(TextWriter output)
    {
        var data = Options.Folder();
        var command = new Command("export", "Write the access records as NDJSON.") { data };
        command.SetAction(async (result, cancellation) =>
        {
            await AccessLogExporter.WriteAsync(AuditVerifyCommand.AuditFolder(result.GetValue(data)!), output, cancellation);
            return CommandLine.Success;
        });
        return command;
    }
}
