using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.GraphQL.Validation;

public sealed class NoUnusedVariablesRuleTests
{
    [Theory]
    [InlineData("query Q($a: Boolean!) { dog { name @skip(if: $a) } }")]
    [InlineData("query Q($a: Int!) { arguments { filter(value: {ages: [$a], required: true}) } }")]
    public void A_document_that_keeps_the_rule_is_accepted(string document) =>
        Assert.Empty(PetSchema.Validate(document));

    [Theory]
    [InlineData("query Q($a: Int) { dog { name } }")]
    [InlineData("""
        query A($a: Int) { arguments { ...F } } query B($a: Int, $b: Int) {
          arguments { ...F } } fragment F on Arguments { int(value: $a) }
        """)]
    public void A_document_that_breaks_the_rule_is_refused_by_its_name(string document)
    {
        var error = Assert.Single(PetSchema.Validate(document));
        Assert.Equal("NoUnusedVariables", error.Rule);
        Assert.NotEmpty(error.Locations);
    }
}
