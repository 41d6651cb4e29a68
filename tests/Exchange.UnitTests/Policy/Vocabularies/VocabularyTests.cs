using Exchange.Policy.Decisions;
using Exchange.Policy.Standard;
using Exchange.Policy.Vocabularies;

namespace Exchange.UnitTests.Policy.Vocabularies;

public class VocabularyTests
{
    private static readonly Title Title = new("题", "title");

    private static readonly Vocabulary Words = new(
        [],
        [
            new Purpose("wide", Title, null, null, new CaseFormat("XX-NN")), new Purpose("narrow", Title, "wide", null, null),
            new Purpose("innocent", Title, "watch.list", null, null), new Purpose("watch.list", Title, null, null, null),
            new Purpose("a", Title, "b", null, null), new Purpose("b", Title, "a", null, null),
        ],
        [],
        []);

    [Theory]
    [InlineData(null, PurposeState.Missing)]
    [InlineData("", PurposeState.Missing)]
    [InlineData("wide", PurposeState.Registered)]
    [InlineData("narrow", PurposeState.NotRegistered)]
    [InlineData("WIDE", PurposeState.NotRegistered)]
    [InlineData("unheard.of", PurposeState.NotRegistered)]
    [InlineData("unheard.of.registered", PurposeState.NotRegistered)]
    [InlineData("behaviour.scoring", PurposeState.Refused)]
    [InlineData("innocent", PurposeState.Refused)]
    public void A_purpose_counts_only_where_it_is_known_and_registered(string? purpose, PurposeState expected) =>
        Assert.Equal(expected, Words.StateOf(purpose, ["wide", "behaviour.scoring", "innocent", "unheard.of.registered"]));

    [Fact]
    public void A_case_number_counts_only_for_a_purpose_that_has_them()
    {
        Assert.True(Words.AcceptsCase("wide", "SA-01"));
        Assert.False(Words.AcceptsCase("wide", "SA-1"));
        Assert.False(Words.AcceptsCase("narrow", "SA-01"));
        Assert.False(Words.AcceptsCase(null, "SA-01"));
    }

    [Fact]
    public void Ancestors_come_nearest_first_and_a_circle_ends()
    {
        Assert.Equal(["narrow", "wide"], Words.WithAncestors("narrow"));
        Assert.Empty(Words.WithAncestors("unheard.of"));
        Assert.True(Words.WithAncestors("a").Count() <= Words.Purposes.Count + 1);
    }
}
