using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.GraphQL.Validation;

public sealed class OverlappingFieldsCanBeMergedRuleTests
{
    [Theory]
    [InlineData("{ dog { name name } }")]
    [InlineData("{ dog { x: name x: name } }")]
    [InlineData("{ dog { doesKnowCommand(command: SIT) doesKnowCommand(command: SIT) } }")]
    [InlineData("{ arguments { two(a: 1, b: 2) two(b: 2, a: 1) } }")]
    [InlineData("{ pet { ... on Dog { volume: barkVolume } ... on Cat { volume: meowVolume } } }")]
    [InlineData("{ pet { ... on Dog { doesKnowCommand(command: SIT) } ... on Cat { doesKnowCommand(command: JUMP) } } }")]
    [InlineData("{ dog { owner { name } owner { pets { name } } } }")]
    [InlineData("{ dog { ...A ...A } } fragment A on Dog { name friend { name } }")]
    [InlineData("query Q($a: Int) { arguments { int(value: $a) int(value: $a) } }")]
    [InlineData("{ arguments { filter(value: {required: true, ages: [1]}) filter(value: {ages: [1], required: true}) } }")]
    public void A_document_that_keeps_the_rule_is_accepted(string document) =>
        Assert.Empty(PetSchema.Validate(document));

    [Theory]
    [InlineData("{ dog { name: nickname name } }")]
    [InlineData("{ dog { x: doesKnowCommand(command: SIT) x: doesKnowCommand(command: HEEL) } }")]
    [InlineData("{ dog { isHouseTrained isHouseTrained(atOtherHomes: true) } }")]
    [InlineData("query Q($a: Int, $b: Int) { arguments { int(value: $a) int(value: $b) } }")]
    [InlineData("{ pet { ... on Dog { x: barkVolume } ... on Cat { x: nickname } } }")]
    [InlineData("{ pet { ... on Dog { x: name } name: __typename ... on Dog { x: nickname } } }")]
    [InlineData("{ pet { x: name ... on Dog { x: nickname } } }")]
    [InlineData("{ dog { owner { x: name } } dog { owner { ... on Human { x: __typename } } } }")]
    [InlineData("{ dog { ...A ...B } } fragment A on Dog { x: name } fragment B on Dog { x: nickname }")]
    [InlineData("{ pet { ... on Dog { f: friend { x: name } } ... on Cat { f: friend { x: __typename } } } }")]
    [InlineData("{ pet { ... on Dog { x: isHouseTrained } ... on Cat { x: meowVolume } } }")]
    [InlineData("{ pet { ... on Dog { x: friend { name } } ... on Cat { x: name } } }")]
    public void A_document_that_breaks_the_rule_is_refused_by_its_name(string document)
    {
        var error = Assert.Single(PetSchema.Validate(document));
        Assert.Equal("OverlappingFieldsCanBeMerged", error.Rule);
        Assert.NotEmpty(error.Locations);
    }

    [Fact]
    public void The_same_argument_as_deep_as_the_parser_takes_it_is_the_same()
    {
        var field = "filter(value: " + string.Concat(Enumerable.Repeat("{nested: ", 195)) + "null" + new string('}', 195) + ")";
        var errors = PetSchema.Validate($"{{ arguments {{ {field} {field} }} }}");
        Assert.DoesNotContain(errors, error => error.Rule == "OverlappingFieldsCanBeMerged");
    }
}
