namespace Exchange.GraphQL.Execution;

/// <summary>
/// The named limits on one executable document. Each is checked before work that grows with it; the error names it. Counts, not bytes.
/// </summary>
public sealed record OperationLimits
{
    /// <summary>The limits for documents of callers.</summary>
    public static OperationLimits Default { get; } = new();

    /// <summary>
    /// For documents that the hub wrote itself. What bounds recursion (<see cref="Depth"/>, <see cref="IntrospectionDepth"/>,
    /// <see cref="FragmentChain"/>) stays bounded at 500, so that the stack holds.
    /// </summary>
    public static OperationLimits Unlimited { get; } = new()
    {
        Depth = 500,
        IntrospectionDepth = 500,
        FragmentChain = 500,
        IntrospectionLists = int.MaxValue,
        Fields = int.MaxValue,
        Aliases = int.MaxValue,
        FragmentVisits = int.MaxValue,
        Selections = int.MaxValue,
        Directives = int.MaxValue,
        Operations = int.MaxValue,
        MergeComparisons = int.MaxValue,
        ConditionTerms = int.MaxValue,
        Cost = int.MaxValue,
    };

    /// <summary><c>depth</c>: fields inside fields, outside introspection; a root field is at depth 1.</summary>
    public int Depth { get; init; } = 15;

    /// <summary><c>introspectionDepth</c>: fields inside fields from <c>__schema</c> or <c>__type</c> on.</summary>
    public int IntrospectionDepth { get; init; } = 20;

    /// <summary>
    /// <c>introspectionLists</c>: <c>fields</c>, <c>interfaces</c>, <c>possibleTypes</c> and <c>inputFields</c> inside each other; the
    /// answer grows by the size of the schema with each.
    /// </summary>
    public int IntrospectionLists { get; init; } = 2;

    /// <summary><c>fields</c>: collected fields of the operation, counted for each possible object type.</summary>
    public int Fields { get; init; } = 2048;

    /// <summary><c>aliases</c>: response names of one field in one selection set.</summary>
    public int Aliases { get; init; } = 30;

    /// <summary><c>fragmentVisits</c>: fragment spreads, counted each time that one is expanded.</summary>
    public int FragmentVisits { get; init; } = 1000;

    /// <summary><c>selections</c>: selections after every fragment is expanded.</summary>
    public int Selections { get; init; } = 10_000;

    /// <summary><c>fragmentChain</c>: fragments inside fragments, named or inline, with no field between.</summary>
    public int FragmentChain { get; init; } = 50;

    /// <summary><c>directives</c>: directives at one location.</summary>
    public int Directives { get; init; } = 4;

    /// <summary><c>operations</c>: operations in one document.</summary>
    public int Operations { get; init; } = 20;

    /// <summary><c>mergeComparisons</c>: field comparisons that the merge rule (section 5.3.2) may make.</summary>
    public int MergeComparisons { get; init; } = 100_000;

    /// <summary><c>conditionTerms</c>: combinations of <c>@skip</c> and <c>@include</c> under which one field is selected.</summary>
    public int ConditionTerms { get; init; } = 32;

    /// <summary><c>cost</c>: what the operation may cost by <c>@cost</c> and <c>@listSize</c>, before anything is fetched.</summary>
    public int Cost { get; init; } = 1000;

    /// <summary>Counts what a document makes validation and compilation do; null where nobody asks.</summary>
    public WorkCounter? Work { get; init; }
}
