using Exchange.Storage.Sealed;

namespace Exchange.UnitTests.Storage.Sealed;

public sealed class SealedStreamTests
{
    private const string Context = "what it is for";
    private const int Block = 1 << 20;
    private const int Salt = 32;
    private const int Around = 4 + 16;

    private static readonly byte[] Key = [.. Enumerable.Range(0, SealingStream.KeyBytes).Select(number => (byte)number)];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Block - 1)]
    [InlineData(Block)]
    [InlineData(Block + 1)]
    [InlineData((3 * Block) + 17)]
    public void What_was_sealed_in_pieces_of_any_size_is_opened_in_pieces_of_any_size(int length)
    {
        for (var seed = 1; seed <= 3; seed++)
        {
            var chance = new Random(seed);
            var plain = new byte[length];
            chance.NextBytes(plain);
            Assert.True(plain.AsSpan().SequenceEqual(Open(Seal(plain, chance), Key, Context, chance)), $"seed {seed}, {length} bytes");
        }
    }

    [Fact]
    public void The_same_bytes_are_never_sealed_alike_and_do_not_show()
    {
        var plain = new byte[256];
        var (first, second) = (Seal(plain), Seal(plain));
        Assert.NotEqual(first.AsSpan(Salt + 4, 64).ToArray(), second.AsSpan(Salt + 4, 64).ToArray());
        Assert.Equal(-1, first.AsSpan(Salt + 4).IndexOf(new byte[16]));
    }

    [Fact]
    public void Every_changed_bit_is_found()
    {
        var whole = Seal([.. Enumerable.Range(0, 100).Select(number => (byte)number)]);
        for (var bit = 0; bit < whole.Length * 8; bit++)
        {
            var changed = whole.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            AssertRefused(changed, $"bit {bit}");
        }
    }

    [Fact]
    public void Blocks_that_are_cut_off_left_out_moved_or_repeated_do_not_open()
    {
        var whole = Seal(new byte[(2 * Block) + 5]);
        var size = Block + Around;
        var (salt, first, second, last) = (whole[..Salt], whole[Salt..(Salt + size)], whole[(Salt + size)..(Salt + (2 * size))], whole[(Salt + (2 * size))..]);
        byte[][] forged =
        [
            [], salt[..7], salt, [.. salt, .. first], [.. salt, .. first, .. second], [.. salt, .. first, .. second, .. last[..^1]],
            [.. salt, .. first, .. last], [.. salt, .. second, .. first, .. last], [.. salt, .. first, .. first, .. last],
        ];
        for (var number = 0; number < forged.Length; number++)
        {
            AssertRefused(forged[number], $"forgery {number}");
        }
    }

    [Fact]
    public void It_opens_under_its_key_and_for_what_it_was_sealed_for_alone()
    {
        var whole = Seal([1, 2, 3]);
        var other = Key.ToArray();
        other[0] ^= 1;
        Assert.Throws<InvalidDataException>(() => Open(whole, other, Context));
        Assert.Throws<InvalidDataException>(() => Open(whole, Key, "something else"));
        Assert.Equal([1, 2, 3], Open(whole, Key, Context));
    }

    private static byte[] Seal(byte[] plain, Random? chance = null)
    {
        using var sealedBytes = new MemoryStream();
        using var sealing = new SealingStream(sealedBytes, Key, Context);
        for (var from = 0; from < plain.Length;)
        {
            var count = Math.Min(plain.Length - from, chance?.Next(1, Block) ?? plain.Length);
            sealing.Write(plain.AsSpan(from, count));
            from += count;
        }

        sealing.Complete();
        return sealedBytes.ToArray();
    }

    private static byte[] Open(byte[] sealedBytes, byte[] key, string context, Random? chance = null)
    {
        using var opening = new OpeningStream(new MemoryStream(sealedBytes), key, context);
        using var plain = new MemoryStream();
        var buffer = new byte[Block];
        while (opening.Read(buffer.AsSpan(0, chance?.Next(1, Block) ?? Block)) is > 0 and var count)
        {
            plain.Write(buffer, 0, count);
        }

        return plain.ToArray();
    }

    private static void AssertRefused(byte[] forged, string where)
    {
        var fault = Record.Exception(() => Open(forged, Key, Context));
        Assert.True(fault is InvalidDataException or EndOfStreamException, $"{where}: {fault?.GetType().Name ?? "opened"}");
    }
}
