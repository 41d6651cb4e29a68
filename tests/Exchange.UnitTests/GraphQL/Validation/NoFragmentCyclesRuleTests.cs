using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.GraphQL.Validation;

public sealed class NoFragmentCyclesRuleTests
{
    [Theory]
    [InlineData("{ dog { ...A ...B } } fragment A on Dog { ...B } fragment B on Dog { name }")]
    public void A_document_that_keeps_the_rule_is_accepted(string document) =>
        Assert.Empty(PetSchema.Validate(document));

    [Theory]
    [InlineData("{ dog { ...A } } fragment A on Dog { ...A }")]
    [InlineData("{ dog { ...A } } fragment A on Dog { name ...B } fragment B on Dog { friend { ... on Dog { ...A } } }")]
    [InlineData("{ dog { ...A } } fragment A on Dog { ...B } fragment B on Dog { ...C } fragment C on Dog { ...B }")]
    public void A_document_that_breaks_the_rule_is_refused_by_its_name(string document)
    {
        var error = Assert.Single(PetSchema.Validate(document));
        Assert.Equal("NoFragmentCycles", error.Rule);
        Assert.NotEmpty(error.Locations);
    }

    [Fact]
    public void A_chain_of_many_fragments_that_ends_in_a_circle_is_refused()
    {
        var chain = string.Concat(Enumerable.Range(0, 40).Select(i => $"fragment F{i} on Dog {{ ...F{(i + 1) % 40} }} "));
        Assert.Contains(PetSchema.Validate("{ dog { ...F0 } } " + chain), error => error.Rule == "NoFragmentCycles");
    }
}
