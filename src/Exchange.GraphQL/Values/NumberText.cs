using System.Globalization;

namespace Exchange.GraphQL.Values;

/// <summary>
/// Numbers as ECMAScript writes them (<c>Number::toString</c>): the shortest digits that read back the same. Stateless and safe to share
/// between threads.
/// </summary>
public static class NumberText
{
    /// <summary>A number with more digits before its point is written with an exponent.</summary>
    private const int MostDigits = 21;

    /// <summary>The text of <paramref name="number"/>; minus zero is <c>0</c>.</summary>
    public static string Of(double number)
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
        > 0 and <= MostDigits when digits.Length <= point => digits.PadRight(point, '0'),
        > 0 and <= MostDigits => $"{digits[..point]}.{digits[point..]}",
        > -6 and <= 0 => "0." + new string('0', -point) + digits,
        _ => digits[..1] + (digits.Length > 1 ? "." + digits[1..] : "") + "e" + (point > 0 ? "+" : "-")
            + Math.Abs(point - 1).ToString(CultureInfo.InvariantCulture),
    };
}
