using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Exchange.Federation.Execution.Prepared;
using Exchange.GraphQL.Values;

namespace Exchange.Federation.Execution;

/// <summary>Completes leaves (GraphQL September 2025, section 3.5 and 6.4.3) as slices of JSON. Stateless.</summary>
internal static class LeafWriter
{
    // WHY: a whole number of so few digits is in range without a look at its value.
    private const int SurelyInt = 9;

    // WHY: so few digits without an exponent are finite.
    private const int SurelyFinite = 300;

    /// <summary>Writes a leaf as its type wants it; false, with nothing written, where it does not fit.</summary>
    public static bool TryWrite(PooledBytes output, OutputEntry entry, CellKind kind, ReadOnlySpan<byte> json)
    {
        switch (entry.Leaf)
        {
            case LeafKind.Custom:
            case LeafKind.String when kind == CellKind.Text:
            case LeafKind.Id when kind == CellKind.Text:
            case LeafKind.Boolean when kind == CellKind.Boolean:
            case LeafKind.Enum when kind == CellKind.Text && IsAmong(entry.EnumValues, json):
            case LeafKind.Float when kind == CellKind.Number && IsFinite(json):
                output.Write(json);
                return true;
            case LeafKind.Int when kind == CellKind.Number:
                return TryWriteInt(output, json);
            case LeafKind.Id when kind == CellKind.Number:
                return TryWriteId(output, json);
            default:
                return false;
        }
    }

    private static bool IsAmong(byte[][] values, ReadOnlySpan<byte> json)
    {
        foreach (var value in values)
        {
            if (json.SequenceEqual(value))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsFinite(ReadOnlySpan<byte> json) =>
        (json.Length < SurelyFinite && json.IndexOfAny((byte)'e', (byte)'E') < 0)
        || double.IsFinite(double.Parse(json, NumberStyles.Float, CultureInfo.InvariantCulture));

    private static bool IsWhole(ReadOnlySpan<byte> json) => json.IndexOfAny("eE."u8) < 0;

    private static bool TryWriteInt(PooledBytes output, ReadOnlySpan<byte> json)
    {
        if (IsWhole(json))
        {
            var fits = json.Length <= SurelyInt || (Utf8Parser.TryParse(json, out int _, out var read) && read == json.Length);
            if (fits)
            {
                output.Write(json);
            }

            return fits;
        }

        // WHY: JSON has one kind of number, so 20.0 is the integer 20.
        var number = double.Parse(json, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (!double.IsInteger(number) || number is < int.MinValue or > int.MaxValue)
        {
            return false;
        }

        output.Write(Encoding.ASCII.GetBytes(((int)number).ToString(CultureInfo.InvariantCulture)));
        return true;
    }

    private static bool TryWriteId(PooledBytes output, ReadOnlySpan<byte> json)
    {
        var text = json;
        if (!IsWhole(json))
        {
            var number = double.Parse(json, NumberStyles.Float, CultureInfo.InvariantCulture);
            if (!double.IsInteger(number))
            {
                return false;
            }

            text = Encoding.ASCII.GetBytes(NumberText.Of(number));
        }

        output.Write((byte)'"');
        output.Write(text);
        output.Write((byte)'"');
        return true;
    }
}
