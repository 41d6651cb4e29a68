using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.GraphQL.Validation;

public sealed class ScalarLeafsRuleTests
{
    [Theory]
    [InlineData("{ dog { barkVolume owner { name } } }")]
    public void A_document_that_keeps_the_rule_is_accepted(string document) =>
        Assert.Empty(PetSchema.Validate(document));

    [Theory]
    [InlineData("{ dog { barkVolume { since } } }")]
    [InlineData("{ dog }")]
    [InlineData("{ pets }")]
    [InlineData("{ arguments { command(value: SIT) { x } } }")]
    [InlineData("{ catOrDog }")]
    public void A_document_that_breaks_the_rule_is_refused_by_its_name(string document)
    {
        var error = Assert.Single(PetSchema.Validate(document));
        Assert.Equal("ScalarLeafs", error.Rule);
        Assert.NotEmpty(error.Locations);
    }
}
