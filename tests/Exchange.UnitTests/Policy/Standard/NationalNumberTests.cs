using Exchange.Policy.People;
using Exchange.Policy.Standard;

namespace Exchange.UnitTests.Policy.Standard;

public sealed class NationalNumberTests
{
    [Theory]
    [InlineData("92990102MA0AAAAA33")]
    [InlineData("91990102MA0BBBBB7T")]
    [InlineData("12990102MB0CCCCC41")]
    public void The_planted_organizations_have_valid_credit_codes(string code)
    {
        Assert.True(CreditCode.IsValid(code));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("92990102MA0AAAAA3")]
    [InlineData("92990102MA0AAAAA333")]
    [InlineData("92990102ma0aaaaa33")]
    [InlineData("92990102MA0AAAAI33")]
    [InlineData("92990102MA0AAAAA3\n")]
    public void What_is_no_credit_code_is_refused(string? code)
    {
        Assert.False(CreditCode.IsValid(code));
    }

    [Fact]
    public void Every_single_wrong_character_of_a_credit_code_is_found()
    {
        const string Code = "91990102MA0BBBBB7T";
        const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        for (var i = 0; i < Code.Length; i++)
        {
            foreach (var other in Alphabet.Where(c => c != Code[i]))
            {
                var wrong = Code[..i] + other + Code[(i + 1)..];
                Assert.False(CreditCode.IsValid(wrong), wrong);
            }
        }
    }

    [Theory]
    [InlineData("990102195803120429")]
    [InlineData("990102195608200319")]
    [InlineData("990102198506170538")]
    [InlineData("990102194701050170")]
    [InlineData("990102194409220283")]
    [InlineData("990102199004110644")]
    [InlineData("990121193902280110")]
    [InlineData("990102201709030222")]
    [InlineData("990102198801210758")]
    [InlineData("990103199511300465")]
    [InlineData("990122197207190847")]
    [InlineData("990102196606060134")]
    public void The_planted_people_have_valid_citizen_numbers(string number)
    {
        Assert.True(PersonKey.TryFromCitizenNo(number, out var key));
        Assert.Equal(number, key.ToCitizenNo());
    }

    [Theory]
    [InlineData("99", true)]
    [InlineData("9901", true)]
    [InlineData("990102", true)]
    [InlineData("990102001", true)]
    [InlineData("990102001001", true)]
    [InlineData("", false)]
    [InlineData("9", false)]
    [InlineData("99010", false)]
    [InlineData("99O1", false)]
    [InlineData("９９", false)]
    [InlineData("9901020010010", false)]
    public void A_region_code_has_the_length_of_a_level(string code, bool valid)
    {
        Assert.Equal(valid, RegionCode.IsValid(code));
    }

    [Theory]
    [InlineData("9901", "990102", true)]
    [InlineData("990102", "990102", true)]
    [InlineData("990102", "9901", false)]
    [InlineData("990102", "990121", false)]
    [InlineData("", "990102", false)]
    [InlineData("9", "990102", false)]
    [InlineData("9901", null, false)]
    public void A_region_contains_itself_and_what_its_code_begins(string outer, string? inner, bool contains)
    {
        Assert.Equal(contains, RegionCode.Contains(outer, inner));
    }
}
