using System.CommandLine;
using System.Text.Json;
using Exchange.Audit.Verification;
using Exchange.Host.Composition;

namespace Exchange.Host.Commands;

/// <summary><c>exchange audit verify</c>: whether the chain of access records is whole; works while a hub runs on the folder.</summary>
internal static class AuditVerifyCommand
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Create(TextWriter output)
    {
        var data = Options.Folder();
        var language = Options.LanguageBesideFindings();
        var json = Options.Json();
        var command = new Command("verify", "Verify the chain of access records.") { data, language, json };
        command.SetAction((result, _) => Task.FromResult(
            Run(output, result.GetValue(data)!, ReportLanguage.Of(result.GetValue(language)), result.GetValue(json))));
        return command;
    }

    private static int Run(TextWriter output, string data, ReportLanguage language, bool asJson)
    {
        var folder = AuditFolder(data);
        var report = AccessLogVerifier.Verify(folder);
        if (asJson)
        {
            output.WriteLine(JsonSerializer.Serialize(report, Indented));
        }
        else
        {
            foreach (var finding in report.Findings)
            {
                output.WriteLine(finding);
            }

            output.WriteLine(Verdict(report, language));
        }

        return report.IsWhole ? CommandLine.Success : CommandLine.Finding;
    }

    private static string Verdict(VerificationReport report, ReportLanguage language)
    {
        var damages = report.Findings.Count(finding => finding.Severity == FindingSeverity.Damage);
        return report.IsWhole
            ? language.Say(
                $"whole: {report.Entries} records in {report.Segments} segments, head {report.HeadHash}",
                $"完整：{report.Segments} 个分段共 {report.Entries} 条记录，末尾哈希 {report.HeadHash}")
            : language.Say($"damaged: {damages} findings in {report.Entries} records", $"已损坏：{report.Entries} 条记录中有 {damages} 处问题");
    }

    internal static string AuditFolder(string data)
    {
        var folder = Path.Combine(data, "audit");
        return Directory.Exists(folder)
            ? folder
            : throw new HubException($"{folder}: there is no access log here; --data names the folder of a hub that has run.");
    }
}
