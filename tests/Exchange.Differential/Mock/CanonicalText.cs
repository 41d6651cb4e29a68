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
    /// <summary>The text of <paramref name="value"/>.</summary>
    public static string Of(Datum value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.ToString();
    }

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
                text.Append(NumberText.Of(value.AsFloat()));
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
