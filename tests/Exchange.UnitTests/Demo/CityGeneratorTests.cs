using System.Security.Cryptography;
using System.Text.Json;
using Exchange.Demo.Generation;
using Exchange.Policy.People;
using Exchange.Policy.Standard;

namespace Exchange.UnitTests.Demo;

public sealed class CityGeneratorTests
{
    private static readonly City Small = CityGenerator.Generate(CityParameters.Small);

    [Fact]
    public void The_same_seed_gives_the_same_city_byte_for_byte()
    {
        var again = CityGenerator.Generate(CityParameters.Small);

        Assert.Equal(Hash(Small), Hash(again));
    }

    [Fact]
    public void Another_seed_gives_another_city_with_the_same_planted_people()
    {
        var other = CityGenerator.Generate(CityParameters.Small with { Seed = 7 });

        Assert.NotEqual(Hash(Small), Hash(other));
        Assert.Equal(PlantedPeople.Residents, other.Residents.Take(PlantedPeople.Residents.Count));
    }

    [Fact]
    public void Small_has_the_persons_households_addresses_and_divisions_it_says()
    {
        Assert.Equal(2_000, Small.Residents.Count);
        Assert.Equal(800, Small.Households.Count);
        Assert.Equal(1_033, Small.Addresses.Count);
        Assert.Equal(300, Small.Organizations.Count);
        Assert.Equal(4, Small.Regions.Count(region => region.Code.Length == 6));
        Assert.Equal(18, Small.Regions.Count(region => region.Code.Length == 9));
        Assert.Equal(Small.Residents.Count, Small.Households.Sum(household => household.Members.Count));
    }

    [Fact]
    public void Every_number_is_valid_unique_and_of_the_unassigned_prefix()
    {
        Assert.All(Small.Residents, resident =>
        {
            Assert.True(PersonKey.TryFromCitizenNo(resident.CitizenNo, out _));
            Assert.StartsWith("9901", resident.CitizenNo, StringComparison.Ordinal);
            Assert.StartsWith("129", resident.Phone, StringComparison.Ordinal);
            Assert.StartsWith("9901", resident.RegionCode, StringComparison.Ordinal);
        });
        Assert.Equal(Small.Residents.Count, Small.Residents.DistinctBy(resident => resident.CitizenNo).Count());
        Assert.All(Small.Organizations, organization => Assert.True(CreditCode.IsValid(organization.Uscc)));
        Assert.Equal(Small.Organizations.Count, Small.Organizations.DistinctBy(organization => organization.Uscc).Count());
    }

    [Fact]
    public void Every_household_and_organization_stands_at_an_address_of_the_base()
    {
        var codes = Small.Addresses.Select(address => address.Code).ToHashSet();

        Assert.Equal(Small.Addresses.Count, codes.Count);
        Assert.All(Small.Households, household => Assert.Contains(household.AddressCode, codes));
        Assert.All(Small.Organizations, organization => Assert.Contains(organization.AddressCode, codes));
        Assert.Equal("安禾市禾东区云桥街道云桥社区云桥里3栋", Small.Addresses.Single(address => address.Code == "990102001001-0003").FullText);
    }

    [Theory]
    [InlineData("990102195803120429", "王秀芳", Sex.Female, "990102")]
    [InlineData("990102195608200319", "王志强", Sex.Male, "990102")]
    [InlineData("990102198506170538", "王磊", Sex.Male, "990102")]
    [InlineData("990102194701050170", "李建国", Sex.Male, "990102")]
    [InlineData("990102194409220283", "张桂英", Sex.Female, "990102")]
    [InlineData("990102199004110644", "陈爱莲", Sex.Female, "990102")]
    [InlineData("990121193902280110", "赵德明", Sex.Male, "990121")]
    [InlineData("990102201709030222", "刘子涵", Sex.Female, "990102")]
    [InlineData("990102198801210758", "刘伟", Sex.Male, "990102")]
    [InlineData("990103199511300465", "孙悦", Sex.Female, "990103")]
    [InlineData("990122197207190847", "周㛃", Sex.Female, "990103")]
    [InlineData("990102196606060134", "吴守正", Sex.Male, "990102")]
    public void A_planted_person_is_there_as_described(string citizenNo, string name, Sex sex, string regionCode)
    {
        var person = Small.Residents.Single(resident => resident.CitizenNo == citizenNo);

        Assert.Equal((name, sex, regionCode), (person.Name, person.Sex, person.RegionCode));
    }

    [Fact]
    public void The_registered_household_of_wang_has_three_members_at_the_planted_building()
    {
        var household = Small.Households.Single(candidate => candidate.Members.Contains("990102195803120429"));

        Assert.Equal("990102001001-0003", household.AddressCode);
        Assert.Equal(["990102195608200319", "990102195803120429", "990102198506170538"], household.Members);
    }

    [Fact]
    public void In_three_flats_of_the_planted_building_people_need_power_or_transport()
    {
        var inNeed = Small.HealthRecords.Where(record => record.NeedsPower || record.NeedsTransport).Select(record => record.CitizenNo).ToHashSet();

        var flats = Small.Households.Where(household => household.AddressCode == "990102001001-0003" && household.Members.Any(inNeed.Contains));

        Assert.Equal(["102", "203", "301"], flats.Select(household => household.Flat).Order());
    }

    [Fact]
    public void The_planted_consents_are_exactly_these()
    {
        var planted = PlantedPeople.Residents.Select(resident => resident.CitizenNo).ToHashSet();

        var lines = Small.Consents.Where(consent => planted.Contains(consent.CitizenNo)).Select(consent =>
            $"{consent.CitizenNo[^4..]} {consent.Purpose}>{consent.Recipient} {string.Join('+', consent.Scopes)}"
            + (consent.IsWithdrawn ? " withdrawn" : "") + (consent.Guardian is null ? "" : " guardian"));

        Assert.Equal(
            [
                "0429 assistance.eligibility>civil-affairs assistance.means+assistance.household",
                "0319 assistance.eligibility>civil-affairs assistance.means+assistance.household",
                "0170 care.heat>health care.heat",
                "0170 assistance.eligibility>civil-affairs assistance.means+assistance.household",
                "0283 care.heat>health care.heat withdrawn",
                "0644 care.heat>health care.heat",
                "0644 assistance.eligibility>civil-affairs assistance.means+assistance.household",
                "0222 assistance.eligibility>civil-affairs assistance.means+assistance.household guardian",
                "0465 housing.allocation>housing housing.means",
            ],
            lines);
    }

    [Fact]
    public void The_dead_man_whom_public_security_has_alive_is_still_paid()
    {
        const string ZhaoDeming = "990121193902280110";

        Assert.True(Small.Residents.Single(resident => resident.CitizenNo == ZhaoDeming).IsAlive);
        Assert.Equal(new DateOnly(2026, 2, 11), Small.CivilRecords.Single(record => record.CitizenNo == ZhaoDeming).DeathDate);
        Assert.NotNull(Small.InsuranceRecords.Single(record => record.CitizenNo == ZhaoDeming).Pension);
    }

    [Fact]
    public void Those_who_live_alone_in_the_heat_are_known_as_described()
    {
        foreach (var citizenNo in new[] { "990102194701050170", "990102194409220283" })
        {
            var care = Small.CivilRecords.Single(record => record.CitizenNo == citizenNo);
            Assert.True(care.ElderCare is { NeedsVisit: true, LivesAlone: true });
            Assert.NotNull(care.VisitContact);
            Assert.Equal("HIGH", Small.HealthRecords.Single(record => record.CitizenNo == citizenNo).HeatRisk);
        }
    }

    [Fact]
    public void The_oddities_are_planted_in_proportion_beside_the_planted_people()
    {
        var bulk = Small.Residents.Skip(PlantedPeople.Residents.Count).ToList();
        var birthDates = Small.Residents.ToDictionary(resident => resident.CitizenNo, resident => resident.BirthDate);
        var dead = Small.CivilRecords.Where(record => record.DeathDate is not null).Select(record => record.CitizenNo).ToHashSet();

        Assert.Single(bulk, resident => resident.IsProtected);
        Assert.Single(bulk, resident => resident.IsHoney);
        Assert.Single(bulk, resident => resident.OfficerId is not null);
        Assert.Equal(20, bulk.Count(resident => resident.HasStaleAddress));
        Assert.Equal(10, bulk.Count(resident => resident.AgeOn(CityParameters.Small.ReferenceDate) < 14));
        Assert.Single(Small.InsuranceRecords, record => record.BirthDate != birthDates[record.CitizenNo]);
        Assert.Equal(2, Small.InsuranceRecords.Count(record => record.Pension is not null && dead.Contains(record.CitizenNo)));
    }

    [Fact]
    public void Nobody_has_a_reason_to_ask_for_a_honey_person()
    {
        var honey = Small.Residents.Where(resident => resident.IsHoney).Select(resident => resident.CitizenNo).ToHashSet();

        Assert.DoesNotContain(Small.Consents, consent => honey.Contains(consent.CitizenNo));
    }

    [Fact]
    public void Every_address_is_in_a_grid_and_one_of_them_in_two()
    {
        var places = Small.Grids.SelectMany(grid => grid.AddressCodes).ToList();

        Assert.Equal(420, Small.Grids.Count);
        Assert.Equal(Small.Addresses.Select(address => address.Code).Order(), places.Distinct().Order());
        Assert.Single(places.GroupBy(code => code), group => group.Count() > 1);
        Assert.Contains("990102001001-0003", Small.Grids.Single(grid => grid.Code == "990102001001-G07").AddressCodes);
    }

    [Fact]
    public void Those_who_live_alone_are_visited_in_their_own_grid_and_nobody_else()
    {
        var residents = Small.Residents.ToDictionary(resident => resident.CitizenNo);
        var grids = Small.Grids.ToDictionary(grid => grid.Code);

        Assert.Contains(Small.VisitTasks, task => task.CitizenNo == PlantedPeople.LiJianguo && task.GridCode == "990102001001-G07");
        Assert.Contains(Small.VisitTasks, task => task.CitizenNo == PlantedPeople.ChenAilian);
        Assert.Contains(Small.VisitTasks, task => task.GridCode.StartsWith("990121", StringComparison.Ordinal));
        Assert.All(Small.VisitTasks, task =>
        {
            Assert.Contains(residents[task.CitizenNo].AddressCode, grids[task.GridCode].AddressCodes);
            Assert.False(residents[task.CitizenNo].IsHoney);
        });
    }

    [Fact]
    public void The_planted_dispute_is_handled_by_housing_too()
    {
        var dispute = Assert.Single(Small.Disputes);

        Assert.Equal(("grid-centre:DISP-2026-000001", "990102001001-0003"), (dispute.EventId, dispute.AddressCode));
        Assert.Equal(["housing"], dispute.CoHandlers);
    }

    [Fact]
    public void Parameters_without_room_for_the_planted_people_are_refused()
    {
        Assert.Throws<ArgumentException>(() => CityGenerator.Generate(CityParameters.Small with { Addresses = 10 }));
    }

    private static string Hash(City city) => Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(city)));
}
