using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.GraphQL.Validation;

public sealed class KnownDirectivesRuleTests
{
    [Theory]
    [InlineData("query Q @onQuery { dog { name @onField(if: true) @include(if: true) } }")]
    [InlineData("""query Q($a: Int @tag(name: "x")) { arguments { int(value: $a) } }""")]
    public void A_document_that_keeps_the_rule_is_accepted(string document) =>
        Assert.Empty(PetSchema.Validate(document));

    [Theory]
    [InlineData("{ dog { name @unknown } }")]
    [InlineData("{ dog @onQuery { name } }")]
    [InlineData("query Q @include(if: true) { dog { name } }")]
    [InlineData("mutation @onQuery { feed { name } }")]
    [InlineData("{ dog { ...F } } fragment F on Dog @skip(if: true) { name }")]
    public void A_document_that_breaks_the_rule_is_refused_by_its_name(string document)
    {
        var error = Assert.Single(PetSchema.Validate(document));
        Assert.Equal("KnownDirectives", error.Rule);
        Assert.NotEmpty(error.Locations);
    }
}
