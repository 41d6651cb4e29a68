using System.Globalization;
using System.Text;
using Exchange.GraphQL.Values;

namespace Exchange.Differential.Mock;

/// <summary>
/// The one text of a value: compact JSON, keys in ordinal order, numbers as ECMAScript writes them, and of characters only controls,
/// quotes and backslashes escaped. Recursion follows values, whose depth parser and coercion bound.
/// </summary>
public static class CanonicalText
{
    /// <summary>Above this, ECMAScript writes a number with an exponent.</summary>
    private const int PlainDigits = 21;

    /// <summary>The text of <paramref name="value"/>.</summary>
    public static string Of(Datum value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.ToString();
    }

    /// <summary>How ECMAScript writes a number (<c>Number::toString</c>): the shortest digits that read back the same.</summary>
    public static string OfNumber(double number)
    {
        if (!double.IsFinite(number))
        {
            return double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
        }

        if (number == 0)
        {
            return "0";
        }

        var parts = Math.Abs(number).ToString("R", CultureInfo.InvariantCulture).Split('E');
        var point = parts[0].IndexOf('.', StringComparison.Ordinal);
        var digits = parts[0].Replace(".", "", StringComparison.Ordinal);
        var significant = digits.TrimStart('0');
        var exponent = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        var whole = (point < 0 ? digits.Length : point) - (digits.Length - significant.Length) + exponent;
        return (number < 0 ? "-" : "") + Place(significant.TrimEnd('0'), whole);
    }

    /// <summary>Writes digits with the decimal point after the first <paramref name="point"/> of them.</summary>
    private static string Place(string digits, int point) => point switch
    {
        > 0 and <= PlainDigits when digits.Length <= point => digits.PadRight(point, '0'),
        > 0 and <= PlainDigits => $"{digits[..point]}.{digits[point..]}",
        > -6 and <= 0 => "0." + new string('0', -point) + digits,
        _ => digits[..1] + (digits.Length > 1 ? "." + digits[1..] : "") + "e" + (point > 0 ? "+" : "-")
            + Math.Abs(point - 1).ToString(CultureInfo.InvariantCulture),
    };

    private static void Append(StringBuilder text, Datum value)
    {
        switch (value.Kind)
        {
            case DatumKind.Null:
                text.Append("null");
                break;
            case DatumKind.Boolean:
                text.Append(value.AsBoolean() ? "true" : "false");
                break;
            case DatumKind.Integer or DatumKind.Float:
                text.Append(OfNumber(value.AsFloat()));
                break;
            case DatumKind.String or DatumKind.Enum:
                Append(text, value.AsString());
                break;
            case DatumKind.List:
                Append(text, '[', value.AsList(), item => Append(text, item), ']');
                break;
            default:
                Append(text, value.AsObject());
                break;
        }
    }

    private static void Append(StringBuilder text, DatumObject value)
    {
        var names = value.Names.ToArray();
        Array.Sort(names, StringComparer.Ordinal);
        Append(
            text,
            '{',
            names,
            name =>
            {
                Append(text, name);
                text.Append(':');
                Append(text, value[name]);
            },
            '}');
    }

    private static void Append<T>(StringBuilder text, char open, T[] items, Action<T> append, char close)
    {
        text.Append(open);
        for (var i = 0; i < items.Length; i++)
        {
            text.Append(i > 0 ? "," : "");
            append(items[i]);
        }

        text.Append(close);
    }

    private static void Append(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var character in value)
        {
            if (character is < ' ' or '"' or '\\')
            {
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            }
            else
            {
                text.Append(character);
            }
        }

        text.Append('"');
    }
}
