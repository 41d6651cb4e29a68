using Exchange.GraphQL.Execution;
using Exchange.GraphQL.TypeSystem;
using Exchange.GraphQL.Values;

namespace Exchange.Federation.Governed.Execution;

/// <summary>Checks that a delivered leaf is what the graph's type says (GraphQL September 2025, section 3.5 and 3.9).</summary>
internal static class LeafShape
{
    /// <summary>The value in the form of its type, or null when it does not fit.</summary>
    public static Datum? Fit(NamedType type, Datum value, ScalarSet scalars) => type switch
    {
        EnumType codes => value.Kind is DatumKind.String or DatumKind.Enum && codes.Contains(value.AsString())
            ? Datum.FromEnum(value.AsString())
            : null,
        ScalarType { IsBuiltIn: true } => value.Kind is DatumKind.List or DatumKind.Object or DatumKind.Enum
            ? null
            : Finite(scalars.For(type.Name).Output(value)),

        // WHY: what a custom scalar's text may look like is the data standard's matter, and reduced values have their own forms.
        ScalarType => value.Kind is DatumKind.String or DatumKind.Integer or DatumKind.Float or DatumKind.Boolean ? Finite(value) : null,
        _ => null,
    };

    private static Datum? Finite(Datum? value) =>
        value is { Kind: DatumKind.Float } number && !double.IsFinite(number.AsFloat()) ? null : value;
}
