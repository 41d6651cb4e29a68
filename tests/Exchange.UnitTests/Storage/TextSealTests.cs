using System.Text;
using Exchange.Storage;

namespace Exchange.UnitTests.Storage;

public sealed class TextSealTests
{
    private static readonly TextSeal Seal = new(Key(1));

    [Theory]
    [InlineData("")]
    [InlineData("somebody fell")]
    [InlineData("王磊不开门 😀")]
    public void What_was_sealed_opens_again(string text) => Assert.Equal(text, Seal.Open(Seal.Seal(text, "a"), "a"));

    [Fact]
    public void The_same_text_is_never_sealed_to_the_same_bytes() => Assert.NotEqual(Seal.Seal("text", "a"), Seal.Seal("text", "a"));

    [Fact]
    public void A_seal_opens_for_its_own_context_and_key_only()
    {
        var sealedText = Seal.Seal("text", "a");

        Assert.Throws<StorageException>(() => Seal.Open(sealedText, "b"));
        Assert.Throws<StorageException>(() => new TextSeal(Key(2)).Open(sealedText, "a"));
    }

    [Fact]
    public void A_seal_that_was_changed_anywhere_or_cut_does_not_open()
    {
        var sealedText = Seal.Seal("text", "a");
        for (var i = 0; i < sealedText.Length; i++)
        {
            byte[] changed = [.. sealedText];
            changed[i] ^= 1;
            Assert.Throws<StorageException>(() => Seal.Open(changed, "a"));
            Assert.Throws<StorageException>(() => Seal.Open(sealedText[..i], "a"));
        }
    }

    [Fact]
    public void The_size_of_a_seal_does_not_tell_how_short_the_text_is() =>
        Assert.Equal(Seal.Seal("", "a").Length, Seal.Seal(new string('x', 60), "a").Length);

    [Fact]
    public void The_text_stands_nowhere_in_its_seal() =>
        Assert.Equal(-1, Seal.Seal("somebody fell", "a").AsSpan().IndexOf(Encoding.UTF8.GetBytes("somebody")));

    private static byte[] Key(byte fill) => [.. Enumerable.Repeat(fill, TextSeal.KeyBytes)];
}
