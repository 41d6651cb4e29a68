using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.GraphQL.Validation;

public sealed class SingleFieldSubscriptionsRuleTests
{
    [Theory]
    [InlineData("subscription { petAdded { name friend { name } } }")]
    [InlineData("subscription { ...F } fragment F on Subscription { petAdded { name } }")]
    [InlineData("subscription { petAdded { name } petAdded { friend { name } } }")]
    public void A_document_that_keeps_the_rule_is_accepted(string document) =>
        Assert.Empty(PetSchema.Validate(document));

    [Theory]
    [InlineData("subscription { petAdded { name } petRemoved { name } }")]
    [InlineData("subscription { ...F petRemoved { name } } fragment F on Subscription { petAdded { name } }")]
    [InlineData("subscription { __typename }")]
    [InlineData("subscription { ... on Subscription { petAdded { name } disallowed } }")]
    [InlineData("subscription { petAdded @skip(if: true) { name } }")]
    [InlineData("subscription($b: Boolean!) { ... @include(if: $b) { petAdded { name } } }")]
    [InlineData("subscription { a: petAdded { name } b: petAdded { name } }")]
    public void A_document_that_breaks_the_rule_is_refused_by_its_name(string document)
    {
        var error = Assert.Single(PetSchema.Validate(document));
        Assert.Equal("SingleFieldSubscriptions", error.Rule);
        Assert.NotEmpty(error.Locations);
    }
}
