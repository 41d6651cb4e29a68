using Exchange.GraphQL.TypeSystem;
using Exchange.GraphQL.Values;

namespace Exchange.GraphQL.Execution;

/// <summary>Coerces what resolvers return for scalars and enums (GraphQL September 2025, section 6.4.3, CoerceResult).</summary>
internal static class LeafReader
{
    /// <summary>The value for the response; null when <paramref name="value"/> cannot stand for <paramref name="type"/>.</summary>
    public static Datum? Read(object value, NamedType type, ScalarSet scalars)
    {
        if (ToDatum(value) is not { } datum)
        {
            return null;
        }

        if (type is EnumType @enum)
        {
            return datum.Kind is DatumKind.String or DatumKind.Enum && @enum.Contains(datum.AsString())
                ? Datum.FromEnum(datum.AsString())
                : null;
        }

        return scalars.For(type.Name).Output(datum);
    }

    private static Datum? ToDatum(object value) => value switch
    {
        Datum datum => datum,
        string text => Datum.From(text),
        bool boolean => Datum.From(boolean),
        int number => Datum.From(number),
        long number => Datum.From(number),
        double number => Datum.From(number),
        DatumObject members => Datum.From(members),
        Datum[] items => Datum.From(items),
        _ => null,
    };
}
