using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.GraphQL.Validation;

public sealed class UniqueOperationNamesRuleTests
{
    [Theory]
    [InlineData("query A { dog { name } } query B { cat { name } }")]
    public void A_document_that_keeps_the_rule_is_accepted(string document) =>
        Assert.Empty(PetSchema.Validate(document));

    [Theory]
    [InlineData("query A { dog { name } } query A { cat { name } }")]
    [InlineData("query A { dog { name } } mutation A { feed { name } }")]
    public void A_document_that_breaks_the_rule_is_refused_by_its_name(string document)
    {
        var error = Assert.Single(PetSchema.Validate(document));
        Assert.Equal("UniqueOperationNames", error.Rule);
        Assert.NotEmpty(error.Locations);
    }
}
