using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.GraphQL.Validation;

public sealed class UniqueVariableNamesRuleTests
{
    [Theory]
    [InlineData("query Q($a: Int, $b: Int) { arguments { two(a: $a, b: $b) } }")]
    public void A_document_that_keeps_the_rule_is_accepted(string document) =>
        Assert.Empty(PetSchema.Validate(document));

    [Theory]
    [InlineData("query Q($a: Int, $a: Int) { arguments { int(value: $a) } }")]
    public void A_document_that_breaks_the_rule_is_refused_by_its_name(string document)
    {
        var error = Assert.Single(PetSchema.Validate(document));
        Assert.Equal("UniqueVariableNames", error.Rule);
        Assert.NotEmpty(error.Locations);
    }
}
