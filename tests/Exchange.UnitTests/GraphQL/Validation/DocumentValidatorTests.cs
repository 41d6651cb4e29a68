using Exchange.GraphQL;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;
using Exchange.GraphQL.Validation;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.GraphQL.Validation;

public sealed class DocumentValidatorTests
{
    [Fact]
    public void Several_rules_are_reported_together()
    {
        var rules = PetSchema.BrokenRules("query Q($a: Int) { dog { color @unknown } ...F }");
        Assert.Equal(["FieldsOnCorrectType", "KnownDirectives", "KnownFragmentNames", "NoUnusedVariables"], rules);
    }

    [Fact]
    public void Validation_stops_at_the_number_of_errors_asked_for()
    {
        var document = "{ dog { " + string.Join(' ', Enumerable.Range(0, 50).Select(i => $"wrong{i}")) + " } }";
        Assert.Equal(5, PetSchema.Validate(document).Count);
        Assert.Equal(50, PetSchema.Validate(document, new ValidationOptions { MaxErrors = 100 }).Count);
    }

    [Fact]
    public void An_error_tells_code_rule_and_place()
    {
        var error = Assert.Single(PetSchema.Validate("{\n  dog { color }\n}"));
        Assert.Equal(ErrorCodes.ValidationFailed, error.Code);
        Assert.Equal("There is no field \"color\" on type \"Dog\".", error.Message);
        Assert.Equal((2, 9), (error.Locations[0].Line, error.Locations[0].Column));
    }

    [Fact]
    public void A_cross_department_query_on_the_city_graph_is_valid()
    {
        var schema = SchemaBuilder.Build(GraphQLFixture.City);
        var document = GraphQLParser.Parse("""
            query Household($no: CitizenNo!) {
              person(citizenNo: $no) { name birthDate household { __typename } careNeed { __typename } vaccinationComplete(program: "flu") }
              events(first: 5) { __typename }
            }
            """);
        Assert.Empty(DocumentValidator.Validate(schema, document, ValidationOptions.Default));
    }
}
