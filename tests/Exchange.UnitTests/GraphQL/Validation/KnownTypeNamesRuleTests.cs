using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.GraphQL.Validation;

public sealed class KnownTypeNamesRuleTests
{
    [Theory]
    [InlineData("query Q($a: ID!) { dog { ... on Dog { name } ...F } human(id: $a) { name } } fragment F on Pet { name }")]
    public void A_document_that_keeps_the_rule_is_accepted(string document) =>
        Assert.Empty(PetSchema.Validate(document));

    [Theory]
    [InlineData("{ dog { ... on Cow { name } } }")]
    [InlineData("{ dog { ...F } } fragment F on Cow { name }")]
    [InlineData("query Q($a: [Cow!]) { arguments { int(value: $a) } }")]
    public void A_document_that_breaks_the_rule_is_refused_by_its_name(string document)
    {
        var error = Assert.Single(PetSchema.Validate(document));
        Assert.Equal("KnownTypeNames", error.Rule);
        Assert.NotEmpty(error.Locations);
    }
}
