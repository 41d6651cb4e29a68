using Exchange.Policy.Comparison;
using Exchange.Policy.Documents;
using Exchange.PolicyTests.Fixtures;
using Exchange.UnitTests.Fixtures;

namespace Exchange.PolicyTests.Comparison;

/// <summary>The second person sees which tests a version would leave behind.</summary>
public sealed class TrialTermsTests
{
    private const string File = "tests/some.yaml";
    private const string Birth = "Person.birthDate";

    [Fact]
    public void A_version_that_leaves_out_a_test_which_it_fails_says_so()
    {
        var difference = Compare(Test("no birth date", Birth, "closed"), "", Opened);
        var term = Assert.Single(difference.Terms, term => term.Kind == "test");
        Assert.Equal(
            $"test \"no birth date\" ({File}) is gone; the new version fails it as it was: {Birth}: expected closed, decided full", term.Sentence.En);
        Assert.Equal(("no birth date", true), (term.Id, term.Opens));
    }

    [Fact]
    public void A_test_that_would_still_pass_opens_by_being_gone_or_changed()
    {
        var test = Test("no birth date", Birth, "closed");
        AssertTerm(Compare(test, "", Closed), "is gone", opens: true);
        AssertTerm(Compare(test, Test("no birth date", "Person.heatRisk", "closed"), Closed), "says something else", opens: true);
        Assert.False(Compare(test, "", Closed).IsEmpty);
    }

    [Fact]
    public void What_closes_a_field_takes_the_tests_with_it_that_expect_it_open()
    {
        AssertTerm(Compare(Test("a birth date", Birth, "full"), "", Closed), "is gone; the new version fails", opens: false);
        AssertTerm(Compare(Test("a birth date", Birth, "full"), Test("a birth date", Birth, "closed"), Closed), "says something else; ", opens: false);
        AssertTerm(Compare(Test("a birth date", Birth, "full"), "", At(1)), "is gone; the new version fails", opens: false);
        AssertTerm(Compare(Test("a birth date", Birth, "year"), "", Opened), "is gone; the new version fails", opens: true);
    }

    [Fact]
    public void A_test_of_what_the_new_version_has_no_word_for_cannot_be_told_to_close()
    {
        var test = Test("no birth date", Birth, "closed").Replace("purpose: wide", "purpose: gone", StringComparison.Ordinal);
        AssertTerm(Compare(test, "", Closed), "cannot be tried", opens: true);
    }

    [Fact]
    public void Tests_that_the_new_version_fails_come_first()
    {
        var before = Test("passed", "Person.heatRisk", "closed") + Case("failed", Birth, "closed");
        Assert.Equal(["failed", "passed"], Compare(before, "", Opened).Terms.Where(term => term.Kind == "test").Select(term => term.Id));
    }

    [Fact]
    public void Another_name_place_or_order_and_a_test_that_is_new_are_no_change()
    {
        var before = Documents(File, Test("no birth date", Birth, "closed") + Case("no risk", "Person.heatRisk", "closed"));
        var after = Documents("tests/other.yaml", "# moved\n" + Test("no risk at all", "Person.heatRisk", "closed")
            + Case("new", "Person.pid", "closed") + Case("no birth date", Birth, "'closed'"));
        Assert.True(PolicyComparison.Compare(DemoCity.Standard, new ReadPolicies(Closed, before), new ReadPolicies(Closed, after), DemoCity.Now).IsEmpty);
    }

    private static PolicySet Closed { get; } = SmallPolicies.Of();

    private static PolicySet Opened { get; } = At(3);

    private static PolicySet At(int level) => SmallPolicies.Of(SmallPolicies.Rule("r", level));

    private static void AssertTerm(PolicyDifference difference, string sentence, bool opens)
    {
        var term = Assert.Single(difference.Terms, term => term.Kind == "test");
        Assert.Contains(sentence, term.Sentence.En, StringComparison.Ordinal);
        Assert.Equal(opens, term.Opens);
    }

    private static PolicyDifference Compare(string before, string after, PolicySet policies) => PolicyComparison.Compare(
        DemoCity.Standard, new ReadPolicies(Closed, Documents(File, before)), new ReadPolicies(policies, Documents(File, after)), DemoCity.Now);

    private static Dictionary<string, string> Documents(string file, string text) => new() { [file] = text, ["vocabulary.yaml"] = "" };

    private static string Test(string name, string field, string outcome) => "cases:\n" + Case(name, field, outcome);

    private static string Case(string name, string field, string outcome) =>
        $"  - {{ name: {name}, caller: {{ department: housing, roles: [one], purpose: wide }}, expect: {{ {field}: {outcome} }} }}\n";
}
