using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.GraphQL.Validation;

public sealed class ProvidedRequiredArgumentsRuleTests
{
    [Theory]
    [InlineData("{ dog { doesKnowCommand(command: SIT) isHouseTrained } arguments { intWithDefault } }")]
    public void A_document_that_keeps_the_rule_is_accepted(string document) =>
        Assert.Empty(PetSchema.Validate(document));

    [Theory]
    [InlineData("{ dog { doesKnowCommand } }")]
    [InlineData("{ arguments { nonNullInt } }")]
    [InlineData("{ dog { name @include } }")]
    [InlineData("{ human { name } }")]
    public void A_document_that_breaks_the_rule_is_refused_by_its_name(string document)
    {
        var error = Assert.Single(PetSchema.Validate(document));
        Assert.Equal("ProvidedRequiredArguments", error.Rule);
        Assert.NotEmpty(error.Locations);
    }
}
