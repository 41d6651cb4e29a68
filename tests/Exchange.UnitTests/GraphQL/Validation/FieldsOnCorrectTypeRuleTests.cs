using Exchange.UnitTests.Fixtures;
using Exchange.GraphQL.Validation;

namespace Exchange.UnitTests.GraphQL.Validation;

public sealed class FieldsOnCorrectTypeRuleTests
{
    [Theory]
    [InlineData("""{ __typename __schema { types { name } } __type(name: "Dog") { name } dog { __typename } }""")]
    [InlineData("{ catOrDog { __typename } pet { name } }")]
    public void A_document_that_keeps_the_rule_is_accepted(string document) =>
        Assert.Empty(PetSchema.Validate(document));

    [Theory]
    [InlineData("{ dog { color } }")]
    [InlineData("{ pet { nickname } }")]
    [InlineData("{ catOrDog { name } }")]
    [InlineData("{ dog { ... on Pet { barkVolume } } }")]
    [InlineData("{ dog { __schema { types { name } } } }")]
    [InlineData("{ arguments { rock { mass } } }")]
    public void A_document_that_breaks_the_rule_is_refused_by_its_name(string document)
    {
        var error = Assert.Single(PetSchema.Validate(document));
        Assert.Equal("FieldsOnCorrectType", error.Rule);
        Assert.NotEmpty(error.Locations);
    }

    [Fact]
    public void A_name_is_suggested_only_where_the_options_allow_it()
    {
        var with = Assert.Single(PetSchema.Validate("{ dog { nicknam } }", new ValidationOptions { Suggest = true }));
        var without = Assert.Single(PetSchema.Validate("{ dog { nicknam } }"));

        Assert.EndsWith("Did you mean \"nickname\"?", with.Message);
        Assert.DoesNotContain("nickname", without.Message);
    }
}
