using Exchange.Demo.Generation;
using Exchange.EndToEnd.Calls;
using Exchange.EndToEnd.Running;

namespace Exchange.EndToEnd.Scenarios;

/// <summary>陈爱莲 has a protected address. Nothing may tell her from a person whose address is out of date.</summary>
public sealed class ProtectedAddressTests(DemoCity city)
{
    private const string Address = "pid registeredAddress { regionCode streetCode fullText }";

    [Fact]
    public async Task Her_street_is_not_available_though_she_consents()
    {
        var answer = await AskAsync(city.Hub.Client, Clients.CommunityDoctor, People.ChenAilian, Address + " heatRisk", Clients.Heat);
        answer.AssertWithheld("person.registeredAddress", "NOT_AVAILABLE");
        answer.AssertValue("\"HIGH\"", "person.heatRisk");
    }

    [Fact]
    public async Task Her_household_is_not_available_though_she_consents()
    {
        var answer = await AskAsync(
            city.Hub.Client, Clients.AssistanceOfficer, People.ChenAilian, "alive household { memberCount members { pid } }",
            Clients.Assistance);
        answer.AssertValue("true", "person.alive");
        answer.AssertWithheld("person.household.memberCount", "NOT_AVAILABLE");
        answer.AssertWithheld("person.household.members", "NOT_AVAILABLE");
    }

    [Fact]
    public async Task Nothing_tells_her_from_a_person_whose_address_is_stale()
    {
        using var folder = new TemporaryFolder();
        await using var hub = await HubProcess.StartAsync(folder.Location, folder.Take(city.RestedData, "data"));
        var stale = Stale();
        await (await hub.Client.SignInAsync("data-steward")).GiveAsync(stale, "care.heat", "health", "care.heat");

        var hers = await AskAsync(hub.Client, Clients.CommunityDoctor, People.ChenAilian, Address, Clients.Heat);
        var theirs = await AskAsync(hub.Client, Clients.CommunityDoctor, stale, Address, Clients.Heat);

        Assert.Equal(WithoutIds(hers), WithoutIds(theirs));
        Assert.Equal(hub.Client.Sources.ShapeOf(hers.AccessId!), hub.Client.Sources.ShapeOf(theirs.AccessId!));
    }

    // The demo's city comes from a fixed seed, so the generator says who is in it.
    private static string Stale()
    {
        var parameters = CityParameters.OfSize("small")!;
        var city = CityGenerator.Generate(parameters);
        var consented = city.Consents.Where(consent => consent.Purpose == "care.heat").Select(consent => consent.CitizenNo).ToHashSet();
        return city.Residents.First(resident =>
            resident is { HasStaleAddress: true, IsProtected: false } && !consented.Contains(resident.CitizenNo)
            && resident.AgeOn(parameters.ReferenceDate) >= 18).CitizenNo;
    }

    private static string WithoutIds(Answer answer) => answer.Text
        .Replace(answer.AccessId!, "access", StringComparison.Ordinal)
        .Replace(answer.At("person.pid").GetString()!, "pid", StringComparison.Ordinal);

    private static Task<Answer> AskAsync(HubClient client, string clientId, string citizenNo, string fields, Under under) =>
        client.AskAsync(clientId, $$"""{ person(citizenNo: "{{citizenNo}}") { {{fields}} } }""", under);
}
