using System.CommandLine;
using Exchange.Host.Composition;
using Exchange.Policy.Findings;

namespace Exchange.Host.Commands;

/// <summary><c>exchange check</c>: validates schemas, departments and policies; every mistake and warning with file, line and path.</summary>
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
        var documents = CityDocuments.Read(DocumentFolders.Find(), TimeProvider.System.GetUtcNow());
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
                : Count(documents.Findings));
        }

        return documents.Findings.Count == 0 ? CommandLine.Success : CommandLine.Finding;
    }

    private static string Count(IReadOnlyList<Finding> findings)
    {
        var warnings = findings.Count(finding => finding.Severity == FindingSeverity.Warning);
        return warnings == 0 ? $"{findings.Count} findings" : $"{findings.Count} findings, {warnings} of them warnings";
    }
}
