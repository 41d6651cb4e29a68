using System.Text.RegularExpressions;
using Exchange.Policy.Documents;
using Exchange.UnitTests.Fixtures;

namespace Exchange.PolicyTests.Documents;

/// <summary>The codes of findings, the page that explains them and the code that reports them are one list.</summary>
public sealed partial class FindingCodeTests
{
    private static readonly string Root = Path.GetDirectoryName(CityStandard.Folder)!;

    [Fact]
    public void The_page_explains_every_code_and_no_other()
    {
        Assert.Equal(PolicyFindings.Errors.Order(StringComparer.Ordinal), Explained("error"));
        Assert.Equal(PolicyFindings.Warnings.Order(StringComparer.Ordinal), Explained("warning"));
    }

    [Fact]
    public void Every_code_that_is_reported_is_in_the_list()
    {
        var reported = Sources("Documents", "Findings", "Trials").SelectMany(text => Reported().Matches(text)).Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.True(reported.Count > 30, "The places that report findings were not found.");
        Assert.All(reported, code => Assert.True(PolicyFindings.Errors.Contains(code) || PolicyFindings.Warnings.Contains(code), code));
    }

    [Fact]
    public void Every_code_of_the_list_is_reported_somewhere()
    {
        // WHY the graph's own place too: whether a trusted document fits the graph is judged where the graph is known.
        var texts = Sources("Documents", "Findings", "Trials", "../Exchange.Host/Composition").ToList();
        Assert.All(PolicyFindings.Errors.Concat(PolicyFindings.Warnings), code => Assert.True(
            texts.Exists(text => text.Contains($"\"{code}\"", StringComparison.Ordinal)) || texts.Exists(text => IsUnknown(text, code)), code));
    }

    // Words that nobody declared share one place: unknown- and what kind of word it is.
    private static bool IsUnknown(string text, string code) => code.StartsWith("unknown-", StringComparison.Ordinal)
        && text.Contains("$\"unknown-{kind}\"", StringComparison.Ordinal)
        && text.Contains($"\"{code["unknown-".Length..]}\"", StringComparison.Ordinal);

    private static IEnumerable<string> Sources(params string[] folders) => folders
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, "src", "Exchange.Policy", folder), "*.cs", SearchOption.AllDirectories))
        .Where(file => Path.GetFileName(file) != "PolicyFindings.cs")
        .Select(File.ReadAllText);

    // A row of the page: | error | `a`, `b` | what is wrong |
    private static IEnumerable<string> Explained(string severity) => File.ReadAllLines(Path.Combine(Root, "policies", "README.md"))
        .Where(line => line.StartsWith($"| {severity} |", StringComparison.Ordinal))
        .SelectMany(line => Quoted().Matches(line.Split('|')[2])).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal);

    [GeneratedRegex("(?:Finding\\(|Report\\([^\"(]*?, )\\s*\"([a-z]+(?:-[a-z]+)*)\"")]
    private static partial Regex Reported();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
