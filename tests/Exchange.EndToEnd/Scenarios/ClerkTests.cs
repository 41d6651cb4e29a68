using System.Text.Json;
using Exchange.EndToEnd.Calls;
using Exchange.EndToEnd.Running;

namespace Exchange.EndToEnd.Scenarios;

/// <summary>Rows N2 to N4: the clerks of the register, of pensions and of public housing; and row N9, what is open to everybody.</summary>
public sealed class ClerkTests(DemoCity city)
{
    [Fact]
    public async Task The_pension_clerk_sees_alive_and_death_which_disagree_and_four_digits()
    {
        var answer = await AskAsync(
            Clients.PensionClerk, People.ZhaoDeming,
            "pid alive deathDate citizenNo registeredAddress { fullText } household { memberCount }",
            new Under("pension.verification"));
        answer.AssertValue("true", "person.alive");
        answer.AssertValue("\"2026-02-11\"", "person.deathDate");
        var citizenNo = answer.At("person.citizenNo").GetString()!;
        Assert.EndsWith("0110", citizenNo, StringComparison.Ordinal);
        Assert.DoesNotContain("19390228", citizenNo, StringComparison.Ordinal);
        Assert.DoesNotContain("990121", answer.Text, StringComparison.Ordinal);
        answer.AssertWithheld("person.registeredAddress", "NOT_PERMITTED");
        answer.AssertWithheld("person.household.memberCount", "NOT_PERMITTED");
        var reduced = Assert.Single(answer.Exchange.GetProperty("reduced").EnumerateArray());
        Assert.Equal("Person.citizenNo last4", $"{reduced.GetProperty("coordinate")} {reduced.GetProperty("level")}");
    }

    [Fact]
    public async Task The_register_clerk_sees_the_date_of_death_and_nothing_else()
    {
        var answer = await AskAsync(
            Clients.RegisterClerk, People.ZhaoDeming, "pid deathDate name citizenNo alive pension { receives }",
            new Under("register.maintenance"));
        answer.AssertValue("\"2026-02-11\"", "person.deathDate");
        Assert.All(["name", "citizenNo", "alive", "pension.receives"], field => answer.AssertWithheld($"person.{field}", "NOT_PERMITTED"));
    }

    [Fact]
    public async Task The_housing_clerk_sees_all_but_the_marital_status_which_has_its_own_consent()
    {
        var answer = await AskAsync(
            Clients.HousingClerk, People.SunYue,
            "lowIncome { isRecipient incomePerHead } household { memberCount } residencePermit { status validTo } maritalStatus "
            + "property { owns } disability { kind }",
            new Under("housing.allocation"));
        answer.AssertValue("true", "person.lowIncome.isRecipient");
        answer.AssertValue("1", "person.household.memberCount");
        answer.AssertValue("\"2027-06-30\"", "person.residencePermit.validTo");
        answer.AssertWithheld("person.maritalStatus", "CONSENT_MISSING");
        answer.AssertValue("false", "person.property.owns");
        answer.AssertWithheld("person.lowIncome.incomePerHead", "NOT_PERMITTED");
        answer.AssertWithheld("person.disability.kind", "NOT_PERMITTED");
        Assert.DoesNotContain(
            "Person.maritalStatus", city.Hub.Client.Sources.Of(answer.AccessId!).SelectMany(request => request.Fields));
    }

    [Fact]
    public async Task Two_departments_get_two_pseudonyms_and_one_cannot_open_the_others()
    {
        var housing = await AskAsync(Clients.HousingClerk, People.SunYue, "pid", new Under("housing.allocation"));
        var pension = await AskAsync(Clients.PensionClerk, People.SunYue, "pid", new Under("pension.verification"));
        var pid = housing.At("person.pid").GetString()!;
        Assert.NotEqual(pid, pension.At("person.pid").GetString());

        var own = await city.Hub.Client.AskAsync(
            Clients.HousingClerk, $$"""{ person(pid: "{{pid}}") { pid household { memberCount } } }""", new Under("housing.allocation"));
        Assert.Equal(pid, own.At("person.pid").GetString());
        own.AssertValue("1", "person.household.memberCount");
        var foreign = await city.Hub.Client.AskAsync(
            Clients.PensionClerk, $$"""{ person(pid: "{{pid}}") { alive } }""", new Under("pension.verification"));
        foreign.AssertWithheld("person", "OUTSIDE_JURISDICTION");
    }

    [Fact]
    public async Task What_is_unconditional_is_open_to_every_client_without_a_purpose()
    {
        foreach (var client in city.Hub.Client.Credentials.Clients)
        {
            var answer = await city.Hub.Client.AskAsync(
                client.ClientId,
                """{ me { client department { code } purpose } place(addressCode: "990102001001-0003") { fullText regionCode } }""",
                new Under());
            Assert.Equal(client.ClientId, answer.At("me.client").GetString());
            Assert.Equal(client.Department, answer.At("me.department.code").GetString());
            Assert.Equal(JsonValueKind.Null, answer.At("me.purpose").ValueKind);
            Assert.Contains("云桥里3栋", answer.At("place.fullText").GetString(), StringComparison.Ordinal);
            Assert.Empty(answer.Withheld);
        }
    }

    private Task<Answer> AskAsync(string clientId, string citizenNo, string fields, Under under) =>
        city.Hub.Client.AskAsync(clientId, $$"""{ person(citizenNo: "{{citizenNo}}") { {{fields}} } }""", under);
}
