using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.GraphQL.Validation;

public sealed class VariablesAreInputTypesRuleTests
{
    [Fact]
    public void A_document_that_keeps_the_rule_is_accepted() =>
        Assert.Empty(PetSchema.Validate(
            "query Q($a: PetFilter, $b: DogCommand, $c: [Int]) { arguments { filter(value: $a) command(value: $b) ints(value: $c) } }"));

    [Theory]
    [InlineData("query Q($a: Dog) { arguments { int(value: $a) } }")]
    [InlineData("query Q($a: [CatOrDog!]) { arguments { int(value: $a) } }")]
    [InlineData("query Q($a: Pet!) { arguments { int(value: $a) } }")]
    public void A_document_that_breaks_the_rule_is_refused_by_its_name(string document) =>
        Assert.Contains("VariablesAreInputTypes", PetSchema.BrokenRules(document));
}
