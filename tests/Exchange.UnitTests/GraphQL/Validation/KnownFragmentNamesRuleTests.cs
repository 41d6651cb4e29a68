using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.GraphQL.Validation;

public sealed class KnownFragmentNamesRuleTests
{
    [Theory]
    [InlineData("{ dog { ...A } } fragment A on Dog { name }")]
    public void A_document_that_keeps_the_rule_is_accepted(string document) =>
        Assert.Empty(PetSchema.Validate(document));

    [Theory]
    [InlineData("{ dog { ...A } }")]
    [InlineData("{ dog { ... on Dog { ...B } } }")]
    public void A_document_that_breaks_the_rule_is_refused_by_its_name(string document)
    {
        var error = Assert.Single(PetSchema.Validate(document));
        Assert.Equal("KnownFragmentNames", error.Rule);
        Assert.NotEmpty(error.Locations);
    }
}
