using System.Text.Json;
using Exchange.EndToEnd.Calls;
using Exchange.EndToEnd.Running;

namespace Exchange.EndToEnd.Scenarios;

/// <summary>Scenario S1: 王秀芳 applied for assistance; 王磊, the third of the household, did not sign. Asked as one query.</summary>
public sealed class AssistanceTests(DemoCity city)
{
    private const string Query =
        $$"""
        {
          person(citizenNo: "{{People.WangXiufang}}") {
            pid
            household {
              memberCount
              members {
                pid alive
                socialInsurance { isInsured contributionBase }
                pension { receives amount }
                property { owns countBand titles { area mortgaged } }
                publicHousing
                isLegalRepOf { name }
                name citizenNo birthDate registeredAddress { fullText } household { memberCount }
                employer { name } unemployed
                lowIncome { isRecipient incomePerHead } maritalStatus deathDate visitContact { phone } elderCare { needsVisit }
                heatRisk careNeed { dialysis } familyDoctor { name }
              }
            }
          }
        }
        """;

    private static readonly string[] OfThePerson =
    [
        "alive", "socialInsurance.isInsured", "pension.receives", "property.owns", "property.countBand", "publicHousing", "isLegalRepOf",
    ];

    private static readonly string[] NeverPermitted =
    [
        "pension.amount", "socialInsurance.contributionBase", "employer", "unemployed", "name", "citizenNo", "birthDate",
        "registeredAddress",
        "lowIncome.isRecipient", "lowIncome.incomePerHead", "maritalStatus", "deathDate", "visitContact.phone", "elderCare.needsVisit",
        "heatRisk", "careNeed.dialysis", "familyDoctor.name", "property.titles.area", "property.titles.mortgaged",
    ];

    [Fact]
    public async Task Members_who_signed_come_back_with_what_the_purpose_opens()
    {
        var (answer, wangLei) = await AskAsync();
        answer.AssertValue("3", "person.household.memberCount");
        Assert.Equal(3, answer.At("person.household.members").GetArrayLength());
        foreach (var member in Enumerable.Range(0, 3).Where(index => index != wangLei).Select(Member))
        {
            answer.AssertValue("true", $"{member}.alive");
            answer.AssertValue("true", $"{member}.socialInsurance.isInsured");
            answer.AssertValue("true", $"{member}.pension.receives");
        }
    }

    [Fact]
    public async Task The_member_who_did_not_sign_is_withheld_for_want_of_consent_in_every_cell()
    {
        var (answer, wangLei) = await AskAsync();
        Assert.All(OfThePerson, field => answer.AssertWithheld($"{Member(wangLei)}.{field}", "CONSENT_MISSING"));
        answer.AssertWithheld($"{Member(wangLei)}.household.memberCount", "CONSENT_MISSING");
    }

    [Fact]
    public async Task Amounts_employer_health_and_identity_are_not_permitted_for_anybody()
    {
        var (answer, _) = await AskAsync();
        foreach (var member in Enumerable.Range(0, 3).Select(Member))
        {
            Assert.All(NeverPermitted, field => answer.AssertWithheld($"{member}.{field}", "NOT_PERMITTED"));
        }
    }

    [Fact]
    public async Task Every_department_answers_for_who_signed()
    {
        var (answer, wangLei) = await AskAsync();
        var signed = Member(wangLei == 0 ? 1 : 0);
        Assert.All(["property.owns", "property.countBand", "publicHousing", "isLegalRepOf"], field =>
        {
            Assert.NotEqual(JsonValueKind.Null, answer.At($"{signed}.{field}").ValueKind);
            answer.AssertWithheld($"{Member(wangLei)}.{field}", "CONSENT_MISSING");
        });

        var states = answer.Exchange.GetProperty("sources").EnumerateArray()
            .ToDictionary(source => source.GetProperty("department").GetString()!, source => source.GetProperty("state").GetString());
        Assert.Equal("answered", states["housing"]);
        Assert.Equal("answered", states["market-regulation"]);
        Assert.Equal("answered", states["public-security"]);
        Assert.Equal("answered", states["social-security"]);
    }

    [Fact]
    public async Task Every_selected_leaf_is_there_or_explained()
    {
        var (answer, _) = await AskAsync();
        var missing = NullPaths(answer.At("person"), "person").ToList();
        var explained = answer.Withheld.SelectMany(cells => cells.Paths).ToList();
        Assert.NotEmpty(missing);

        // A value object may be null as a whole; then its leaves are explained below its path.
        Assert.All(missing, path => Assert.Contains(
            explained, known => known == path || known.StartsWith(path + ".", StringComparison.Ordinal)));
        Assert.All(answer.Withheld, cells => Assert.True(cells is { Department: not null, Request: not null, Records: > 0 }));
        Assert.Equal(answer.AccessId, answer.Exchange.GetProperty("accessId").GetString());
    }

    [Fact]
    public async Task The_key_of_who_did_not_sign_never_left_but_for_subject_facts()
    {
        var (answer, _) = await AskAsync();
        var requests = city.Hub.Client.Sources.Of(answer.AccessId!);
        var wangLei = city.Hub.Client.Sources.HashOf(People.WangLei);
        var carried = requests.Where(request => request.KeyHashes.Contains(wangLei)).ToList();
        Assert.NotEmpty(carried);
        Assert.All(
            carried.SelectMany(request => request.Fields), field => Assert.StartsWith("SubjectFacts.", field, StringComparison.Ordinal));

        var signed = city.Hub.Client.Sources.HashOf(People.WangZhiqiang);
        Assert.Contains(requests, request => request.Department == "social-security" && request.KeyHashes.Contains(signed));
    }

    [Fact]
    public async Task No_closed_field_was_asked_of_any_department()
    {
        var (answer, _) = await AskAsync();
        var asked = city.Hub.Client.Sources.Of(answer.AccessId!)
            .SelectMany(request => request.Fields).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "Person.alive", "Person.household.memberCount", "Person.household.members", "Person.isLegalRepOf",
                "Person.pension.receives", "Person.property.countBand", "Person.property.owns", "Person.publicHousing",
                "Person.socialInsurance.isInsured", "SubjectFacts.exists", "SubjectFacts.protected", "SubjectFacts.region",
            ],
            asked);
    }

    private static string Member(int index) => $"person.household.members.{index}";

    private static IEnumerable<string> NullPaths(JsonElement value, string path) => value.ValueKind switch
    {
        JsonValueKind.Null => [path],
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => NullPaths(member.Value, $"{path}.{member.Name}")),
        JsonValueKind.Array => value.EnumerateArray().SelectMany((item, index) => NullPaths(item, $"{path}.{index}")),
        _ => [],
    };

    // The pseudonym is the same in every answer to one department, so it tells which member is 王磊.
    private async Task<(Answer Answer, int WangLei)> AskAsync()
    {
        var client = city.Hub.Client;
        var answer = await client.AskAsync(Clients.AssistanceOfficer, Query, Clients.Assistance);
        var alone = await client.AskAsync(
            Clients.AssistanceOfficer, $$"""{ person(citizenNo: "{{People.WangLei}}") { pid } }""", Clients.Assistance);
        var pid = alone.At("person.pid").GetString();
        var index = answer.At("person.household.members").EnumerateArray().ToList()
            .FindIndex(member => member.GetProperty("pid").GetString() == pid);
        Assert.InRange(index, 0, 2);
        return (answer, index);
    }
}
