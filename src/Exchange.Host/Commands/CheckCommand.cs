using System.CommandLine;
using Exchange.Host.Composition;

namespace Exchange.Host.Commands;

/// <summary><c>exchange check</c>: validates schemas, departments and policies; every mistake with file, line and path.</summary>
internal static class CheckCommand
{
    public static Command Create(TextWriter output)
    {
        var json = Options.Json();
        var command = new Command("check", "Validate schemas, departments and policies.") { json };
        command.SetAction((result, _) => Task.FromResult(Run(output, result.GetValue(json))));
        return command;
    }

    private static int Run(TextWriter output, bool asJson)
    {
        var documents = CityDocuments.Read(DocumentFolders.Find());
        if (asJson)
        {
            FindingReport.WriteJson(output, documents.Findings);
        }
        else
        {
            foreach (var finding in documents.Findings)
            {
                output.WriteLine(finding);
            }

            output.WriteLine(documents.Findings.Count == 0
                ? $"ok: {documents.Standard!.Fields.Count} governed fields, {documents.Policies!.Rules.Count} rules, {documents.Policies.Clients.Count} clients"
                : $"{documents.Findings.Count} findings");
        }

        return documents.Findings.Count == 0 ? CommandLine.Success : CommandLine.Finding;
    }
}
