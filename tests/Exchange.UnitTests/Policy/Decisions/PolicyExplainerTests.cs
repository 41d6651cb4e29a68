using Exchange.Policy;
using Exchange.Policy.Decisions;
using Exchange.Policy.Explanations;
using Exchange.Policy.Documents;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Policy.Decisions;

public class PolicyExplainerTests
{
    [Theory]
    [InlineData("en", "Person.pension.amount",
        "withheld: Person.pension.amount (NOT_PERMITTED) is conditional data, level 4, of social-security (")]
    [InlineData("en", "Person.pension.amount", "no rule opens it to assistance-officer (Social assistance officer) of civil-affairs (")]
    [InlineData("en", "Person.pension.amount", "for assistance.eligibility (Eligibility for social assistance); ask ")]
    [InlineData("en", "Person.pension.receives",
        "at full under rule ss-assistance-means (statutory-duty/consent, 社会救助暂行办法 art. 58) where: " +
        "consent assistance.means, same region, case number.")]
    [InlineData("en", "Place.fullText", "open at full: Place.fullText is unconditional data, level 1, of public-security (")]
    [InlineData("en", "Person.protectedAddress", "is withheld by law data, level 4")]
    [InlineData("en", "Person.pension.amuont", "is not a field of the data standard. Did you mean 'Person.pension.amount'?")]
    [InlineData("zh", "Person.pension.amount", "不予提供：Person.pension.amount（NOT_PERMITTED）是social-security（")]
    [InlineData("zh", "Person.pension.receives", "条件：本人同意 assistance.means、同一辖区、案件编号。")]
    [InlineData("zh", "Place.fullText", "无条件共享数据")]
    public void A_sentence_names_codes_beside_titles(string lang, string coordinate, string part)
    {
        var officer = DemoCity.Asking("civil-affairs-assistance-officer");
        var explanation = PolicyExplainer.Explain(DemoCity.Standard, DemoCity.Policies, officer, new(coordinate), DemoCity.Now, lang);
        Assert.Contains(part, explanation.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', explanation.Sentence);
    }

    [Fact]
    public void A_missing_case_number_names_the_rule_that_would_open()
    {
        var officer = DemoCity.Asking("civil-affairs-assistance-officer", hasCase: false);
        var explanation = PolicyExplainer.Explain(
            DemoCity.Standard, DemoCity.Policies, officer, new("Person.pension.receives"), DemoCity.Now, "en");
        Assert.Equal(Effect.Withheld, explanation.Effect);
        Assert.Equal((ReasonCode.CaseRequired, "ss-assistance-means"), (explanation.Reason, explanation.Rule));
        Assert.Contains("rule ss-assistance-means needs a case number", explanation.Sentence, StringComparison.Ordinal);
    }
}
