using System.Globalization;
using Exchange.Federation.Governed.Lists;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.Pipeline;
using Microsoft.Extensions.Configuration;

namespace Exchange.Host.Composition;

/// <summary>
/// Reads <c>GraphQL:Limits:*</c>. What bounds recursion has an upper end that the stack surely holds; no limit can be switched off.
/// <c>docker/limits.md</c> says what each limit counts.
/// </summary>
internal static class LimitSettings
{
    private const int LargestBody = 64 * 1024 * 1024;

    // WHY: every level of one of these is a call inside a call.
    private const int DeepestCalls = 200;

    // WHY: a timer cannot wait for more than 24 days, and nobody for more than an hour.
    private const int LongestTimeout = 3600;

    private const int LargestQueue = 100_000;

    /// <summary>The limits of a request; throws <see cref="HubException"/> that names the setting and its range.</summary>
    public static PipelineLimits Read(IConfiguration configuration)
    {
        var limits = new PipelineLimits();
        return limits with
        {
            Parser = Parser(configuration, limits.Parser),
            Operation = Operation(configuration, limits.Operation),
            Errors = Number(configuration, "Errors", limits.Errors, 100),
            Timeout = TimeSpan.FromSeconds(Number(configuration, "Seconds", (int)limits.Timeout.TotalSeconds, LongestTimeout)),
            Lists = Lists(configuration, limits.Lists),
            Streams = Streams(configuration, limits.Streams),
        };
    }

    /// <summary>The largest request body in bytes; throws <see cref="HubException"/> that names the setting and its range.</summary>
    public static int ReadBody(IConfiguration configuration) =>
        Number(configuration, "Body", ParserLimits.Default.MaxBytes, LargestBody);

    private static ParserLimits Parser(IConfiguration configuration, ParserLimits limits) => limits with
    {
        MaxBytes = ReadBody(configuration),
        MaxTokens = Number(configuration, "Tokens", limits.MaxTokens),
        MaxNesting = Number(configuration, "Nesting", limits.MaxNesting, DeepestCalls),
        MaxDigits = Number(configuration, "Digits", limits.MaxDigits, 1_000),
    };

    private static OperationLimits Operation(IConfiguration configuration, OperationLimits limits) => limits with
    {
        Depth = Number(configuration, "Depth", limits.Depth, DeepestCalls),
        Fields = Number(configuration, "Fields", limits.Fields),
        Aliases = Number(configuration, "Aliases", limits.Aliases),
        Directives = Number(configuration, "Directives", limits.Directives),
        Operations = Number(configuration, "Operations", limits.Operations),
        FragmentVisits = Number(configuration, "FragmentVisits", limits.FragmentVisits),
        FragmentChain = Number(configuration, "FragmentChain", limits.FragmentChain, DeepestCalls),
        Selections = Number(configuration, "Selections", limits.Selections),
        MergeComparisons = Number(configuration, "MergeComparisons", limits.MergeComparisons),
        ConditionTerms = Number(configuration, "ConditionTerms", limits.ConditionTerms),
        IntrospectionDepth = Number(configuration, "IntrospectionDepth", limits.IntrospectionDepth, DeepestCalls),
        IntrospectionLists = Number(configuration, "IntrospectionLists", limits.IntrospectionLists, 10),
        Cost = Number(configuration, "Cost", limits.Cost),
    };

    private static ListLimits Lists(IConfiguration configuration, ListLimits limits) => limits with
    {
        First = Number(configuration, "First", limits.First, 1_000),
        Lists = Number(configuration, "Lists", limits.Lists),
    };

    private static StreamLimits Streams(IConfiguration configuration, StreamLimits limits) => limits with
    {
        Open = Number(configuration, "Streams", limits.Open),
        PerClient = Number(configuration, "StreamsPerClient", limits.PerClient),
        Queue = Number(configuration, "StreamQueue", limits.Queue, LargestQueue),
    };

    private static int Number(IConfiguration configuration, string name, int otherwise, int largest = int.MaxValue)
    {
        var text = configuration[$"GraphQL:Limits:{name}"];
        return text is null ? otherwise
            : int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number > 0 && number <= largest ? number
            : throw new HubException($"GraphQL:Limits:{name} is not a whole number from 1 to {largest}.");
    }
}
