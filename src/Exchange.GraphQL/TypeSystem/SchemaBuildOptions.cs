using Exchange.GraphQL.Language;

namespace Exchange.GraphQL.TypeSystem;

/// <summary>How strictly <see cref="SchemaBuilder"/> reads type system text. Immutable.</summary>
public sealed record SchemaBuildOptions
{
    /// <summary>A complete schema: what the specification asks for.</summary>
    public static SchemaBuildOptions Complete { get; } = new();

    /// <summary>
    /// The SDL of a federation subgraph: directives such as <c>@key</c> need no definition, <c>Query</c> may be missing, and
    /// <c>extend type T</c> may stand alone.
    /// </summary>
    public static SchemaBuildOptions Subgraph { get; } = new()
    {
        AllowUnknownDirectives = true,
        AllowExtensionsAlone = true,
        QueryRequired = false,
    };

    /// <summary>Whether directives without definition are kept as <see cref="AppliedDirective"/> instead of being refused.</summary>
    public bool AllowUnknownDirectives { get; init; }

    /// <summary>Whether <c>extend type T</c> counts as the definition of T where there is no other.</summary>
    public bool AllowExtensionsAlone { get; init; }

    /// <summary>
    /// Whether a query root type must exist. Where it need not and does not, <see cref="Schema.QueryType"/> is a <c>Query</c> without
    /// fields.
    /// </summary>
    public bool QueryRequired { get; init; } = true;

    /// <summary>The limits of the parser; type system text is usually our own.</summary>
    public ParserLimits Limits { get; init; } = ParserLimits.Unlimited;
}
