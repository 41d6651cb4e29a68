using Exchange.GraphQL.Execution;

namespace Exchange.GraphQL.Validation;

/// <summary>How documents are validated.</summary>
public sealed record ValidationOptions
{
    /// <summary>The limits for documents of callers, no suggestions.</summary>
    public static ValidationOptions Default { get; } = new();

    /// <summary>After this many errors validation stops.</summary>
    public int MaxErrors { get; init; } = 5;

    /// <summary>Whether messages suggest names of the schema ("Did you mean …"); only for callers who may see the whole schema.</summary>
    public bool Suggest { get; init; }

    /// <summary>The named limits, checked before the rules.</summary>
    public OperationLimits Limits { get; init; } = OperationLimits.Default;

    /// <summary>
    /// Whether <c>MaxIntrospectionDepth</c>, a rule that graphql-js recommends, is among the rules. The hub has a limit instead, whose number
    /// is a setting: <see cref="OperationLimits.IntrospectionLists"/>.
    /// </summary>
    public bool RefuseDeepIntrospection { get; init; }

    /// <summary>What decides whether a literal fits a scalar.</summary>
    public ScalarSet Scalars { get; init; } = ScalarSet.BuiltIn;
}
