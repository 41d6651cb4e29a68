using System.Collections.Frozen;

namespace Exchange.GraphQL.Language;

/// <summary>The places where a directive may stand (GraphQL September 2025, section 3.13).</summary>
public static class DirectiveLocations
{
    /// <summary>The locations in executable documents, in the order of the specification.</summary>
    public static IReadOnlyList<string> Executable { get; } =
    [
        "QUERY", "MUTATION", "SUBSCRIPTION", "FIELD", "FRAGMENT_DEFINITION", "FRAGMENT_SPREAD", "INLINE_FRAGMENT", "VARIABLE_DEFINITION",
    ];

    /// <summary>The locations in type system documents, in the order of the specification.</summary>
    public static IReadOnlyList<string> TypeSystem { get; } =
    [
        "SCHEMA", "SCALAR", "OBJECT", "FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INTERFACE", "UNION", "ENUM", "ENUM_VALUE", "INPUT_OBJECT",
        "INPUT_FIELD_DEFINITION",
    ];

    /// <summary>Every location.</summary>
    public static IReadOnlySet<string> All { get; } = Executable.Concat(TypeSystem).ToFrozenSet(StringComparer.Ordinal);
}
