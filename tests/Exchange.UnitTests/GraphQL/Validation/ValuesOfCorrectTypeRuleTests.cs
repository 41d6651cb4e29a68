using Exchange.UnitTests.Fixtures;
using Exchange.GraphQL.Validation;

namespace Exchange.UnitTests.GraphQL.Validation;

public sealed class ValuesOfCorrectTypeRuleTests
{
    [Theory]
    [InlineData("""
        { arguments { int(value: 1) float(value: 1) f: float(value: 1.5) text(value: "x")
          boolean(value: true) id(value: 1) i: id(value: "a") command(value: SIT) } }
        """)]
    [InlineData("""
        { arguments { ints(value: [1, null]) one: ints(value: 1) nonNullInts(value: [1])
          matrix(value: [[1], [2, 3], null]) m: matrix(value: 1) int(value: null) } }
        """)]
    [InlineData("""
        { arguments { filter(value: {required: true, nested: {required: false, ages: 1}})
          by(value: {id: 1}) date(value: "2026-01-01") d: date(value: 1) } }
        """)]
    [InlineData("""
        query Q($a: Int = 1, $b: [Int!] = [1, 2], $c: PetFilter = {required: true}) {
          arguments { int(value: $a) nonNullInts(value: $b) filter(value: $c) } }
        """)]
    public void A_document_that_keeps_the_rule_is_accepted(string document) =>
        Assert.Empty(PetSchema.Validate(document));

    [Theory]
    [InlineData("""{ arguments { int(value: "1") } }""")]
    [InlineData("{ arguments { int(value: 1.0) } }")]
    [InlineData("{ arguments { int(value: 2147483648) } }")]
    [InlineData("{ arguments { int(value: ONE) } }")]
    [InlineData("{ arguments { int(value: {a: 1}) } }")]
    [InlineData("{ arguments { int(value: [1]) } }")]
    [InlineData("""{ arguments { float(value: "1") } }""")]
    [InlineData("{ arguments { text(value: 1) } }")]
    [InlineData("{ arguments { boolean(value: 1) } }")]
    [InlineData("""{ arguments { boolean(value: "true") } }""")]
    [InlineData("{ arguments { id(value: 1.5) } }")]
    [InlineData("{ arguments { id(value: true) } }")]
    [InlineData("{ arguments { command(value: FLY) } }")]
    [InlineData("""{ arguments { command(value: "SIT") } }""")]
    [InlineData("{ arguments { nonNullInt(value: null) } }")]
    [InlineData("""{ arguments { ints(value: [1, "a"]) } }""")]
    [InlineData("{ arguments { nonNullInts(value: [1, null]) } }")]
    [InlineData("""{ arguments { matrix(value: [["a"]]) } }""")]
    [InlineData("{ arguments { filter(value: {}) } }")]
    [InlineData("{ arguments { filter(value: {required: null}) } }")]
    [InlineData("{ arguments { filter(value: {required: true, color: 1}) } }")]
    [InlineData("{ arguments { filter(value: {required: true, limit: null}) } }")]
    [InlineData("{ arguments { filter(value: 1) } }")]
    [InlineData("""{ arguments { by(value: {id: 1, name: "a"}) } }""")]
    [InlineData("{ arguments { by(value: {}) } }")]
    [InlineData("{ arguments { by(value: {id: null}) } }")]
    [InlineData("{ arguments { date(value: SIT) } }")]
    [InlineData("{ dog { name @skip(if: 1) } }")]
    [InlineData("""query Q($a: Int = "x") { arguments { int(value: $a) } }""")]
    public void A_document_that_breaks_the_rule_is_refused_by_its_name(string document)
    {
        var error = Assert.Single(PetSchema.Validate(document));
        Assert.Equal("ValuesOfCorrectType", error.Rule);
        Assert.NotEmpty(error.Locations);
    }

    [Fact]
    public void The_refused_literal_is_never_echoed()
    {
        var error = Assert.Single(
            PetSchema.Validate("{ arguments { int(value: \"secret-7731\") } }", new ValidationOptions { Suggest = true }));
        Assert.DoesNotContain("7731", error.Message);
    }

    [Theory]
    [InlineData("{ arguments { filter(value: {required: 1, required: true}) } }", false)]
    [InlineData("{ arguments { filter(value: {required: true, required: 1}) } }", true)]
    [InlineData("{ arguments { filter(value: {required: [{a: 1}], required: true}) } }", false)]
    public void Of_a_field_that_is_given_twice_the_last_value_is_judged(string document, bool isWrong)
    {
        var rules = PetSchema.Validate(document).Select(error => error.Rule);
        Assert.Equal(isWrong ? ["UniqueInputFieldNames", "ValuesOfCorrectType"] : ["UniqueInputFieldNames"], rules.Order(StringComparer.Ordinal));
    }
}
