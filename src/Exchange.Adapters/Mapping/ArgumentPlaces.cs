using System.Globalization;
using Exchange.GraphQL.Values;

namespace Exchange.Adapters.Mapping;

/// <summary>Places in a property's name that hold the value of an argument: <c>tj_{since}_{until}</c>.</summary>
internal static class ArgumentPlaces
{
    /// <summary>Whether a name has places.</summary>
    public static bool Has(string name) => name.Contains('{', StringComparison.Ordinal) || name.Contains('}', StringComparison.Ordinal);

    /// <summary>Whether every place is closed and names one of the arguments.</summary>
    public static bool Fit(string name, IEnumerable<string> arguments) =>
        !Has(arguments.Aggregate(name, (left, argument) => left.Replace($"{{{argument}}}", "", StringComparison.Ordinal)));

    /// <summary>
    /// The name with its places filled. A value keeps its letters and digits alone, so that it cannot name another property: the date 2026-10-01
    /// stands there as 20261001.
    /// </summary>
    public static string Fill(string name, DatumObject arguments)
    {
        if (!Has(name))
        {
            return name;
        }

        for (var i = 0; i < arguments.Count; i++)
        {
            name = name.Replace($"{{{arguments.Names[i]}}}", Text(arguments.Values[i]), StringComparison.Ordinal);
        }

        return name;
    }

    private static string Text(Datum value) => value.Kind switch
    {
        DatumKind.String or DatumKind.Enum => string.Concat(value.AsString().Where(char.IsAsciiLetterOrDigit)),
        DatumKind.Integer => value.AsInteger().ToString(CultureInfo.InvariantCulture),
        _ => "",
    };
}
