using Exchange.EndToEnd.Calls;
using Exchange.EndToEnd.Running;

namespace Exchange.EndToEnd.Scenarios;

/// <summary>Scenario S12: a clerk of 990121 asks for people of 990102.</summary>
public sealed class JurisdictionTests(DemoCity city)
{
    [Fact]
    public async Task A_person_of_another_county_is_outside_the_jurisdiction()
    {
        var answer = await AskAsync(Clients.AssistanceOfficerElsewhere, People.WangXiufang);
        answer.AssertWithheld("person", "OUTSIDE_JURISDICTION");
    }

    [Fact]
    public async Task A_number_that_nobody_has_answers_byte_for_byte_like_a_person_of_another_county()
    {
        var outside = await AskAsync(Clients.AssistanceOfficerElsewhere, People.WangXiufang);
        var unknown = await AskAsync(Clients.AssistanceOfficerElsewhere, People.Nobody);
        Assert.NotEqual(outside.AccessId, unknown.AccessId);
        Assert.Equal(
            outside.Text.Replace(outside.AccessId!, "id", StringComparison.Ordinal),
            unknown.Text.Replace(unknown.AccessId!, "id", StringComparison.Ordinal));
        Assert.Equal(city.Hub.Client.Sources.ShapeOf(outside.AccessId!), city.Hub.Client.Sources.ShapeOf(unknown.AccessId!));
    }

    [Fact]
    public async Task Residence_counts_and_not_the_prefix_of_the_number()
    {
        // 周㛃 has a number of 990122 and lives in 990103: neither clerk's county.
        (await AskAsync(Clients.AssistanceOfficer, People.ZhouRan)).AssertWithheld("person", "OUTSIDE_JURISDICTION");

        // 赵德明 has a number of 990121 and lives there.
        var answer = await AskAsync(Clients.AssistanceOfficerElsewhere, People.ZhaoDeming);
        Assert.NotNull(answer.At("person.pid").GetString());
        answer.AssertWithheld("person.alive", "CONSENT_MISSING");
    }

    private Task<Answer> AskAsync(string clientId, string citizenNo) => city.Hub.Client.AskAsync(
        clientId,
        $$"""{ person(citizenNo: "{{citizenNo}}") { pid alive household { memberCount members { pid } } } }""",
        Clients.Assistance);
}
