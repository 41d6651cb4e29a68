using System.Text.RegularExpressions;
using Exchange.Host.Composition;
using Exchange.Pipeline;
using Exchange.UnitTests.Architecture;
using Microsoft.Extensions.Configuration;

namespace Exchange.UnitTests.Host.Composition;

/// <summary>The table of limits is what the hub reads, checks and refuses by.</summary>
public sealed partial class LimitSettingsTests
{
    private static readonly IReadOnlyList<(string Limit, string Setting, string Number, string Range)> Table =
    [
        .. Row().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docker", "limits.md")))
            .SelectMany(row => Quoted().Matches(row.Groups[1].Value).Select(name =>
                (name.Groups[1].Value, row.Groups[2].Value.Trim('`'), row.Groups[3].Value, row.Groups[4].Value))),
    ];

    public static TheoryData<string> Settings => [.. Table.Select(row => row.Setting).Where(setting => setting.Length > 0).Distinct()];

    [Fact]
    public void Without_settings_the_limits_are_those_of_the_table()
    {
        Assert.Equal(
            Table.Where(row => row.Setting.Length > 0).Select(row => $"{row.Setting} {row.Number}").Distinct().Order(),
            Numbers(LimitSettings.Read(Configured())).Append($"Body {LimitSettings.ReadBody(Configured())}").Order());
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void A_limit_can_be_set_and_a_wrong_value_is_refused_with_name_and_range(string setting)
    {
        var range = Table.First(row => row.Setting == setting).Range;
        var largest = range.StartsWith("1 to ", StringComparison.Ordinal) ? range["1 to ".Length..] : $"{int.MaxValue}";

        Assert.Contains($"{setting} 1", Numbers(LimitSettings.Read(Configured(setting, "1"))).Append($"Body {LimitSettings.ReadBody(Configured(setting, "1"))}"));
        foreach (var wrong in (string[])["0", "-1", "many", "", $"{long.Parse(largest, null) + 1}"])
        {
            var refused = Assert.Throws<HubException>(() => LimitSettings.Read(Configured(setting, wrong)));
            Assert.Equal($"GraphQL:Limits:{setting} is not a whole number from 1 to {largest}.", refused.Message);
        }
    }

    [Fact]
    public void Every_limit_that_can_stop_a_request_is_in_the_table()
    {
        var code = string.Join('\n', ((string[])["src/Exchange.GraphQL", "src/Exchange.Federation", "src/Exchange.Pipeline/Answers", "src/Exchange.Gateway/Http"])
            .SelectMany(Repository.Sources).Select(File.ReadAllText));
        var named = Named().Matches(code).Select(match => match.Groups[1].Value).Distinct().ToList();

        Assert.True(named.Count > 15, $"Only {named.Count} limits were found.");
        Assert.Empty(named.Except(Table.Select(row => row.Limit)));
    }

    private static IEnumerable<string> Numbers(PipelineLimits limits)
    {
        var (parser, operation) = (limits.Parser, limits.Operation);
        Assert.Same(operation, limits.Validation.Limits);
        Assert.Equal(limits.Errors, limits.Validation.MaxErrors);
        return
        [
            $"Tokens {parser.MaxTokens}", $"Nesting {parser.MaxNesting}", $"Digits {parser.MaxDigits}", $"Depth {operation.Depth}",
            $"Fields {operation.Fields}", $"Aliases {operation.Aliases}", $"Directives {operation.Directives}",
            $"Operations {operation.Operations}", $"FragmentVisits {operation.FragmentVisits}", $"FragmentChain {operation.FragmentChain}",
            $"Selections {operation.Selections}", $"MergeComparisons {operation.MergeComparisons}",
            $"ConditionTerms {operation.ConditionTerms}", $"Cost {operation.Cost}",
            $"IntrospectionDepth {operation.IntrospectionDepth}", $"IntrospectionLists {operation.IntrospectionLists}",
            $"Streams {limits.Streams.Open}", $"StreamsPerClient {limits.Streams.PerClient}", $"StreamQueue {limits.Streams.Queue}",
            $"First {limits.Lists.First}", $"Lists {limits.Lists.Lists}",
            $"Errors {limits.Errors}", $"Seconds {limits.Timeout.TotalSeconds}",
        ];
    }

    private static IConfiguration Configured(string? name = null, string? value = null) => new ConfigurationBuilder()
        .AddInMemoryCollection(name is null ? [] : [KeyValuePair.Create($"GraphQL:Limits:{name}", value)])
        .Build();

    [GeneratedRegex(@"^\| (`[a-zA-Z`, ]+`) \| ([^|]*?) ?\| ([^|]*?) \| ([^|]*?) ?\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([a-zA-Z]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex("(?:LimitExceeded\\.Of\\(|LimitExceeded\\([^\"\\n]*, |Exceeded\\(|Check\\(|Limit = )\"([a-zA-Z]+)\"")]
    private static partial Regex Named();
}
