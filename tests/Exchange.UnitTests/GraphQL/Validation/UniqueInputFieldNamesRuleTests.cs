using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.GraphQL.Validation;

public sealed class UniqueInputFieldNamesRuleTests
{
    [Theory]
    [InlineData("""{ findDog(search: {name: "a", owner: "b"}) { name } }""")]
    public void A_document_that_keeps_the_rule_is_accepted(string document) =>
        Assert.Empty(PetSchema.Validate(document));

    [Theory]
    [InlineData("""{ findDog(search: {name: "a", name: "b"}) { name } }""")]
    public void A_document_that_breaks_the_rule_is_refused_by_its_name(string document)
    {
        var error = Assert.Single(PetSchema.Validate(document));
        Assert.Equal("UniqueInputFieldNames", error.Rule);
        Assert.NotEmpty(error.Locations);
    }
}
