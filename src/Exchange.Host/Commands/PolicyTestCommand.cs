using System.CommandLine;
using System.Text.Json;
using Exchange.Host.Composition;
using Exchange.Policy.Documents;
using Exchange.Policy.Trials;

namespace Exchange.Host.Commands;

/// <summary><c>exchange policy test</c>: tries every case of <c>policies/tests</c>; the last line says how many passed and failed.</summary>
internal static class PolicyTestCommand
{
    public static Command Create(TextWriter output)
    {
        var folder = new Option<string?>("--policies") { Description = "The folder of policies; else the one that the hub would read." };
        var language = Options.LanguageBesideFindings();
        var json = Options.Json();
        var command = new Command("test", "Try the policies by their own tests.") { folder, language, json };
        command.SetAction((result, _) => Task.FromResult(
            Run(output, result.GetValue(folder), ReportLanguage.Of(result.GetValue(language)), result.GetValue(json))));
        return command;
    }

    private static int Run(TextWriter output, string? folder, ReportLanguage language, bool asJson)
    {
        var folders = DocumentFolders.Find();
        var standard = PolicyVersions.ReadStandard(folders);
        var version = PolicyVersions.ReadFolder(folder ?? folders.Policies, standard);
        var report = PolicyTrials.Run(standard, version.Policies, version.Documents);
        if (asJson)
        {
            output.WriteLine(JsonSerializer.Serialize(
                new { report.Passed, report.Failed, report.Findings, report.Results }, PolicyJson.Indented));
        }
        else
        {
            Write(output, report, language);
        }

        return report.IsPassed ? CommandLine.Success : CommandLine.Finding;
    }

    private static void Write(TextWriter output, TrialReport report, ReportLanguage language)
    {
        foreach (var finding in report.Findings)
        {
            output.WriteLine(finding);
        }

        foreach (var result in report.Results.Where(result => result.Failures.Count > 0))
        {
            output.WriteLine($"{result.File}:{result.Line}: {result.Name}");
            foreach (var failure in result.Failures)
            {
                output.WriteLine("    " + language.Say(
                    $"{failure.Coordinate}: expected {failure.Expected}, decided {failure.Actual}",
                    $"{failure.Coordinate}：应为 {failure.Expected}，实为 {failure.Actual}"));
            }
        }

        // WHY in one language: scripts read the last line.
        output.WriteLine($"{report.Passed} passed, {report.Failed} failed");
    }
}
