using Exchange.GraphQL;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Validation;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.GraphQL.Validation;

/// <summary>Errors point where graphql-js points: at names, types and selections inside nodes, and at all that clash.</summary>
public sealed class ErrorPlaceTests
{
    private static readonly ValidationOptions Everything = new() { MaxErrors = int.MaxValue, Limits = OperationLimits.Unlimited };

    [Theory]
    [InlineData("UniqueOperationNames", "query A { dog { name } } query A { dog { name } }", "7 32")]
    [InlineData("UniqueFragmentNames", "{ dog { ...A } } fragment A on Dog { name } fragment A on Dog { name }", "27 54")]
    [InlineData("UniqueVariableNames", "query ($a: Int $a: Int $a: Int) { arguments { int(value: $a) } }", "9 17 25")]
    [InlineData("UniqueArgumentNames", "{ arguments { int(value: 1 value: 1 value: 1) } }", "19 28 37")]
    [InlineData("UniqueInputFieldNames", "{ findDog(search: {name: \"a\" name: \"a\"}) { name } }", "20 30")]
    [InlineData("KnownFragmentNames", "{ dog { ... Missing } }", "13")]
    [InlineData("KnownTypeNames", "{ dog { ... on Cow { name } } }", "16")]
    [InlineData("KnownTypeNames", "query ($a: [Cow!]) { arguments { int(value: $a) } }", "13")]
    [InlineData("KnownTypeNames", "type A { dogs(first: Cow): [Dog] }", "22")]
    [InlineData("FragmentsOnCompositeTypes", "{ dog { ...A } } fragment A on Int { name }", "32")]
    [InlineData("FragmentsOnCompositeTypes", "{ dog { ... on Int { name } } }", "16")]
    [InlineData("VariablesAreInputTypes", "query ($a: [Dog!]) { dog { name } }", "12")]
    [InlineData("ScalarLeafs", "{ dog { name { x } } }", "14")]
    [InlineData("SingleFieldSubscriptions", "subscription { petAdded { name } a: disallowed b: disallowed }", "34 48")]
    [InlineData("SingleFieldSubscriptions", "subscription { petAdded @skip(if: true) { name } ... @include(if: true) { disallowed } }", "25 54")]
    [InlineData("NoFragmentCycles", "{ dog { ...A } } fragment A on Dog { ...B } fragment B on Dog { ...A }", "38 65")]
    [InlineData("NoUnusedFragments", "{ dog { name } } fragment A on Dog { name } fragment A on Dog { name }", "18")]
    [InlineData("NoUnusedFragments", "{ dog { name } } fragment A on Dog { name } fragment A on Dog { name }", "45")]
    [InlineData("VariablesInAllowedPosition", "query ($a: Int!, $a: String) { arguments { int(value: $a) } }", "18 55")]
    [InlineData("ValuesOfCorrectType", "{ findPet(by: {colour: 1}) { name } }", "15")]
    [InlineData("ValuesOfCorrectType", "{ findPet(by: {colour: 1}) { name } }", "16")]
    [InlineData("OverlappingFieldsCanBeMerged", "{ dog { x: name x: nickname } }", "9 17")]
    public void An_error_points_at_what_is_wrong(string rule, string document, string columns)
    {
        var errors = PetSchema.Validate(document, Everything).Where(error => error.Rule == rule);
        Assert.Contains(columns, errors.Select(Columns));
    }

    private static string Columns(GraphQLError error) =>
        string.Join(' ', error.Locations.Select(location => location.Column).Order());
}
