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
        var language = Options.LanguageBesideFindings();
        var command = new Command("check", "Validate schemas, departments, policies and their tests.") { json, language, schema };
        command.SetAction((result, _) => Task.FromResult(result.GetValue(schema) is { } kind
            ? Print(output, kind)
            : Run(output, ReportLanguage.Of(result.GetValue(language)), result.GetValue(json))));
        return command;
    }

    private static int Print(TextWriter output, string kind)
    {
        output.WriteLine(PolicySchemas.ByKind[kind]);
        return CommandLine.Success;
    }

    private static int Run(TextWriter output, ReportLanguage language, bool asJson)
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

            output.WriteLine(findings.Count == 0 ? Sound(documents, language) : Count(findings, language));
        }

        return findings.Count == 0 ? CommandLine.Success : CommandLine.Finding;
    }

    private static string Sound(CityDocuments documents, ReportLanguage language)
    {
        var (fields, policies) = (documents.Standard!.Fields.Count, documents.Policies!);
        return language.Say(
            $"ok: {fields} governed fields, {policies.Rules.Count} rules, {policies.Clients.Count} clients",
            $"通过：受管字段 {fields} 个，规则 {policies.Rules.Count} 条，客户端 {policies.Clients.Count} 个");
    }

    private static string Count(IReadOnlyList<Finding> findings, ReportLanguage language)
    {
        var warnings = findings.Count(finding => finding.Severity == FindingSeverity.Warning);
        return warnings == 0
            ? language.Say($"{findings.Count} findings", $"发现 {findings.Count} 处问题")
            : language.Say($"{findings.Count} findings, {warnings} of them warnings", $"发现 {findings.Count} 处问题，其中 {warnings} 处为警告");
    }
}
