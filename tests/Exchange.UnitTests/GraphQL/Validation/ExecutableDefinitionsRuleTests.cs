using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.GraphQL.Validation;

public sealed class ExecutableDefinitionsRuleTests
{
    [Theory]
    [InlineData("{ dog { name } }")]
    [InlineData("query Q { dog { ...F } } fragment F on Dog { name }")]
    public void A_document_that_keeps_the_rule_is_accepted(string document) =>
        Assert.Empty(PetSchema.Validate(document));

    [Theory]
    [InlineData("{ dog { name } } type Cow { name: String }")]
    [InlineData("{ dog { name } } extend type Dog { color: String }")]
    public void A_document_that_breaks_the_rule_is_refused_by_its_name(string document)
    {
        var error = Assert.Single(PetSchema.Validate(document));
        Assert.Equal("ExecutableDefinitions", error.Rule);
        Assert.NotEmpty(error.Locations);
    }
}
