using System.Text.RegularExpressions;

namespace Exchange.UnitTests.Architecture;

/// <summary>What the documents say is what the code does.</summary>
public sealed partial class DocumentTests
{
    [Fact]
    public void The_front_door_has_at_most_150_lines() => Assert.InRange(File.ReadAllLines(Path.Combine(Repository.Root, "README.md")).Length, 1, 150);

    [Fact]
    public void Every_setting_that_the_hub_reads_is_in_the_table_and_no_other()
    {
        var code = string.Join('\n', Repository.Sources("src/Exchange.Host").Select(File.ReadAllText));
        var read = Setting().Matches(code).Select(match => match.Groups[1].Value)
            .Concat(Limit().Matches(code).Select(match => $"GraphQL:Limits:{match.Groups[1].Value}"))
            .Concat(OfSource().Matches(code).Select(match => $"Sources:<department>:{match.Groups[1].Value}"))
            .Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(read, Documented().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_command_of_the_front_door_exists()
    {
        var commands = Repository.Sources("src/Exchange.Host/Commands").Select(Path.GetFileName).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var named = CommandRow().Matches(File.ReadAllText(Path.Combine(Repository.Root, "README.md")))
            .Select(match => match.Groups[1].Value.Replace(" ", "", StringComparison.Ordinal)).ToList();

        Assert.True(named.Count > 5, "The table of commands is gone.");
        Assert.All(named, name => Assert.Contains($"{name}Command.cs", commands));
    }

    [Fact]
    public void Every_code_of_a_source_mapping_is_in_the_list_of_findings()
    {
        var code = string.Join('\n', Repository.Sources("src/Exchange.Adapters/Configuration").Select(File.ReadAllText));
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "schemas", "README.md"));
        var codes = FindingCode().Matches(code).Select(match => match.Groups[1].Value).Distinct().ToList();

        Assert.True(codes.Count > 5, "No code of a finding was found.");
        Assert.All(codes, found => Assert.True(
            readme.Contains($"\n- `{found}`: ", StringComparison.Ordinal) || readme.Contains($"\n| `{found}` |", StringComparison.Ordinal),
            $"schemas/README.md does not explain {found}."));
    }

    // A row may name several: `GraphQL:Limits:Depth`, `Fields` are two limits.
    private static IEnumerable<string> Documented()
    {
        var rows = SettingRow().Matches(File.ReadAllText(Path.Combine(Repository.Root, "README.md")));
        foreach (Match row in rows)
        {
            var names = Quoted().Matches(row.Groups[1].Value).Select(match => match.Groups[1].Value).ToList();
            var group = names[0][..(names[0].LastIndexOf(':') + 1)];
            foreach (var name in names)
            {
                yield return name.Contains(':', StringComparison.Ordinal) ? name : group + name;
            }
        }
    }

    [GeneratedRegex("configuration(?:\\[|, )\"((?:Storage|Keys|Identity|GraphQL|Audit):[A-Za-z:]+)\"")]
    private static partial Regex Setting();

    [GeneratedRegex("Number\\(configuration, \"(\\w+)\"")]
    private static partial Regex Limit();

    [GeneratedRegex("section\\[\"(\\w+)\"\\]")]
    private static partial Regex OfSource();

    [GeneratedRegex(@"^\| (`(?:Storage|Keys|Identity|GraphQL|Audit|Sources):[^|]+) \|", RegexOptions.Multiline)]
    private static partial Regex SettingRow();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(?<=^\| .*)`(?:exchange )?((?:serve|federate|check|migrate|policy [a-z]+|schema [a-z]+|audit [a-z]+))\b", RegexOptions.Multiline)]
    private static partial Regex CommandRow();

    [GeneratedRegex("\"([a-z]+(?:-[a-z]+)+)\"")]
    private static partial Regex FindingCode();
}
