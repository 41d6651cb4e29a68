using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Validation;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.GraphQL.Validation;

public sealed class MaxIntrospectionDepthRuleTests
{
    private static readonly ValidationOptions LikeGraphQLJs = new() { LikeGraphQLJs = true, Limits = OperationLimits.Unlimited };

    private const string ThreeDeep = "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }";

    [Theory]
    [InlineData("{ __schema { types { fields { type { fields { name } } } } } }")]
    [InlineData("{ __type(name: \"Dog\") { interfaces { possibleTypes { name } } fields { type { inputFields { name } } } } }")]
    [InlineData("{ __schema { types { enumValues { name } fields { args { type { ofType { ofType { name } } } } } } } }")]
    public void A_document_that_keeps_the_rule_is_accepted(string document) =>
        Assert.Empty(PetSchema.Validate(document, LikeGraphQLJs));

    [Theory]
    [InlineData(ThreeDeep)]
    [InlineData("{ __type(name: \"Dog\") { interfaces { possibleTypes { interfaces { name } } } } }")]
    [InlineData("{ __type(name: \"Dog\") { ...A } } fragment A on __Type { fields { type { ...B } } } fragment B on __Type { fields { type { interfaces { name } } } }")]
    [InlineData("{ __type(name: \"Dog\") { ... on __Type { inputFields { type { inputFields { type { inputFields { name } } } } } } } }")]
    public void A_document_that_breaks_the_rule_is_refused_by_its_name(string document)
    {
        var error = Assert.Single(PetSchema.Validate(document, LikeGraphQLJs));
        Assert.Equal("MaxIntrospectionDepth", error.Rule);
        Assert.Equal((1, 3), (error.Locations[0].Line, error.Locations[0].Column));
    }

    [Fact]
    public void Fragments_in_a_circle_are_looked_through_to_the_end() =>
        Assert.Contains(
            PetSchema.Validate("{ __type(name: \"Dog\") { ...A } } fragment A on __Type { fields { type { ...A } } }", LikeGraphQLJs),
            error => error.Rule == "MaxIntrospectionDepth");

    [Fact]
    public void Only_a_comparison_with_graphql_js_has_the_rule() =>
        Assert.Empty(PetSchema.Validate(ThreeDeep, new ValidationOptions { Limits = OperationLimits.Unlimited }));
}
