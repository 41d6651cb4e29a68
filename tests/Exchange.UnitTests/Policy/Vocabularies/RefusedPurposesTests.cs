using Exchange.Policy.Vocabularies;

namespace Exchange.UnitTests.Policy.Vocabularies;

public class RefusedPurposesTests
{
    [Theory]
    [InlineData("population.control")]
    [InlineData("behaviour.scoring")]
    [InlineData("movement.tracking")]
    [InlineData("watch.list")]
    [InlineData("watch.list.neighbours")]
    [InlineData("Watch.List")]
    [InlineData(" watch-list ")]
    public void A_refused_purpose_is_refused_however_it_is_written(string code)
    {
        Assert.True(RefusedPurposes.Contains(code));
        Assert.NotNull(RefusedPurposes.Explain(code));
    }

    [Theory]
    [InlineData("assistance.eligibility")]
    [InlineData("watch.listing")]
    [InlineData("watch")]
    [InlineData("")]
    [InlineData(null)]
    public void Other_purposes_are_not(string? code) => Assert.False(RefusedPurposes.Contains(code));
}
