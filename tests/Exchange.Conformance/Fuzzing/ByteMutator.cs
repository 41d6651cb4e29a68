namespace Exchange.Conformance.Fuzzing;

/// <summary>Damages bytes without knowing what they mean.</summary>
internal sealed class ByteMutator(Random random)
{
    private const int LongestPiece = 40;

    public byte[] Mutate(byte[] bytes, byte[] other)
    {
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            bytes = bytes.Length == 0 ? other : Change(bytes, other);
        }

        return bytes;
    }

    private byte[] Change(byte[] bytes, byte[] other)
    {
        var at = random.Next(bytes.Length);
        var end = Math.Min(bytes.Length, at + random.Next(1, LongestPiece));
        switch (random.Next(7))
        {
            case 0:
                bytes = [.. bytes];
                bytes[at] = (byte)random.Next(256);
                return bytes;
            case 1:
                bytes = [.. bytes];
                bytes[at] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 2:
                return [.. bytes[..at], .. bytes[end..]];
            case 3:
                return [.. bytes[..end], .. bytes[at..]];
            case 4:
                return [.. bytes[..at], (byte)random.Next(256), .. bytes[at..]];
            case 5:
                return bytes[..at];
            default:
                var from = random.Next(other.Length);
                return [.. bytes[..at], .. other[from..Math.Min(other.Length, from + LongestPiece)], .. bytes[at..]];
        }
    }
}
