using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.GraphQL.Execution;

public sealed class OperationCompilerTests
{
    [Fact]
    public void Equal_response_names_are_merged_in_the_order_of_first_appearance()
    {
        var (operation, _) = PetSchema.Compile(
            "{ dog { name } cat { name } dog { owner { name } ...F } } fragment F on Dog { name nickname }");

        var root = operation.Root.For("Query");
        Assert.Equal(["dog", "cat"], root.Select(field => field.ResponseName));
        Assert.Equal(["name", "owner", "nickname"], root[0].Selection!.For("Dog").Select(field => field.ResponseName));
    }

    [Fact]
    public void An_abstract_selection_is_collected_for_every_possible_type()
    {
        var (operation, _) = PetSchema.Compile(
            "{ pet { name ... on Dog { barkVolume } ... on Cat { meowVolume } ... on Being { kind: __typename } } }");

        var pet = operation.Root.For("Query")[0].Selection!;
        Assert.Equal(["Cat", "Dog"], pet.PossibleTypes.Order());
        Assert.Equal(["name", "barkVolume", "kind"], pet.ResponseNames("Dog"));
        Assert.Equal(["name", "meowVolume", "kind"], pet.ResponseNames("Cat"));
        Assert.All(pet.For("Dog"), field => Assert.Equal("Dog", field.Parent.Name));
        Assert.Empty(pet.For("Human"));
    }

    [Fact]
    public void Every_field_stands_at_its_index()
    {
        var (operation, _) = PetSchema.Compile("{ pet { name friend { name } } dog { owner { pets { name } } } }");

        Assert.All(operation.Fields, field => Assert.Same(field, operation.Fields[field.Index]));
        Assert.Equal("pet", operation.Fields[0].ResponseName);
        Assert.Equal(operation.Fields.Count, operation.Fields.Distinct().Count());
    }

    [Theory]
    [InlineData("@include(if: true)", true)]
    [InlineData("@include(if: false)", false)]
    [InlineData("@skip(if: true)", false)]
    [InlineData("@skip(if: $no) @include(if: $yes)", true)]
    [InlineData("@skip(if: $yes) @include(if: $yes)", false)]
    [InlineData("@skip(if: $no) @include(if: $no)", false)]
    public void Skip_and_include_are_decided(string condition, bool included)
    {
        var (operation, _) = PetSchema.Compile($$"""
            query Q($yes: Boolean! = true, $no: Boolean! = false) {
              dog { a: name @skip(if: $yes) b: name @skip(if: $no) ... {{condition}} { nickname } }
            }
            """);

        Assert.Equal(included ? ["b", "nickname"] : ["b"], operation.Root.For("Query")[0].Selection!.ResponseNames("Dog"));
    }

    [Fact]
    public void Condition_variables_are_those_that_decide_skip_and_include()
    {
        var document = GraphQLParser.Parse("""
            query Q($a: Boolean!, $b: Boolean!, $c: Int, $d: Boolean!) { dog @skip(if: $b) { ...F } arguments { int(value: $c) } }
            query R { dog @skip(if: $d) { name } }
            fragment F on Dog { ... @include(if: $a) { name ...F } name @include(if: true) }
            """);
        Assert.Equal(["a", "b"], OperationCompiler.ConditionVariables(document, OperationSelector.Select(document, "Q")));
    }

    [Fact]
    public void Limits_count_what_is_left_after_collecting()
    {
        var (operation, _) = PetSchema.Compile("{ " + string.Concat(Enumerable.Range(0, 50).Select(_ => "dog { name } ")) + "}");
        Assert.Equal(2, operation.Fields.Count);
    }

    [Fact]
    public void A_document_of_our_own_may_be_compiled_without_limits()
    {
        var fields = string.Concat(Enumerable.Range(0, 1000).Select(i => $"d{i}: dog {{ name nickname barkVolume }} "));
        var (operation, _) = PetSchema.Compile("{ " + fields + "}", limits: OperationLimits.Unlimited);
        Assert.Equal(4000, operation.Fields.Count);
    }
}
