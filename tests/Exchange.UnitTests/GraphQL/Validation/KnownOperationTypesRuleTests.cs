using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;
using Exchange.GraphQL.Validation;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.GraphQL.Validation;

public sealed class KnownOperationTypesRuleTests
{
    [Theory]
    [InlineData("{ dog { name } }")]
    [InlineData("mutation { feed { name } }")]
    [InlineData("subscription { petAdded { name } }")]
    public void A_document_that_keeps_the_rule_is_accepted(string document) =>
        Assert.Empty(PetSchema.Validate(document));

    [Theory]
    [InlineData("mutation { feed }")]
    [InlineData("subscription { fed }")]
    public void An_operation_that_the_schema_has_no_root_type_for_is_refused(string document)
    {
        var schema = SchemaBuilder.Build("type Query { name: String }");
        var error = Assert.Single(DocumentValidator.Validate(schema, GraphQLParser.Parse(document), ValidationOptions.Default));
        Assert.Equal("KnownOperationTypes", error.Rule);
    }
}
