using System.Text;
using Exchange.GraphQL.Language;

namespace Exchange.UnitTests.GraphQL.Language;

public sealed class NameTableTests
{
    private const string Letters = "abAB01_";

    [Fact]
    public void A_name_met_again_is_the_same_string()
    {
        const int seed = 20261122;
        var random = new Random(seed);
        var table = new NameTable();
        var names = Enumerable.Range(0, 400).Select(_ => RandomName(random)).ToArray();
        var first = names.Select(name => table.Get(Encoding.ASCII.GetBytes(name))).ToArray();
        for (var i = 0; i < 20_000; i++)
        {
            var at = random.Next(names.Length);
            var again = table.Get(Encoding.ASCII.GetBytes(names[at]));

            Assert.True(names[at] == again && ReferenceEquals(first[at], again), $"seed {seed}: {names[at]} was given as {again}");
        }
    }

    [Theory]
    [InlineData("a", "b")]
    [InlineData("ab", "ba")]
    [InlineData("abc", "acc")]
    [InlineData("abcd", "abce")]
    [InlineData("abcdefgh", "abcdefgi")]
    [InlineData("abcdefgh_", "abcdefgh0")]
    [InlineData("abcdefgh_ijklmnop", "abcdefgh0ijklmnop")]
    [InlineData("abcdefgh", "abcdefghi")]
    public void Names_that_nearly_agree_are_told_apart(string one, string other)
    {
        var table = new NameTable();

        Assert.Equal(one, table.Get(Encoding.ASCII.GetBytes(one)));
        Assert.Equal(other, table.Get(Encoding.ASCII.GetBytes(other)));
        Assert.Equal(2, table.Count);
    }

    [Fact]
    public void Names_that_crowd_one_place_are_still_given_but_not_all_kept()
    {
        var table = new NameTable();
        var kept = 0;
        for (var i = 0; i < 5_000; i++)
        {
            // The places of these differ in nothing but the middle, which no place depends on.
            var name = Encoding.ASCII.GetBytes($"abcdefgh{i:D8}hgfedcba");

            Assert.Equal($"abcdefgh{i:D8}hgfedcba", table.Get(name));
            kept += table.Find(name) is null ? 0 : 1;
        }

        Assert.InRange(kept, 1, 16);
    }

    [Fact]
    public void A_very_long_name_is_given_and_not_kept()
    {
        var table = new NameTable();
        var name = Encoding.ASCII.GetBytes(new string('a', 129));

        Assert.Equal(129, table.Get(name).Length);
        Assert.Equal(0, table.Count);
    }

    private static string RandomName(Random random)
    {
        var letters = new char[random.Next(1, 24)];
        for (var i = 0; i < letters.Length; i++)
        {
            letters[i] = Letters[random.Next(i == 0 ? 4 : Letters.Length)];
        }

        return new string(letters);
    }
}
