using Exchange.Differential.Mock;
using Exchange.GraphQL.Values;

namespace Exchange.Conformance;

/// <summary>The mock's arithmetic against numbers that another implementation has computed: two engines can be compared only on equal data.</summary>
public sealed class MockResolverTests
{
    [Theory]
    [InlineData("", 2166136261)]
    [InlineData("Query", 2659837827)]
    [InlineData("é😀", 60646348)]
    [InlineData("/Query.node", 1514380256)]
    [InlineData("({\"id\":\"x\"})", 3528663859)]
    public void Text_is_hashed_by_its_utf8_bytes(string text, uint expected) =>
        Assert.Equal(expected, MockHash.Step(MockHash.Offset, text));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1364076727)]
    [InlineData(4294967295, 2180083513)]
    [InlineData(123456789, 3126909082)]
    public void Bits_are_mixed(uint number, uint expected) => Assert.Equal(expected, MockHash.Mix(number));

    [Theory]
    [InlineData(1, 164558732)]
    [InlineData(2, 2036735458)]
    [InlineData(3, 3926833134)]
    [InlineData(4, 3904029249)]
    [InlineData(5, 1152470878)]
    public void Draws_from_one_hash_are_numbered(uint number, uint expected) => Assert.Equal(expected, MockHash.Draw(MockHash.Offset, number));

    [Theory]
    [InlineData("{}", "{}")]
    [InlineData("""{"b":1,"a":[null,true,"q\"\\\n é😀"]}""", """{"a":[null,true,"q\u0022\u005c\u000a é😀"],"b":1}""")]
    [InlineData("""{"x":-0.125,"y":1000,"z":-0.0}""", """{"x":-0.125,"y":1000,"z":0}""")]
    public void Arguments_have_one_text(string json, string expected) =>
        Assert.Equal(expected, CanonicalText.Of(DatumReader.Read(System.Text.Encoding.UTF8.GetBytes(json))));

    [Fact]
    public void A_value_follows_from_the_way_to_it()
    {
        var field = MockHash.Step(MockHash.Step(MockHash.Step(MockHash.Offset, "Query"), "/Query.asset"), """({"by":{"id":"x1"}})""");
        var item = MockHash.Step(MockHash.Step(MockHash.Step(field, "/Asset.parts"), "({})"), "[1]");

        Assert.Equal(3891250892, field);
        Assert.Equal(4054627083, item);
        Assert.Equal("f6b92747", MockHash.Hex(MockHash.Draw(item, 5)));
    }
}
