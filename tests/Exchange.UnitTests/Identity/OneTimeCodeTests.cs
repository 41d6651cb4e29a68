using System.Text;
using Exchange.Identity.Accounts.SecondFactor;

namespace Exchange.UnitTests.Identity;

public sealed class OneTimeCodeTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    // RFC 6238, appendix B, SHA-1; of its eight digits the last six.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void The_codes_are_those_of_the_specification(long seconds, string code)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(seconds);
        Assert.Equal(seconds / 30, OneTimeCode.StepOf(code, Secret, now));
        Assert.Equal(seconds / 30, OneTimeCode.StepOf($" {code[..3]} {code[3..]} ", Secret, now));
    }

    [Fact]
    public void A_code_counts_one_step_early_or_late_and_no_more()
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(1234567890);
        foreach (var (seconds, counts) in new[] { (-60, false), (-30, true), (30, true), (60, false) })
        {
            Assert.Equal(counts, OneTimeCode.StepOf("005924", Secret, at.AddSeconds(seconds)) is not null);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("5924")]
    [InlineData("0005924")]
    [InlineData("+05924")]
    [InlineData("００５９２４")]
    public void What_is_no_code_of_six_digits_is_none(string code) =>
        Assert.Null(OneTimeCode.StepOf(code, Secret, DateTimeOffset.FromUnixTimeSeconds(1234567890)));

    // RFC 4648, section 10.
    [Theory]
    [InlineData("", "")]
    [InlineData("MY======", "f")]
    [InlineData("MZXW6===", "foo")]
    [InlineData("mzxw6ytboi", "foobar")]
    public void Secrets_are_read_from_base32(string base32, string text) =>
        Assert.Equal(text, Encoding.ASCII.GetString(OneTimeCode.Secret(base32)));

    [Fact]
    public void What_is_not_base32_is_no_secret() => Assert.Throws<FormatException>(() => OneTimeCode.Secret("MZXW1"));
}
