using Exchange.Policy;
using Exchange.Policy.Decisions;
using Exchange.Policy.Explanations;
using Exchange.UnitTests.Fixtures;

namespace Exchange.PolicyTests.Explanations;

/// <summary>The explanation of one cell tells which condition decided, and nothing that the answer did not tell.</summary>
public sealed class CellExplainerTests
{
    private const string Field = "Person.pension.receives";

    [Theory]
    [InlineData("en", "there is no consent in force to assistance.means for assistance.eligibility (Eligibility for social assistance) by civil-affairs")]
    [InlineData("zh", "没有对 assistance.means 有效的本人同意")]
    public void A_missing_consent_names_the_scope_and_the_use(string lang, string part) =>
        Assert.Contains(part, Explain(ReasonCode.ConsentMissing, lang), StringComparison.Ordinal);

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void A_record_of_another_region_and_one_that_nobody_has_are_explained_alike(string lang)
    {
        var sentence = Explain(ReasonCode.OutsideJurisdiction, lang);

        Assert.Contains("990102", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("assistance.means", sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void No_cell_is_ever_explained_by_a_protected_address(string lang)
    {
        foreach (var reason in Enum.GetValues<ReasonCode>().Where(reason => reason != ReasonCode.None))
        {
            var sentence = Explain(reason, lang);
            Assert.DoesNotContain("protect", sentence, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("受保护", sentence, StringComparison.Ordinal);
            Assert.Contains(reason.Code(), sentence, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_was_closed_to_the_whole_class_is_explained_by_the_documents()
    {
        var sentence = CellExplainer.Explain(
            DemoCity.Standard, DemoCity.Policies, DemoCity.Asking("civil-affairs-assistance-officer", hasCase: false),
            new AnsweredCell(new Coordinate(Field), "none", null, ReasonCode.CaseRequired), DemoCity.Now, "en");

        Assert.Contains("rule ss-assistance-means needs a case number", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cell_that_was_given_names_level_and_rule()
    {
        var sentence = CellExplainer.Explain(
            DemoCity.Standard, DemoCity.Policies, DemoCity.Asking("civil-affairs-assistance-officer"),
            new AnsweredCell(new Coordinate(Field), "full", "ss-assistance-means", ReasonCode.None), DemoCity.Now, "en");

        Assert.Equal("given at full under rule ss-assistance-means.", sentence);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void A_cell_that_a_guard_may_have_closed_names_it(string lang) =>
        Assert.Contains("means-and-health", Explain(ReasonCode.NotPermitted, lang), StringComparison.Ordinal);

    [Theory]
    [InlineData("en", "the reference that led to the record is open from level")]
    [InlineData("zh", "仅当指向该记录的引用开放至")]
    public void What_a_reference_gives_away_may_be_closed_by_its_level(string lang, string part)
    {
        var sentence = CellExplainer.Explain(
            DemoCity.Standard, DemoCity.Policies, DemoCity.Asking("health-community-doctor"),
            new AnsweredCell(new Coordinate("Place.addressCode"), "none", null, ReasonCode.NotPermitted), DemoCity.Now, lang);

        Assert.Contains(part, sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_that_are_not_in_a_list_are_not_explained_as_a_record_that_is_not_there()
    {
        var sentence = CellExplainer.Explain(
            DemoCity.Standard, DemoCity.Policies, DemoCity.Asking("grid-centre-grid-worker"),
            new AnsweredCell(new Coordinate("Query.events"), "none", null, ReasonCode.OutsideJurisdiction) { IsUncounted = true }, DemoCity.Now, "en");

        Assert.Contains("rows of other regions are not in the list", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("nobody's", sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "whether there is one is not told")]
    [InlineData("zh", "不告知是否存在")]
    public void That_small_counts_are_left_out_tells_not_whether_any_was(string lang, string part) =>
        Assert.Contains(part, Explain(ReasonCode.SmallCell, lang), StringComparison.Ordinal);

    private static string Explain(ReasonCode reason, string lang) => CellExplainer.Explain(
        DemoCity.Standard, DemoCity.Policies, DemoCity.Asking("civil-affairs-assistance-officer"),
        new AnsweredCell(new Coordinate(Field), "none", null, reason), DemoCity.Now, lang);
}
