using System.CommandLine;
using Exchange.Host.Composition;
using Exchange.Policy.Documents;
using Exchange.Policy.Findings;

namespace Exchange.Host.Commands;

/// <summary><c>exchange check</c>: validates schemas, departments, policies and their tests; every mistake and warning with file, line and path.</summary>
internal static class CheckCommand
{
    public static Command Create(TextWriter output)
    {
        var json = Options.Json();
        var schema = new Option<string?>("--schema")
        {
            Description = "Print the JSON Schema of a kind of document under policies/, for an editor, and check nothing.",
        };
        schema.AcceptOnlyFromAmong([.. PolicySchemas.ByKind.Keys]);
        var command = new Command("check", "Validate schemas, departments, policies and their tests.") { json, schema };
        command.SetAction((result, _) => Task.FromResult(
            result.GetValue(schema) is { } kind ? Print(output, kind) : Run(output, result.GetValue(json))));
        return command;
    }

    private static int Print(TextWriter output, string kind)
    {
        output.WriteLine(PolicySchemas.ByKind[kind]);
        return CommandLine.Success;
    }

    private static int Run(TextWriter output, bool asJson)
    {
        var folders = DocumentFolders.Find();
        var documents = CityDocuments.Read(folders, TimeProvider.System.GetUtcNow());
        IReadOnlyList<Finding> findings = [.. documents.Findings, .. documents.CheckTests(folders)];
        if (asJson)
        {
            FindingReport.WriteJson(output, findings);
        }
        else
        {
            foreach (var finding in findings)
            {
                output.WriteLine(finding);
            }

            output.WriteLine(findings.Count == 0
                ? $"ok: {documents.Standard!.Fields.Count} governed fields, {documents.Policies!.Rules.Count} rules, {documents.Policies.Clients.Count} clients"
                : Count(findings));
        }

        return findings.Count == 0 ? CommandLine.Success : CommandLine.Finding;
    }

    private static string Count(IReadOnlyList<Finding> findings)
    {
        var warnings = findings.Count(finding => finding.Severity == FindingSeverity.Warning);
        return warnings == 0 ? $"{findings.Count} findings" : $"{findings.Count} findings, {warnings} of them warnings";
    }
}
