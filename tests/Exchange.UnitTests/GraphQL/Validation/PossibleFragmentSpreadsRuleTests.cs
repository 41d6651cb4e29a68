using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.GraphQL.Validation;

public sealed class PossibleFragmentSpreadsRuleTests
{
    [Theory]
    [InlineData("{ pet { ... on Dog { name } } catOrDog { ...P } dog { ... on CatOrDog { __typename } } } fragment P on Pet { name }")]
    [InlineData("{ dog { ... on DogOrHuman { __typename } } human(id: 1) { ... on Being { name } } }")]
    public void A_document_that_keeps_the_rule_is_accepted(string document) =>
        Assert.Empty(PetSchema.Validate(document));

    [Theory]
    [InlineData("{ dog { ... on Cat { name } } }")]
    [InlineData("{ dog { ...C } } fragment C on Cat { name }")]
    [InlineData("{ human(id: 1) { ... on Pet { name } } }")]
    [InlineData("{ arguments { rock { ... on Being { name } } } }")]
    public void A_document_that_breaks_the_rule_is_refused_by_its_name(string document)
    {
        var error = Assert.Single(PetSchema.Validate(document));
        Assert.Equal("PossibleFragmentSpreads", error.Rule);
        Assert.NotEmpty(error.Locations);
    }
}
