using Exchange.Policy.Vocabularies;

namespace Exchange.UnitTests.Policy.Vocabularies;

public class CaseFormatTests
{
    private static readonly CaseFormat Format = new("XX-YYYY-NNNNNN");

    [Fact]
    public void A_case_number_of_the_form_matches() => Assert.True(Format.Matches("SA-2026-000123"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("SA-2026-00012")]
    [InlineData("SA-2026-0001234")]
    [InlineData("sa-2026-000123")]
    [InlineData("SA-2026-00012a")]
    [InlineData("SA_2026-000123")]
    [InlineData("S1-2026-000123")]
    [InlineData("SA-２０２６-000123")]
    public void Anything_else_does_not(string? number) => Assert.False(Format.Matches(number));
}
