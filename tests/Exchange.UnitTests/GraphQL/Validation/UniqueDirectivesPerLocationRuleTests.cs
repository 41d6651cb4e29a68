using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.GraphQL.Validation;

public sealed class UniqueDirectivesPerLocationRuleTests
{
    [Theory]
    [InlineData("""{ dog { name @tag(name: "a") @tag(name: "b") } }""")]
    [InlineData("{ dog @skip(if: false) { name @skip(if: false) } }")]
    public void A_document_that_keeps_the_rule_is_accepted(string document) =>
        Assert.Empty(PetSchema.Validate(document));

    [Theory]
    [InlineData("{ dog { name @skip(if: true) @skip(if: false) } }")]
    [InlineData("""{ dog { name @include(if: true) @tag(name: "a") @include(if: true) } }""")]
    public void A_document_that_breaks_the_rule_is_refused_by_its_name(string document)
    {
        var error = Assert.Single(PetSchema.Validate(document));
        Assert.Equal("UniqueDirectivesPerLocation", error.Rule);
        Assert.NotEmpty(error.Locations);
    }
}
