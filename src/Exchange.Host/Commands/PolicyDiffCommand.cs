using System.CommandLine;
using System.Text.Json;
using Exchange.Host.Composition;
using Exchange.Policy.Comparison;
using Exchange.Policy.Standard;

namespace Exchange.Host.Commands;

/// <summary><c>exchange policy diff OLD NEW</c>: who gains, loses or keeps what under other conditions, exactly; exit code 1 on any difference.</summary>
internal static class PolicyDiffCommand
{
    public static Command Create(TextWriter output)
    {
        var before = new Argument<string>("OLD") { Description = "A folder of policies, or the number of a published version." };
        var after = new Argument<string>("NEW") { Description = "A folder of policies, or the number of a published version." };
        var data = Options.Folder();
        var language = Options.Language();
        var json = Options.Json();
        var command = new Command("diff", "Compare two versions of the policies over every caller, field and condition.")
        {
            before, after, data, language, json,
        };
        command.SetAction((result, cancellation) => RunAsync(
            output,
            (result.GetValue(before)!, result.GetValue(after)!),
            result.GetValue(data)!,
            result.GetValue(language) == "zh",
            result.GetValue(json),
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        TextWriter output, (string Before, string After) names, string data, bool isChinese, bool asJson, CancellationToken cancellation)
    {
        var standard = PolicyVersions.ReadStandard(DocumentFolders.Find());
        await using var versions = new PolicyVersions(standard, data);
        var before = await versions.ReadAsync(names.Before, cancellation);
        var after = await versions.ReadAsync(names.After, cancellation);
        var difference = PolicyComparison.Compare(standard, before, after, TimeProvider.System.GetUtcNow());
        if (asJson)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(difference, PolicyJson.Indented));
        }
        else
        {
            Write(output, difference, title => isChinese ? title.Zh : title.En);
        }

        return difference.IsEmpty ? CommandLine.Success : CommandLine.Finding;
    }

    private static void Write(TextWriter output, PolicyDifference difference, Func<Title, string> say)
    {
        foreach (var line in difference.Lines)
        {
            output.WriteLine(say(line.Sentence));
        }

        foreach (var term in difference.Terms)
        {
            output.WriteLine(say(term.Sentence));
        }

        foreach (var row in difference.Summary)
        {
            output.WriteLine(say(Row(row)));
        }

        output.WriteLine(say(
            difference.IsEmpty ? new Title("相同", "equal")
            : difference.OpensAnything ? new Title("有差异：新版本有所放开", "different: the new version opens something")
            : new Title("有差异：新版本没有放开任何内容", "different: the new version opens nothing")));
    }

    private static Title Row(DifferenceSummary row) => new(
        $"合计 {row.Department}，{row.Classification} 级字段：新增 {row.Gains}，失去 {row.Losses}，级别变化 {row.Levels}，条件变化 {row.Conditions}",
        $"in all {row.Department}, fields of level {row.Classification}: {row.Gains} gained, {row.Losses} lost, {row.Levels} at another level, "
            + $"{row.Conditions} under other conditions");
}
