using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.GraphQL.Validation;

public sealed class NoUndefinedVariablesRuleTests
{
    [Theory]
    [InlineData("query Q($a: Int) { arguments { ...A } } fragment A on Arguments { int(value: $a) }")]
    public void A_document_that_keeps_the_rule_is_accepted(string document) =>
        Assert.Empty(PetSchema.Validate(document));

    [Theory]
    [InlineData("{ arguments { int(value: $a) } }")]
    [InlineData("query Q { arguments { ...A } } fragment A on Arguments { ints(value: [1, $a]) }")]
    [InlineData("query A($a: Int) { arguments { ...F } } query B { arguments { ...F } } fragment F on Arguments { int(value: $a) }")]
    [InlineData("{ dog { name @skip(if: $a) } }")]
    public void A_document_that_breaks_the_rule_is_refused_by_its_name(string document)
    {
        var error = Assert.Single(PetSchema.Validate(document));
        Assert.Equal("NoUndefinedVariables", error.Rule);
        Assert.NotEmpty(error.Locations);
    }
}
