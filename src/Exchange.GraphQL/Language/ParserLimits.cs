using Exchange.GraphQL.Execution;

namespace Exchange.GraphQL.Language;

/// <summary>
/// The named limits that a document must keep before it is understood. Breaking one gives <c>LIMIT_EXCEEDED</c> with its name:
/// <c>documentBytes</c>, <c>tokens</c>, <c>nesting</c> or <c>digits</c>. Immutable.
/// </summary>
public sealed record ParserLimits
{
    /// <summary>The limits for documents of callers.</summary>
    public static ParserLimits Default { get; } = new();

    /// <summary>
    /// For trusted text such as our own SDL. Nesting stays bounded: a bound on recursion is not a matter of trust.
    /// </summary>
    public static ParserLimits Unlimited { get; } = new()
    {
        MaxBytes = int.MaxValue,
        MaxTokens = int.MaxValue,
        MaxDigits = int.MaxValue,
    };

    /// <summary>The length of the document in bytes of UTF-8.</summary>
    public int MaxBytes { get; init; } = 1024 * 1024;

    /// <summary>The number of lexical tokens; comments and white space do not count.</summary>
    public int MaxTokens { get; init; } = 10_000;

    /// <summary>How many selection sets, lists and objects may be open at one place.</summary>
    public int MaxNesting { get; init; } = 200;

    /// <summary>The length of one number literal in characters.</summary>
    public int MaxDigits { get; init; } = 64;

    /// <summary>Counts the tokens; null where nobody asks.</summary>
    public WorkCounter? Work { get; init; }
}
