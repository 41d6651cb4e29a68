using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.GraphQL.Validation;

public sealed class UniqueArgumentNamesRuleTests
{
    [Theory]
    [InlineData("{ arguments { two(a: 1, b: 2) } }")]
    public void A_document_that_keeps_the_rule_is_accepted(string document) =>
        Assert.Empty(PetSchema.Validate(document));

    [Theory]
    [InlineData("{ arguments { two(a: 1, a: 2) } }")]
    [InlineData("{ dog { name @skip(if: true, if: true) } }")]
    public void A_document_that_breaks_the_rule_is_refused_by_its_name(string document)
    {
        var error = Assert.Single(PetSchema.Validate(document));
        Assert.Equal("UniqueArgumentNames", error.Rule);
        Assert.NotEmpty(error.Locations);
    }
}
