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
    /// Whether to judge as graphql-js 17 does where it differs from the specification, so that both can be compared:
    /// <c>MaxIntrospectionDepth</c> is one of the rules (the hub has the limit <see cref="OperationLimits.IntrospectionLists"/> instead), a
    /// nullable variable may stand in a <c>@oneOf</c> literal unless the literal's own place is nullable, and fields that are merged differ
    /// by how a string is quoted and not by the type of <c>__typename</c>.
    /// </summary>
    public bool LikeGraphQLJs { get; init; }

    /// <summary>What decides whether a literal fits a scalar.</summary>
    public ScalarSet Scalars { get; init; } = ScalarSet.BuiltIn;
}
