using Exchange.EndToEnd.Calls;
using Exchange.EndToEnd.Running;

namespace Exchange.EndToEnd.Refusals;

/// <summary>
/// Without a lawful purpose everything that is not unconditional stays closed, with the reason, and no department is asked.
/// </summary>
public sealed class PurposeTests(DemoCity city)
{
    private const string Query = $$"""{ person(citizenNo: "{{People.LiJianguo}}") { pid heatRisk } }""";

    [Theory]
    [InlineData(null, "PURPOSE_REQUIRED")]
    [InlineData("no.such.purpose", "PURPOSE_NOT_REGISTERED")]
    [InlineData("housing.allocation", "PURPOSE_NOT_REGISTERED")]
    [InlineData("population.control", "PURPOSE_REFUSED")]
    [InlineData("behaviour.scoring", "PURPOSE_REFUSED")]
    [InlineData("movement.tracking", "PURPOSE_REFUSED")]
    [InlineData("watch.list", "PURPOSE_REFUSED")]
    public async Task A_request_without_a_lawful_purpose_is_answered_with_the_reason_only(string? purpose, string reason)
    {
        var answer = await city.Hub.Client.AskAsync(Clients.CommunityDoctor, Query, new Under(purpose));
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.Status);
        answer.AssertWithheld("person", reason);
        Assert.Single(answer.Withheld);
        Assert.Empty(city.Hub.Client.Sources.Of(answer.AccessId!));
    }

    [Fact]
    public async Task What_is_unconditional_stays_open_under_a_wrong_purpose()
    {
        const string Both =
            $$"""{ person(citizenNo: "{{People.LiJianguo}}") { pid } place(addressCode: "990102001001-0003") { regionCode } }""";
        var answer = await city.Hub.Client.AskAsync(Clients.CommunityDoctor, Both, new Under("watch.list"));
        answer.AssertValue("\"990102\"", "place.regionCode");
        answer.AssertWithheld("person", "PURPOSE_REFUSED");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("SA-26-123")]
    [InlineData("anything at all")]
    public async Task A_purpose_that_needs_a_case_takes_no_request_without_a_right_number(string? caseNumber)
    {
        var answer = await city.Hub.Client.AskAsync(
            Clients.AssistanceOfficer, $$"""{ person(citizenNo: "{{People.WangXiufang}}") { pid alive } }""",
            new Under("assistance.eligibility", caseNumber));
        answer.AssertWithheld("person", "CASE_REQUIRED");
        Assert.Empty(city.Hub.Client.Sources.Of(answer.AccessId!));
    }
}
