using System.Globalization;
using System.Text;

namespace Exchange.Differential.Mock;

/// <summary>The arithmetic of the mock resolvers: all numbers are unsigned, of 32 bits, and wrap.</summary>
public static class MockHash
{
    /// <summary>The hash of nothing.</summary>
    public const uint Offset = 2_166_136_261;

    private const uint Prime = 16_777_619;
    private const uint GoldenRatio = 0x9e37_79b9;

    /// <summary>Goes on hashing with the UTF-8 bytes of <paramref name="text"/>.</summary>
    public static uint Step(uint hash, string text)
    {
        foreach (var value in Encoding.UTF8.GetBytes(text))
        {
            hash = unchecked((hash ^ value) * Prime);
        }

        return hash;
    }

    /// <summary>The <paramref name="number"/>th draw from <paramref name="hash"/>.</summary>
    public static uint Draw(uint hash, uint number) => Mix(unchecked(hash + (number * GoldenRatio)));

    /// <summary>Spreads every bit over the whole number.</summary>
    public static uint Mix(uint hash)
    {
        hash ^= hash >> 16;
        hash = unchecked(hash * 0x85eb_ca6b);
        hash ^= hash >> 13;
        hash = unchecked(hash * 0xc2b2_ae35);
        return hash ^ (hash >> 16);
    }

    /// <summary>Eight hexadecimal digits.</summary>
    public static string Hex(uint number) => number.ToString("x8", CultureInfo.InvariantCulture);
}
