using Exchange.GraphQL.Values;

namespace Exchange.UnitTests.GraphQL.Values;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData(0.0, "0")]
    [InlineData(1.0, "1")]
    [InlineData(-0.125, "-0.125")]
    [InlineData(123456.75, "123456.75")]
    [InlineData(1e20, "100000000000000000000")]
    [InlineData(123456789012345680000.0, "123456789012345680000")]
    [InlineData(1e21, "1e+21")]
    [InlineData(-1.5e40, "-1.5e+40")]
    [InlineData(0.000001, "0.000001")]
    [InlineData(0.0000001, "1e-7")]
    [InlineData(1.25e-10, "1.25e-10")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(1.7976931348623157e308, "1.7976931348623157e+308")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    [InlineData(double.NaN, "NaN")]
    public void Numbers_are_written_as_ECMAScript_writes_them(double number, string expected) =>
        Assert.Equal(expected, NumberText.Of(number));

    [Fact]
    public void Minus_zero_is_written_as_zero() => Assert.Equal("0", NumberText.Of(-0.0));
}
