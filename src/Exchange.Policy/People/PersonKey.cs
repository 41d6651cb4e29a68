using System.Buffers.Binary;
using System.Globalization;

namespace Exchange.Policy.People;

/// <summary>The kinds of identifier that a <see cref="PersonKey"/> can hold.</summary>
public enum PersonKeyKind : byte
{
    /// <summary>A citizen number (GB 11643-1999), its first 17 digits as an integer.</summary>
    CitizenNo = 1,
}

/// <summary>
/// The hub's own name for a person: a kind of identifier and its value in at most 11 bytes. It never leaves the hub towards callers;
/// there is no register of people behind it.
/// </summary>
public readonly record struct PersonKey
{
    /// <summary>The length of <see cref="WriteTo"/>'s output in bytes: kind (1) and value (10).</summary>
    public const int Length = 11;

    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    private PersonKey(PersonKeyKind kind, ulong value)
    {
        Kind = kind;
        Value = value;
    }

    /// <summary>The kind of identifier.</summary>
    public PersonKeyKind Kind { get; }

    /// <summary>The identifier as an integer.</summary>
    public ulong Value { get; }

    /// <summary>
    /// Reads a citizen number: 18 characters, date of birth that exists, check digit by GB 11643 (ISO 7064 MOD 11-2), <c>X</c> or
    /// <c>x</c> as ten.
    /// </summary>
    public static bool TryFromCitizenNo(string? citizenNo, out PersonKey key)
    {
        key = default;
        if (citizenNo is not { Length: 18 }
            || !ulong.TryParse(citizenNo.AsSpan(0, 17), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            || !DateOnly.TryParseExact(citizenNo.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            || char.ToUpperInvariant(citizenNo[17]) != CheckDigit(citizenNo.AsSpan(0, 17)))
        {
            return false;
        }

        key = new PersonKey(PersonKeyKind.CitizenNo, value);
        return true;
    }

    /// <summary>The citizen number with its check digit: the key towards departments.</summary>
    public string ToCitizenNo()
    {
        var digits = Value.ToString("D17", CultureInfo.InvariantCulture);
        return digits + CheckDigit(digits);
    }

    /// <summary>Writes kind and value, big-endian, in <see cref="Length"/> bytes.</summary>
    public void WriteTo(Span<byte> destination)
    {
        destination[..Length].Clear();
        destination[0] = (byte)Kind;
        BinaryPrimitives.WriteUInt64BigEndian(destination[3..], Value);
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote; refuses anything else.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out PersonKey key)
    {
        key = default;
        if (source.Length < Length || source[0] != (byte)PersonKeyKind.CitizenNo || source[1] != 0 || source[2] != 0)
        {
            return false;
        }

        var value = BinaryPrimitives.ReadUInt64BigEndian(source[3..]);
        if (value >= 100_000_000_000_000_000)
        {
            return false;
        }

        key = new PersonKey(PersonKeyKind.CitizenNo, value);
        return true;
    }

    /// <summary>A fixed text: the value is a person's number and must not end up in logs.</summary>
    public override string ToString() => "<person>";

    private static char CheckDigit(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < 17; i++)
        {
            sum += (digits[i] - '0') * Weights[i];
        }

        return "10X98765432"[sum % 11];
    }
}
