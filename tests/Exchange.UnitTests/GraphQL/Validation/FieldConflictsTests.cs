using Exchange.GraphQL;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Validation;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.GraphQL.Validation;

public sealed class FieldConflictsTests
{
    private static readonly ValidationOptions Everything = new() { MaxErrors = int.MaxValue, Limits = OperationLimits.Unlimited };

    [Fact]
    public void Conflicts_below_two_fields_are_told_as_one_with_every_field_on_the_way()
    {
        var conflict = Assert.Single(Conflicts("{ dog { owner { x: name y: __typename } } dog { owner { x: __typename y: name } } }"));

        Assert.Equal([3, 9, 17, 25, 43, 49, 57, 71], Columns(conflict));
        Assert.Equal(
            "The fields under \"dog\" conflict: they select fields under \"x\" that are different fields; give one of them another alias.",
            conflict.Message);
    }

    [Fact]
    public void Every_pair_is_told_and_two_fragments_are_compared_once()
    {
        Assert.Equal(3, Conflicts("{ dog { x: name x: nickname x: barkVolume } }").Count());
        Assert.Single(Conflicts(
            "{ dog { ...A ...B friend { ... on Dog { ...A ...B } } } } fragment A on Dog { x: name } fragment B on Dog { x: nickname }"));
    }

    [Fact]
    public void Fragments_that_nobody_spreads_are_looked_through_as_well() =>
        Assert.Single(Conflicts("{ dog { name } } fragment A on Dog { x: name x: nickname }"));

    [Fact]
    public void Fragments_in_a_circle_are_looked_through_and_each_way_around_is_told_once()
    {
        var conflicts = Conflicts(
            "{ dog { ...A } } fragment A on Dog { x: name friend { ...B } } fragment B on Dog { x: nickname friend { ...A } ...A }");

        Assert.Equal(["38 84", "38 46 84 96"], conflicts.Select(conflict => string.Join(' ', Columns(conflict))));
    }

    [Fact]
    public void Circles_of_many_lengths_end()
    {
        var circles = new[] { 2, 3, 5, 7, 11 }.SelectMany(length => Enumerable.Range(0, length).Select(
            i => $"fragment F{length}_{i} on Dog {{ friend {{ ...F{length}_{(i + 1) % length} }} }}"));
        var start = "{ dog { ...F2_0 ...F3_0 ...F5_0 ...F7_0 ...F11_0 } } ";

        Assert.NotEmpty(PetSchema.Validate(start + string.Join(' ', circles), Everything));
    }

    [Fact]
    public void Fields_that_exclude_each_other_must_only_look_the_same()
    {
        Assert.Empty(Conflicts("{ pet { ... on Dog { x: nickname } ... on Cat { x: name } nope } }"));
        Assert.Single(Conflicts("{ pet { ... on Dog { x: nickname } ... on Cat { x: meowVolume } nope } }"));
    }

    [Fact]
    public void At_the_limit_a_document_that_is_wrong_otherwise_still_hears_what_is_wrong()
    {
        var fields = string.Concat(Enumerable.Range(0, 200).Select(_ => "name "));
        var narrow = new ValidationOptions { Limits = OperationLimits.Default with { MergeComparisons = 1000 } };

        Assert.Equal("FieldsOnCorrectType", Assert.Single(PetSchema.Validate($"{{ dog {{ {fields} nope }} }}", narrow)).Rule);
        Assert.Equal("mergeComparisons", Assert.Single(PetSchema.Validate($"{{ dog {{ {fields} x: name x: nickname }} }}", narrow)).Limit);
    }

    private static IEnumerable<GraphQLError> Conflicts(string document) =>
        PetSchema.Validate(document, Everything).Where(error => error.Rule == "OverlappingFieldsCanBeMerged");

    private static IEnumerable<int> Columns(GraphQLError error) => error.Locations.Select(location => location.Column).Order();
}
