using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.GraphQL.Validation;

public sealed class VariablesInAllowedPositionRuleTests
{
    [Theory]
    [InlineData("query Q($a: Int!) { arguments { int(value: $a) nonNullInt(value: $a) } }")]
    [InlineData("query Q($a: Int = 1) { arguments { nonNullInt(value: $a) } }")]
    [InlineData("query Q($a: Int) { arguments { intWithDefault(value: $a) } }")]
    [InlineData("query Q($a: [Int!]!) { arguments { ints(value: $a) nonNullInts(value: $a) } }")]
    [InlineData("query Q($a: ID!) { findPet(by: {id: $a}) { name } }")]
    [InlineData("query Q($a: Boolean = true) { dog { name @skip(if: $a) } }")]
    public void A_document_that_keeps_the_rule_is_accepted(string document) =>
        Assert.Empty(PetSchema.Validate(document));

    [Theory]
    [InlineData("query Q($a: Int) { arguments { nonNullInt(value: $a) } }")]
    [InlineData("query Q($a: Int = null) { arguments { nonNullInt(value: $a) } }")]
    [InlineData("query Q($a: String) { arguments { int(value: $a) } }")]
    [InlineData("query Q($a: Int) { arguments { ints(value: $a) } }")]
    [InlineData("query Q($a: [Int]) { arguments { nonNullInts(value: $a) } }")]
    [InlineData("query Q($a: ID) { findPet(by: {id: $a}) { name } }")]
    [InlineData("query Q($a: Boolean) { dog { name @skip(if: $a) } }")]
    [InlineData("query Q($a: [Int]!) { arguments { int(value: $a) } }")]
    [InlineData("query Q($a: Int) { arguments { ...F } } fragment F on Arguments { nonNullInt(value: $a) }")]
    [InlineData("query Q($a: Int) { arguments { nonNullInts(value: [$a]) } }")]
    public void A_document_that_breaks_the_rule_is_refused_by_its_name(string document)
    {
        var error = Assert.Single(PetSchema.Validate(document));
        Assert.Equal("VariablesInAllowedPosition", error.Rule);
        Assert.NotEmpty(error.Locations);
    }
}
