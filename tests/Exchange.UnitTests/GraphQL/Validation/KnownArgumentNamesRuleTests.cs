using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.GraphQL.Validation;

public sealed class KnownArgumentNamesRuleTests
{
    [Theory]
    [InlineData("{ dog { doesKnowCommand(command: SIT) } }")]
    public void A_document_that_keeps_the_rule_is_accepted(string document) =>
        Assert.Empty(PetSchema.Validate(document));

    [Theory]
    [InlineData("{ dog { name(format: 1) } }")]
    [InlineData("{ dog { isHouseTrained(atHome: true) } }")]
    [InlineData("{ dog { name @skip(if: true, unless: true) } }")]
    public void A_document_that_breaks_the_rule_is_refused_by_its_name(string document)
    {
        var error = Assert.Single(PetSchema.Validate(document));
        Assert.Equal("KnownArgumentNames", error.Rule);
        Assert.NotEmpty(error.Locations);
    }
}
