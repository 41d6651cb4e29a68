using Exchange.EndToEnd.Calls;
using Exchange.EndToEnd.Running;

namespace Exchange.EndToEnd.Scenarios;

/// <summary>Scenario S2 and row N5: the community doctor in the heat. 李建国 consents, 张桂英 withdrew.</summary>
public sealed class HeatCareTests(DemoCity city)
{
    internal const string Fields =
        "pid elderCare { needsVisit } heatRisk "
        + "registeredAddress { regionCode streetCode communityCode fullText addressCode building { floors } } "
        + "visitContact { name phone } citizenNo familyDoctor { name } lowIncome { incomePerHead }";

    private static readonly string[] Gated =
        ["elderCare.needsVisit", "heatRisk", "registeredAddress", "visitContact.name", "visitContact.phone"];

    [Fact]
    public async Task Who_consents_is_shown_with_the_street_and_no_more()
    {
        var answer = await AskAsync(People.LiJianguo);
        answer.AssertValue("true", "person.elderCare.needsVisit");
        answer.AssertValue("\"HIGH\"", "person.heatRisk");
        answer.AssertValue("\"12900001004\"", "person.visitContact.phone");
        Assert.Equal("李敏", answer.At("person.visitContact.name").GetString());
        answer.AssertValue("\"990102001\"", "person.registeredAddress.streetCode");
        Assert.EndsWith("街道", answer.At("person.registeredAddress.fullText").GetString(), StringComparison.Ordinal);
        Assert.All(
            ["registeredAddress.communityCode", "registeredAddress.addressCode", "registeredAddress.building.floors", "citizenNo",
                "familyDoctor.name", "lowIncome.incomePerHead"],
            field => answer.AssertWithheld($"person.{field}", "NOT_PERMITTED"));
        var reduced = Assert.Single(answer.Exchange.GetProperty("reduced").EnumerateArray());
        Assert.Equal("Person.registeredAddress", reduced.GetProperty("coordinate").GetString());
        Assert.Equal("street", reduced.GetProperty("level").GetString());
        Assert.Equal(1, reduced.GetProperty("records").GetInt32());
    }

    [Fact]
    public async Task Who_withdrew_is_withheld_and_no_department_is_asked()
    {
        var answer = await AskAsync(People.ZhangGuiying);
        Assert.All(Gated, field => answer.AssertWithheld($"person.{field}", "CONSENT_MISSING"));
        Assert.All(
            city.Hub.Client.Sources.Of(answer.AccessId!).SelectMany(request => request.Fields),
            field => Assert.StartsWith("SubjectFacts.", field, StringComparison.Ordinal));
    }

    [Fact]
    public async Task In_an_emergency_the_need_of_a_visit_opens_and_the_risk_does_not()
    {
        var answer = await AskAsync(People.ZhangGuiying, "高温红色预警，逐户探访");
        answer.AssertValue("true", "person.elderCare.needsVisit");
        Assert.All(Gated.Skip(1), field => answer.AssertWithheld($"person.{field}", "CONSENT_MISSING"));
    }

    private Task<Answer> AskAsync(string citizenNo, string? emergency = null) => city.Hub.Client.AskAsync(
        Clients.CommunityDoctor,
        $$"""{ person(citizenNo: "{{citizenNo}}") { {{Fields}} } }""",
        Clients.Heat with { Emergency = emergency });
}
