using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.GraphQL.Validation;

public sealed class FragmentsOnCompositeTypesRuleTests
{
    [Theory]
    [InlineData("{ pet { ... on Dog { name } } catOrDog { ... on CatOrDog { __typename } } }")]
    [InlineData("{ dog { ...F } } fragment F on Being { name }")]
    public void A_document_that_keeps_the_rule_is_accepted(string document) =>
        Assert.Empty(PetSchema.Validate(document));

    [Theory]
    [InlineData("{ dog { ... on DogCommand { name } } }")]
    [InlineData("{ dog { ...F } } fragment F on Date { name }")]
    [InlineData("{ dog { ...F } } fragment F on PetFilter { name }")]
    public void A_document_that_breaks_the_rule_is_refused_by_its_name(string document)
    {
        var error = Assert.Single(PetSchema.Validate(document));
        Assert.Equal("FragmentsOnCompositeTypes", error.Rule);
        Assert.NotEmpty(error.Locations);
    }
}
