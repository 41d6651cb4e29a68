using Exchange.Federation.Composition;

namespace Exchange.Federation.Governed.Composition;

/// <summary>What composition gives: the supergraph, or every mistake that stands in its way.</summary>
/// <param name="Graph">The composed graph; null when there are errors.</param>
/// <param name="Errors">All mistakes, in the order of the subgraphs and their types.</param>
public sealed record GovernedComposition(GovernedGraph? Graph, IReadOnlyList<CompositionError> Errors);

/// <summary>The codes of composition errors.</summary>
public static class GovernedErrorCodes
{
    /// <summary>A subgraph's text is not GraphQL.</summary>
    public const string SubgraphSyntax = "SUBGRAPH_SYNTAX";

    /// <summary>Two subgraphs have the same name.</summary>
    public const string SubgraphTwice = "SUBGRAPH_TWICE";

    /// <summary>A subgraph names a root type otherwise than <c>Query</c>, <c>Mutation</c> or <c>Subscription</c>.</summary>
    public const string RootTypeName = "ROOT_TYPE_NAME";

    /// <summary>A federation directive that changes who answers and that this release does not read.</summary>
    public const string UnsupportedDirective = "UNSUPPORTED_DIRECTIVE";

    /// <summary>A type is of different kinds in different subgraphs.</summary>
    public const string TypeKindMismatch = "TYPE_KIND_MISMATCH";

    /// <summary>A type without key differs between subgraphs.</summary>
    public const string ValueTypeMismatch = "VALUE_TYPE_MISMATCH";

    /// <summary>A field has different types or arguments in different subgraphs.</summary>
    public const string FieldTypeMismatch = "FIELD_TYPE_MISMATCH";

    /// <summary>A field is resolved by more than one subgraph.</summary>
    public const string FieldOwnedTwice = "FIELD_OWNED_TWICE";

    /// <summary>A field is marked <c>@external</c> everywhere.</summary>
    public const string FieldWithoutOwner = "FIELD_WITHOUT_OWNER";

    /// <summary>A key of several fields, or of fields of fields.</summary>
    public const string CompoundKey = "COMPOUND_KEY";

    /// <summary>An entity has different keys.</summary>
    public const string KeyMismatch = "KEY_MISMATCH";

    /// <summary>A key names a field that does not exist.</summary>
    public const string KeyFieldMissing = "KEY_FIELD_MISSING";

    /// <summary>More than one subgraph says that it is an entity's home.</summary>
    public const string HomeTwice = "HOME_TWICE";

    /// <summary>A subgraph says that it is an entity's home and does not resolve its key.</summary>
    public const string HomeNotResolvable = "HOME_NOT_RESOLVABLE";

    /// <summary><c>@cost</c> or <c>@listSize</c> cannot be read.</summary>
    public const string CostInvalid = "COST_INVALID";

    /// <summary>The composed graph breaks a rule of the GraphQL specification.</summary>
    public const string SchemaInvalid = "SCHEMA_INVALID";
}
