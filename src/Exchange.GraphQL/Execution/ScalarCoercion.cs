using Exchange.GraphQL.Values;

namespace Exchange.GraphQL.Execution;

/// <summary>
/// How one scalar is coerced (GraphQL September 2025, section 3.5). Both functions are called with values that are not null, return null
/// where they refuse the value, and must be safe to call from several threads.
/// </summary>
/// <param name="Input">From a variable or a literal to the value that resolvers receive.</param>
/// <param name="Output">From what a resolver returned to the value in the response.</param>
public sealed record ScalarCoercion(Func<Datum, Datum?> Input, Func<Datum, Datum?> Output)
{
    /// <summary>
    /// Takes every value that JSON can carry as it is, lists and objects included (for example the federation's <c>_Any</c>).
    /// </summary>
    public static ScalarCoercion Any { get; } = new(value => IsFinite(value) ? value : null, value => value);

    /// <summary>Takes text, numbers and Booleans as they are: what a custom scalar means by itself when nobody has said more.</summary>
    public static ScalarCoercion Plain { get; } = new(
        value => value.Kind is DatumKind.String or DatumKind.Integer or DatumKind.Float or DatumKind.Boolean && IsFinite(value)
            ? value
            : null,
        value => value);

    // INVARIANT: recursion follows a value whose depth its reader or the parser bounds.
    private static bool IsFinite(Datum value) => value.Kind switch
    {
        DatumKind.Float => double.IsFinite(value.AsFloat()),
        DatumKind.List => Array.TrueForAll(value.AsList(), IsFinite),
        DatumKind.Object => value.AsObject().Values.ToArray().All(IsFinite),
        _ => true,
    };
}
